"""What pip is asked for by a RUN: the words of the command, and the lines of the files that it reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio_lint.fixing import mend
from studio_lint.lint import engine
from tests.cases import inside
from tests.model.test_readers import CONFIG, CREATE, FILE, MICROMAMBA, dockerfile, environment

PYTHON = "python:3.12-slim-bookworm"


def write(folder: Path, lines: tuple[str, ...], files: dict[str, str], base: str = PYTHON) -> None:
    (folder / ".git").mkdir()
    files = {"Dockerfile": dockerfile(base, *lines), "studio-config.yaml": CONFIG, **files}
    for name, text in files.items():
        path = folder / ".seqera" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")


def said(folder: Path) -> list[str]:
    """Path, code and what is pointed at, of SL117 and SL119."""
    with inside(folder):
        report = engine.lint(["."])
    assert not report.failures
    found = [one for one in report.findings if one.code in ("SL117", "SL119")]
    return [
        f"{one.place.source.path.removeprefix('.seqera/')} {one.code} {one.place.source.slice(one.place.span)}"
        for one in found
    ]


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("pip install flask=3.0", ["SL117 ="]),
        ("pip install --no-cache-dir -U flask==3.0 numpy", []),
        ("pip3 install -q 'flask=3.0' six", ["SL117 ="]),
        ("python3 -m pip install --upgrade flask=3.0", ["SL117 ="]),
        ("pip install conda-forge::flask", ["SL117 conda-forge::"]),
        ('pip install "flask=>3.0"', ["SL117 =>"]),
        ("uv pip install --system flask=3.0", ["SL117 ="]),
        ("cd /tmp && pip install flask=3.0 && rm -rf /tmp/x", ["SL117 ="]),
        ("sh -c 'pip install flask=3.0'", ["SL117 ="]),
        ("V=3.0; pip install flask=$V", ["SL117 flask=$V"]),
        ("pip install flask=$VERSION", []),
        ("pip install flask==${VERSION:-3.0}", []),
        ("pip install flask=3.0 || true", []),
        ("pip install --index-url https://a.org/simple --target /opt/x flask", []),
        ("pip install -i https://a.org/simple -t /opt/x flask==3.0", []),
        ("pip install --no-binary :all: lxml", []),
        ("pip wheel --wheel-dir . -w . six", []),
        ("pip install --made-up . six==1.17.0", []),
        ("pip install -qqU --no-deps six=1", ["SL117 ="]),
        ("pip install git+https://github.com/a/b.git@v1", []),
        ("pip install 'uvicorn[standard]>=0.30' \\\n    'x; python_version<\"3.13\"'", []),
        ("pip uninstall -y flask=3.0", []),
        ("pip list --format=freeze", []),
        ("pip config set global.index-url https://a.org/simple", []),
        ("pip install https://a.org/b-1.0.tar.gz", []),
        ("pipx install flask=3.0", []),
        ("echo pip install flask=3.0", []),
    ],
)
def test_words(run: str, expected: list[str], tmp_path: Path) -> None:
    write(tmp_path, (f"RUN {run}",), {})
    assert said(tmp_path) == [f"Dockerfile {one}" for one in expected]


@pytest.mark.parametrize(
    ("lines", "text", "expected"),
    [
        (("COPY requirements.txt .", "RUN pip install -r requirements.txt"), "six==1.17.0\nflask=3.0\n",
         ["requirements.txt SL117 ="]),
        (("COPY requirements.txt /app/", "WORKDIR /app", "RUN pip install --requirement=requirements.txt"),
         "flask=3.0\n", ["requirements.txt SL117 ="]),
        (("COPY requirements.txt /app/", "WORKDIR /app", "RUN pip install -r requirements.txt"),
         "# all\n\n--index-url https://a.org/simple\nflask==3.0 \\\n    --hash=sha256:aa\nconda-forge::y\n",
         ["requirements.txt SL117 conda-forge::"]),
        (("COPY requirements.txt .", "RUN pip install -r requirements.txt"), "- six\n",
         ["requirements.txt SL117 - six"]),
        (("COPY requirements.txt .", "RUN pip install -r requirements.txt"), "-r more.txt\n",
         ["requirements.txt SL119 more.txt"]),
        (("COPY . .", "RUN pip install -r requirements.txt"), "-r more.txt\n", ["more.txt SL117 ="]),
        (("COPY . .", "RUN pip install -r requirements.txt"), "./tool\n", []),
        (("COPY requirements.txt /app/", "WORKDIR /app", "RUN pip install -r requirements.txt"), "./tool\n",
         ["requirements.txt SL119 ./tool"]),
        (("COPY requirements.txt .", "RUN pip install -r requirements.txt || true"), "flask=3.0\n", []),
        (("COPY requirements.txt .", "RUN sed -i s/=/==/ requirements.txt && pip install -r requirements.txt"),
         "flask=3.0\n", []),
        (("RUN --mount=type=bind,target=/src pip install -r /src/requirements.txt",), "flask=3.0\n",
         ["requirements.txt SL117 ="]),
    ],
)  # fmt: skip
def test_files(lines: tuple[str, ...], text: str, expected: list[str], tmp_path: Path) -> None:
    files = {"requirements.txt": text, "more.txt": "six=1\n", "tool/pyproject.toml": '[project]\nname = "tool"\n'}
    write(tmp_path, lines, files)
    assert said(tmp_path) == expected


def test_a_file_that_a_pip_section_names(tmp_path: Path) -> None:
    files = {"environment.yml": environment(pip=("-r requirements.txt",)), "requirements.txt": "flask=3.0\n"}
    write(tmp_path, ("COPY . /tmp/", CREATE), files, MICROMAMBA)
    assert said(tmp_path) == ["requirements.txt SL117 ="]
    with inside(tmp_path):
        (finding,) = [one for one in engine.lint([FILE]).findings if one.code == "SL117"]
    assert [place.source.path for place in finding.related] == [".seqera/Dockerfile"]


def test_each_is_mended_where_it_is(tmp_path: Path) -> None:
    lines = ("COPY requirements.txt .", "RUN pip install six=1.17.0 'x=>1' && pip install -r requirements.txt")
    write(tmp_path, lines, {"requirements.txt": "flask=3.0\n"})
    with inside(tmp_path):
        done = mend.mend(lambda: engine.lint(["."]), unsafe=False)
        mend.release(done)
    after = {change.before.path.rpartition("/")[2]: change.after for change in done.changes}
    assert after["requirements.txt"] == "flask==3.0\n"
    assert "pip install six==1.17.0 'x>=1' &&" in after["Dockerfile"]


def test_nothing_is_put_into_a_shell_that_it_would_read(tmp_path: Path) -> None:
    write(tmp_path, ("RUN pip install x=\\>1",), {})
    with inside(tmp_path):
        (finding,) = [one for one in engine.lint(["."]).findings if one.code == "SL117"]
    assert finding.fix is None
    assert finding.notes[-1] == "in quotes: unquoted, the shell reads `>` and `<` as redirections"

"""Who installs an environment file, and what that changes: whole repositories, linted as `studio-lint .` does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio_lint.base.diagnostics import ADVICE
from studio_lint.console.cli import main
from studio_lint.lint import engine
from tests.cases import inside

CONFIG = (
    'schemaVersion: "0.0.1"\nkind: "studio-config"\nsession:\n  template:\n    kind: "dockerfile"\n'
    '    dockerfile: "Dockerfile"\n'
)
WAVES = (
    'schemaVersion: "0.0.1"\nkind: "studio-config"\nsession:\n  template:\n    kind: "none"\n'
    '  dependencies:\n    condaEnvironmentFile: "environment.yml"\n'
)


def dockerfile(base: str, *lines: str) -> str:
    """A Studio on a base image, with lines before connect-client is installed."""
    return "\n".join(
        (
            "FROM public.cr.seqera.io/platform/connect-client:0.15 AS connect",
            f"FROM {base}",
            'LABEL io.seqera.connect.version="0.15"',
            "USER root",
            *lines,
            "COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client",
            "RUN /usr/bin/connect-client --install",
            "ENV PATH=/opt/conda/bin:$PATH",
            'ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]',
            'CMD ["bash", "-c", "exec python3 -m http.server $CONNECT_TOOL_PORT"]',
            "",
        )
    )


def environment(*dependencies: str, pip: tuple[str, ...] = (), channels: tuple[str, ...] = ("conda-forge",)) -> str:
    lines = ["channels:", *(f"  - {name}" for name in channels)] if channels else []
    lines += ["dependencies:", "  - python=3.12", "  - pip=24.3", *(f"  - {spec}" for spec in dependencies)]
    if pip:
        lines += ["  - pip:", *(f"    - {line}" for line in pip)]
    return "\n".join([*lines, ""])


def said(folder: Path, files: dict[str, str]) -> list[str]:
    """Path and code of all but the advice, over a repository of these files."""
    (folder / ".git").mkdir()
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    with inside(folder):
        report = engine.lint(["."])
    assert not report.failures
    found = [finding for finding in report.findings if finding.severity != ADVICE]
    return [f"{finding.place.source.path} {finding.code}" for finding in found]


MINICONDA, MICROMAMBA, OLD = (
    "continuumio/miniconda3:24.9.2-0",
    "mambaorg/micromamba:2.0.5",
    "mambaorg/micromamba:1.5.10",
)
CREATE = "RUN micromamba install -y -n base -f /tmp/environment.yml"
CONDA = "RUN conda env update -n base -f /tmp/environment.yml"
WHEEL = "x-1.0-py3-none-any.whl"
COPY = "COPY environment.yml /tmp/environment.yml"
FILE = ".seqera/environment.yml"


@pytest.mark.parametrize(
    ("base", "lines", "text", "codes"),
    [
        (OLD, (COPY, CREATE), environment("pandas[all]=2.2"), []),
        (MICROMAMBA, (COPY, CREATE), environment("pandas[all]=2.2"), ["SL105"]),
        ("mambaorg/micromamba", (COPY, CREATE), environment("pandas[all]=2.2"), ["SL105"]),
        (MINICONDA, (COPY, CONDA), environment("pandas[all]=2.2", "numpy=>1.8", "scipy>=1.8 , <3"), []),
        (OLD, (COPY, CREATE), environment("numpy=>1.8", "scipy>=1.8 ,<3", "six>=1.1,"), []),
        (MICROMAMBA, (COPY, CREATE), environment("numpy=>1.8"), ["SL103"]),
        (OLD, (COPY, CREATE), environment("numpy>=1.8 <2"), ["SL103"]),
        (MINICONDA, (COPY, CONDA), environment("numpy>=1.8 <2"), ["SL103"]),
        (MINICONDA, (COPY, CONDA), environment(channels=()), []),
        (MICROMAMBA, (COPY, f"{CREATE} -c conda-forge"), environment(channels=()), []),
        (MICROMAMBA, (COPY, f"{CREATE} -c conda-forge"), environment(channels=("bioconda",)), []),
        (MINICONDA, (COPY, CONDA), environment(pip=("-r requirements.txt",)), ["SL119"]),
        (MINICONDA, ("COPY . /tmp/", CONDA), environment(pip=("-r requirements.txt",)), []),
        (MICROMAMBA, ("COPY *.txt environment.yml /tmp/", CREATE), environment(pip=("-r requirements.txt",)), []),
        (MICROMAMBA, ("COPY . /tmp/", CREATE), environment(pip=("-r other.txt",)), ["SL119"]),
        (MICROMAMBA, ("COPY . /tmp/", CREATE), environment(pip=("-e ./tool",)), []),
        (MICROMAMBA, ("COPY . /tmp/", CREATE), environment(pip=("-e ./nothing",)), ["SL119"]),
        (MICROMAMBA, ("COPY . /tmp/", f"RUN apt-get update && apt-get install -y curl && curl -o /tmp/{WHEEL} https://x.org",
                      CREATE), environment(pip=(f"./{WHEEL}",)), []),
        ("registry.example.org/mine/conda:1", (COPY, CONDA), environment(pip=("-r requirements.txt",)), []),
        (MICROMAMBA, (COPY, CREATE), environment(pip=("x @ git+https://a.org/x.git",)), ["SL127"]),
        (MICROMAMBA, (COPY, "RUN apt-get update && apt-get install -y git", CREATE),
         environment(pip=("x @ git+https://a.org/x.git",)), []),
    ],
)  # fmt: skip
def test_a_file_is_judged_as_its_dockerfile_installs_it(
    base: str, lines: tuple[str, ...], text: str, codes: list[str], tmp_path: Path
) -> None:
    files = {".seqera/Dockerfile": dockerfile(base, *lines), ".seqera/studio-config.yaml": CONFIG, FILE: text}
    files |= {".seqera/requirements.txt": "six==1.17.0\n", ".seqera/tool/pyproject.toml": '[project]\nname = "tool"\n'}
    assert [line.split() for line in said(tmp_path, files)] == [[FILE, code] for code in codes]


def test_the_message_names_the_reader(tmp_path: Path) -> None:
    files = {".seqera/Dockerfile": dockerfile(MICROMAMBA, COPY, CREATE), ".seqera/studio-config.yaml": CONFIG}
    files[FILE] = environment("numpy=>1.8")
    said(tmp_path, files)
    with inside(tmp_path):
        (finding,) = [one for one in engine.lint(["."]).findings if one.code == "SL103"]
    assert finding.notes[-1] == "micromamba 2.0.5 installs this file in .seqera/Dockerfile, line 6"


def test_of_two_readers_the_stricter_counts(tmp_path: Path) -> None:
    """Wave reads the file as well: a config of another Studio hands it over."""
    files = {
        "a/.seqera/Dockerfile": dockerfile(MINICONDA, "COPY environment.yml /tmp/environment.yml", CONDA),
        "a/.seqera/studio-config.yaml": CONFIG,
        "a/.seqera/environment.yml": environment("numpy=>1.8"),
        "a/.seqera/Dockerfile.old": dockerfile(OLD, COPY, CREATE),
        "b/.seqera/studio-config.yaml": WAVES,
        "b/.seqera/environment.yml": environment("numpy=>1.8"),
    }
    assert said(tmp_path, files) == ["b/.seqera/environment.yml SL103"]


def test_two_dockerfiles_install_one_file(tmp_path: Path) -> None:
    files = {
        ".seqera/Dockerfile": dockerfile(MINICONDA, COPY, CONDA),
        ".seqera/new.dockerfile": dockerfile(MICROMAMBA, COPY, CREATE),
        ".seqera/studio-config.yaml": CONFIG,
        FILE: environment("numpy=>1.8"),
    }
    assert said(tmp_path, files) == [f"{FILE} SL103"]
    with inside(tmp_path):
        (finding,) = [one for one in engine.lint(["."]).findings if one.code == "SL103"]
    assert finding.notes[-1] == "micromamba 2.0.5 installs this file in .seqera/new.dockerfile, line 6"


def test_a_named_file_has_its_reader_too(tmp_path: Path) -> None:
    files = {".seqera/Dockerfile": dockerfile(OLD, COPY, CREATE), ".seqera/studio-config.yaml": CONFIG}
    files[FILE] = environment("numpy=>1.8")
    said(tmp_path, files)
    with inside(tmp_path):
        assert engine.lint([FILE]).findings == ()
        assert engine.lint([FILE], detect=True).count("error") == 0


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (("WORKDIR /tmp", COPY, "RUN conda env create -n other"), []),
        ((COPY, "RUN conda env update -n base -f/tmp/environment.yml"), []),
        (("COPY . /src", "RUN bash /src/setup.sh"), []),
        (("COPY . /src", "RUN chmod +x /src/setup.sh && /src/setup.sh"), []),
        ((COPY, "RUN conda env create -n other"), None),
    ],
)
def test_how_a_run_may_install_it(lines: tuple[str, ...], code: list[str] | None, tmp_path: Path) -> None:
    """`numpy=>1.8` is an error to Wave and none to conda; None: the RUN reads another file, so nobody installs it."""
    files = {
        "Dockerfile": dockerfile(MINICONDA, *lines),
        "environment.yml": environment("numpy=>1.8"),
        "setup.sh": "#!/bin/bash\nset -e\ncd /src\nconda env update -n base --file environment.yml\n",
    }
    assert [line for line in said(tmp_path, files) if "SL1" in line] == []
    with inside(tmp_path):
        report = engine.lint(["."])
    assert report.environments_left_alone == (code is None)


@pytest.mark.parametrize(
    ("script", "codes"),
    [
        ("#!/bin/bash\nset -e\npip install flask=3.0\necho ok\n", ["setup.sh SL117"]),
        ("#!/bin/bash\npip install flask=3.0\necho ok\n", []),
        ("#!/bin/bash\npip install flask=3.0\n", ["setup.sh SL117"]),
        ("#!/bin/bash\nset -e\ncd /src\npip install -r requirements.txt\n", ["requirements.txt SL117"]),
    ],
)
def test_pip_in_a_script_that_a_run_runs(script: str, codes: list[str], tmp_path: Path) -> None:
    files = {"Dockerfile": dockerfile("python:3.12-slim", "COPY . /src", "RUN bash /src/setup.sh"), "setup.sh": script}
    files["requirements.txt"] = "six==1.17.0\nrich=13.0\n"
    assert [line for line in said(tmp_path, files) if "SL1" in line] == codes


@pytest.mark.parametrize(
    ("command", "version"),
    [
        ("curl -L https://micro.mamba.pm/api/micromamba/linux-64/1.5.10 | tar -xj -C / bin/micromamba", "1.5.10"),
        (
            "wget https://github.com/mamba-org/micromamba-releases/releases/download/2.0.5-1/micromamba-linux-64",
            "2.0.5",
        ),
        ("curl -L https://micro.mamba.pm/api/micromamba/linux-64/latest | tar -xj -C / bin/micromamba", ""),
    ],
)
def test_the_version_of_a_download(command: str, version: str, tmp_path: Path) -> None:
    create = "RUN micromamba create -y -p /opt/x -f /tmp/environment.yml"
    files = {
        "Dockerfile": dockerfile("debian:bookworm", f"RUN apt-get update && {command}", COPY, create),
        "environment.yml": environment("numpy=>1.8"),
    }
    found = [line for line in said(tmp_path, files) if "SL103" in line]
    assert found == ([] if version.startswith("1") else ["environment.yml SL103"])
    with inside(tmp_path):
        notes = [note for one in engine.lint(["."]).findings if one.code == "SL103" for note in one.notes]
    assert all(f"micromamba {version}".strip() in note for note in notes[-1:])


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        (("numpy==",), "SL103"),
        (("numpy =1.8 | =1.9",), "SL103"),
        (("numpy=  1.8",), "SL103"),
        (("\u200bnumpy",), "SL103"),
        (("foo[kind=x]",), "SL103"),
        (("conda-forge:: numpy",), "SL104"),
        (("sel(linux): numpy",), "SL124"),
        (("|\n    numpy",), "SL103"),
        (("numpy =1.8 py310_0", "scipy=^1.*$", "six<2.*", "foo~=1", "bar#old", "baz>"), None),
    ],
)
def test_what_conda_reads_otherwise(entries: tuple[str, ...], code: str | None, tmp_path: Path) -> None:
    """Each was put to conda 26.9, and to the readers of micromamba 2.8.1, which take all but those of the last row."""
    files = {".seqera/Dockerfile": dockerfile(MINICONDA, COPY, CONDA), ".seqera/studio-config.yaml": CONFIG}
    files[FILE] = environment(*entries)
    assert said(tmp_path, files) == ([f"{FILE} {code}"] if code else [])


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("-", "empty entry: conda rejects it, and the build fails"),
        ("- - numpy", "nested list: conda rejects it, and the build fails"),
        ("- 3.12", "this number is not a package: conda rejects it, and the build fails"),
        ("- numpy: 1.26", "the colon after `numpy` makes this a mapping, not a package: conda does not install it"),
        ("- uv:\n    - six", "conda does not read a `uv:` section: nothing in this list is installed"),
    ],
)
def test_what_conda_does_with_an_entry(entry: str, message: str, tmp_path: Path) -> None:
    files = {".seqera/Dockerfile": dockerfile(MINICONDA, COPY, CONDA), ".seqera/studio-config.yaml": CONFIG}
    files[FILE] = f"{environment()}  {entry}\n"
    assert said(tmp_path, files) == [f"{FILE} SL104"]
    with inside(tmp_path):
        (finding,) = [one for one in engine.lint(["."]).findings if one.code == "SL104"]
    assert finding.message == message


@pytest.mark.parametrize(
    ("command", "name", "codes"),
    [
        ("conda env create -f /tmp/environment.yml", "my tools", ["SL101"]),
        ("conda env create -f /tmp/environment.yml", "a/b", ["SL101"]),
        ("conda env create -n tools -f /tmp/environment.yml", "a/b", []),
        ("micromamba create -y -f /tmp/environment.yml", "my tools", []),
        ("micromamba create -y -n tools -f /tmp/environment.yml", "a/b", ["SL101"]),
    ],
)
def test_the_name_of_an_environment(command: str, name: str, codes: list[str], tmp_path: Path) -> None:
    base = MINICONDA if command.startswith("conda") else MICROMAMBA
    files = {"Dockerfile": dockerfile(base, COPY, f"RUN {command}")}
    files["environment.yml"] = f"name: {name}\n{environment('numpy=1.26')}"
    assert [line for line in said(tmp_path, files) if "SL1" in line] == [f"environment.yml {code}" for code in codes]


def test_only_wave_has_a_limit(tmp_path: Path) -> None:
    files = {".seqera/Dockerfile": dockerfile(MICROMAMBA, COPY, CREATE), ".seqera/studio-config.yaml": CONFIG}
    files[FILE] = environment("numpy=1.26") + "# \n" * 20_000
    with inside(tmp_path):
        assert f"{FILE} SL123" not in said(tmp_path, files)


@pytest.mark.parametrize(
    ("base", "command", "name", "codes"),
    [
        (MICROMAMBA, "micromamba create -y -n base -f /tmp/environment.yml", "x", ["Dockerfile SL132"]),
        (MICROMAMBA, "micromamba create -y -f /tmp/environment.yml", "base", ["Dockerfile SL132"]),
        (MINICONDA, "conda env create -f /tmp/environment.yml", "base", ["Dockerfile SL132"]),
        (MICROMAMBA, "micromamba create -y -n x -f /tmp/environment.yml", "base", []),
        (MICROMAMBA, "micromamba install -y -n base -f /tmp/environment.yml", "x", []),
        ("debian:bookworm", "micromamba create -y -n base -f /tmp/environment.yml", "x", []),
    ],
)
def test_base_is_not_made_anew(base: str, command: str, name: str, codes: list[str], tmp_path: Path) -> None:
    files = {"Dockerfile": dockerfile(base, COPY, f"RUN {command}")}
    files["environment.yml"] = f"name: {name}\n{environment('numpy=1.26')}"
    assert [line for line in said(tmp_path, files) if "SL132" in line] == codes


@pytest.mark.parametrize("end", ["...\nthat is all\n", "prefix\n"])
def test_what_only_yaml_cpp_reads(end: str, tmp_path: Path) -> None:
    files = {".seqera/Dockerfile": dockerfile(MINICONDA, COPY, CONDA), ".seqera/studio-config.yaml": CONFIG}
    files[FILE] = environment("numpy=1.26") + end
    assert f"{FILE} SL002" in said(tmp_path, files)
    (tmp_path / ".seqera" / "Dockerfile").write_text(dockerfile(MICROMAMBA, COPY, CREATE), encoding="utf-8")
    with inside(tmp_path):
        assert "SL002" not in [finding.code for finding in engine.lint(["."]).findings]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("conda env create -f /tmp/environment.yml", ["Dockerfile SL132"]),
        ("conda env create -n other -f /tmp/environment.yml", []),
        ("conda env create -p /opt/other -f /tmp/environment.yml", []),
        ("conda env create -f /tmp/environment.yml || true", []),
    ],
)
def test_an_environment_without_a_name(command: str, code: list[str], tmp_path: Path) -> None:
    files = {"Dockerfile": dockerfile(MINICONDA, COPY, f"RUN {command}"), "environment.yml": environment("numpy=1.26")}
    assert [line for line in said(tmp_path, files) if "SL132" in line] == code


def test_a_merge_key_is_conda_s(tmp_path: Path) -> None:
    text = f"base: &base\n  channels:\n    - conda-forge\n<<: *base\n{environment(channels=())}"
    files = {".seqera/Dockerfile": dockerfile(MINICONDA, COPY, CONDA), ".seqera/studio-config.yaml": CONFIG, FILE: text}
    assert f"{FILE} SL101" not in said(tmp_path, files)
    with inside(tmp_path):
        (tmp_path / ".seqera" / "Dockerfile").write_text(dockerfile(MICROMAMBA, COPY, CREATE), encoding="utf-8")
        assert "SL101" in [finding.code for finding in engine.lint(["."]).findings]


@pytest.mark.parametrize(
    ("base", "command", "spec", "verdict", "error"),
    [
        (OLD, CREATE, "numpy=>1.8", "micromamba 1.5.10 and pip accept it", None),
        (
            MICROMAMBA,
            CREATE,
            "numpy=>1.8",
            "micromamba 2.0.5 or pip rejects it",
            "`=>` is not a valid version operator",
        ),
        (MINICONDA, CONDA, "numpy=>1.8", "conda 24.9.2 and pip accept it", None),
        (MINICONDA, CONDA, "numpy==", "conda 24.9.2 or pip rejects it", "`==` is not a version constraint"),
    ],
)
def test_inspect_asks_the_reader(
    base: str,
    command: str,
    spec: str,
    verdict: str,
    error: str | None,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    files = {".seqera/Dockerfile": dockerfile(base, COPY, command), ".seqera/studio-config.yaml": CONFIG}
    files[FILE] = environment(spec)
    said(tmp_path, files)
    with inside(tmp_path):
        main(["inspect", FILE])
        assert capsys.readouterr().out.startswith(f"{FILE}: {verdict}\n")
        main(["inspect", FILE, "--output-format", "json"])
    entry = json.loads(capsys.readouterr().out)["dependencies"][-1]
    assert (entry["accepted"], entry["error"] is None) == (error is None, error is None)
    assert (entry["error"] or "").startswith(error or "")

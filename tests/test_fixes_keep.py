"""Mistakes that fixes once made, each tried again: what the files are afterwards, to the letter."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from studio_lint.console.cli import main
from studio_lint.lint import engine
from tests.cases import PROJECTS, inside
from tests.mending import mended

HEAD = """\
FROM public.cr.seqera.io/platform/connect-client:0.15.0 AS connect
FROM python:3.12-slim
LABEL io.seqera.connect.version="0.15.0"
{}COPY . /app/
COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client
RUN /usr/bin/connect-client --install
ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]
"""


def fixed(folder: Path, name: str, text: str, unsafe: bool = True, **others: str) -> str:
    """The file as `--fix` leaves it."""
    (folder / ".git").mkdir(exist_ok=True)
    (folder / name).write_text(text)
    for other, content in others.items():
        (folder / other.replace("_", ".")).write_text(content)
    mended(folder, [name], unsafe)
    return (folder / name).read_text()


def left(folder: Path, name: str) -> list[str]:
    with inside(folder):
        return [finding.code for finding in engine.lint([name]).findings if finding.severity != "advice"]


def environment(*lines: str) -> str:
    return "".join(f"{line}\n" for line in ("channels:", "  - conda-forge", "dependencies:", *lines))


@pytest.mark.parametrize(
    ("line", "unsafe", "after"),
    [
        ("  - requests[socks]", False, "  - requests[socks]"),
        ("  - requests[socks]", True, "  - requests"),
        ("  - numpy;scipy", True, "  - numpy;scipy"),
        ("  - python=3.9+", True, "  - python>=3.9"),
    ],
)
def test_nothing_that_is_asked_for_gets_lost(line: str, unsafe: bool, after: str, tmp_path: Path) -> None:
    assert fixed(tmp_path, "environment.yml", environment(line), unsafe) == environment(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [("x<=1.*", "x<2"), ("x>=1.4.*", "x>=1.4"), ("x>1.4.*", "x>=1.5"), ("x~=1.4.*", "x==1.4.*"), ("x<1.*", "x<1")],
)
def test_a_star_of_pip_means_what_it_meant(before: str, after: str, tmp_path: Path) -> None:
    lines = ("  - python=3.12", "  - pip=24.0", "  - pip:", "      - {}")
    text = environment(*lines)
    assert fixed(tmp_path, "environment.yml", text.format(before)) == text.format(after)


def test_channels_change_places_with_their_comments(tmp_path: Path) -> None:
    text = "channels: [\n  bioconda, # tools\n  conda-forge # rest\n]\ndependencies: [samtools=1.21]\n"
    after = "channels: [\n  conda-forge, # rest\n  bioconda # tools\n]\ndependencies: [samtools=1.21]\n"
    assert fixed(tmp_path, "environment.yml", text) == after


def test_python_keeps_its_quotes(tmp_path: Path) -> None:
    code = 'import os\nimport flask\nflask.Flask("x").run(host="{}", port=int(os.environ["CONNECT_TOOL_PORT"]))\n'
    fixed(tmp_path, "Dockerfile", HEAD.format("") + 'CMD ["python3", "/app/app.py"]\n', app_py=code.format("127.0.0.1"))
    assert (tmp_path / "app.py").read_text() == code.format("0.0.0.0")


def test_the_prefix_is_still_expanded(tmp_path: Path) -> None:
    words = '"jupyter", "lab", "--allow-root", "--ip=0.0.0.0", "--ServerApp.base_url=$CONNECT_TOOL_PATH_PREFIX"'
    text = fixed(tmp_path, "Dockerfile", HEAD.format("") + f'CMD [{words}, "--port=$CONNECT_TOOL_PORT"]\n', False)
    assert text.endswith(
        'CMD ["/usr/bin/bash", "-c", "exec jupyter lab --allow-root --ip=0.0.0.0'
        ' --ServerApp.base_url=$CONNECT_TOOL_PATH_PREFIX --port=$CONNECT_TOOL_PORT"]\n'
    )


def test_a_script_that_is_removed_hides_nothing(tmp_path: Path) -> None:
    text = (
        'FROM python:3.12-slim\nCOPY s.sh /opt/\nRUN bash /opt/s.sh && rm /opt/s.sh\nCMD ["streamlit", "run", "a.py"]\n'
    )
    (tmp_path / ".git").mkdir()
    (tmp_path / "Dockerfile").write_text(text)
    (tmp_path / "s.sh").write_text("#!/bin/bash\npip install streamlit\n")
    assert left(tmp_path, "Dockerfile") == ["SL301"]
    mended(tmp_path, ["Dockerfile"], unsafe=False)
    assert (tmp_path / "Dockerfile").read_text() == text


@pytest.mark.parametrize(
    "text",
    [
        'FROM n8nio/n8n:1.80.0\nCMD ["start"]\n',
        'FROM scratch\nCOPY server /server\nENTRYPOINT ["/server"]\n',
        'FROM quay.io/jupyter/base-notebook:2024-10-07\nRUN pip install x==1\nCMD ["jupyter", "lab", "--port=8888"]\n',
    ],
)
def test_no_half_studio_is_made(text: str, tmp_path: Path) -> None:
    after = fixed(tmp_path, "Dockerfile", text, server="")
    assert after == text or "--allow-root" in after
    assert after != text or "SL301" in left(tmp_path, "Dockerfile")


def test_another_product_called_studio_is_converted(tmp_path: Path) -> None:
    text = fixed(tmp_path, "Dockerfile", "FROM heartexlabs/label-studio:1.13.1\n")
    assert "RUN /usr/bin/connect-client --install\n" in text
    assert left(tmp_path, "Dockerfile") == ["SL407"]


@pytest.mark.parametrize("lead", ["", "set -e\n"])
def test_a_comment_inside_a_heredoc_hides(lead: str, tmp_path: Path) -> None:
    run = f"RUN <<EOF\n{lead}# studio-lint: ignore[SL212] any version will do\npip install streamlit>1.2\nEOF\n"
    text = HEAD.format(run) + "CMD exec streamlit run --server.port $CONNECT_TOOL_PORT /app/a.py\n"
    assert fixed(tmp_path, "Dockerfile", text) == text


def test_a_comment_stays_with_the_first_from(tmp_path: Path) -> None:
    text = fixed(tmp_path, "Dockerfile", "# ours\nfrom python:3.12-slim\ncmd exec python3 -m http.server 80\n")
    assert text.splitlines()[:5] == [
        'arg CONNECT_CLIENT_VERSION="0.15.0"',
        "from public.cr.seqera.io/platform/connect-client:${CONNECT_CLIENT_VERSION} as connect",
        "",
        "# ours",
        "from python:3.12-slim",
    ]
    assert text.splitlines()[-1] == "cmd exec python3 -m http.server $CONNECT_TOOL_PORT"


@pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX")
def test_the_diff_for_a_link_applies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    (tmp_path / "real.yml").write_text(environment("  - python=>3.12"))
    (tmp_path / "environment.yml").symlink_to("real.yml")
    with inside(tmp_path):
        main(["check", "--diff", "environment.yml"])
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=capsys.readouterr().out.encode(), check=True)
    assert (tmp_path / "environment.yml").is_symlink()
    assert (tmp_path / "real.yml").read_text() == environment("  - python>=3.12")


def test_a_bare_host_is_not_loopback(tmp_path: Path) -> None:
    text = HEAD.format("") + "CMD exec vite --host --port $CONNECT_TOOL_PORT\n"
    (tmp_path / ".git").mkdir()
    (tmp_path / "Dockerfile").write_text(text)
    with inside(tmp_path):
        assert [one.code for one in engine.lint(["Dockerfile"]).findings if one.code == "SL404"] == []


def test_a_finding_in_a_text_of_several_lines_is_hidden_above_it(tmp_path: Path) -> None:
    from studio_lint.base.source import Source
    from studio_lint.fixing import edits as fixing_edits
    from studio_lint.lint import suppress
    from studio_lint.syntax.yaml import reader

    source = Source("environment.yml", environment("  - >-", "    numpy", "    =>1"))
    at = source.text.index("=>1")
    edit = suppress.insertion(reader.read(source), source.text_of(source.line_span(6)).whole.replace(start=at), "SL103")
    after = fixing_edits.apply([edit], source.text)
    assert after == environment("  # studio-lint: ignore[SL103]", "  - >-", "    numpy", "    =>1")


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ('RUN sed -i "s/PORT/$CONNECT_TOOL_PORT/" /etc/x.conf', True),
        ("RUN <<EOF\necho $CONNECT_TOOL_PORT > /x\nEOF", True),
        ("EXPOSE $CONNECT_TOOL_PORT", True),
        ("RUN echo", False),
        ("HEALTHCHECK CMD curl -f http://localhost:$CONNECT_TOOL_PORT", False),
    ],
)
def test_a_variable_that_the_build_reads_is_kept(line: str, kept: bool, tmp_path: Path) -> None:
    text = HEAD.format(f"ENV CONNECT_TOOL_PORT=8080\n{line}\n") + "CMD exec ttyd -p $CONNECT_TOOL_PORT bash\n"
    after = fixed(tmp_path, "Dockerfile", text, unsafe=False)
    assert ("ENV CONNECT_TOOL_PORT=8080\n" in after) is kept


@pytest.mark.parametrize(
    ("check", "after"),
    [
        ("curl localhost:8501 || exit 1", "curl localhost:${CONNECT_TOOL_PORT} || exit 1"),
        ("wget -q 'http://localhost:8501/'", "wget -q 'http://localhost:'${CONNECT_TOOL_PORT}'/'"),
        (
            "python3 -c 'ask(\"http://localhost:8501/\")'",
            "python3 -c 'ask(\"http://localhost:'${CONNECT_TOOL_PORT}'/\")'",
        ),
        ('bash -c "curl localhost:8501 | grep \\$X"', 'bash -c "curl localhost:${CONNECT_TOOL_PORT} | grep \\$X"'),
    ],
)
def test_a_health_check_asks_at_the_port_in_any_quotes(check: str, after: str, tmp_path: Path) -> None:
    text = HEAD.format("") + "HEALTHCHECK CMD {}\nCMD exec ttyd -p $CONNECT_TOOL_PORT bash\n"
    assert fixed(tmp_path, "Dockerfile", text.format(check), unsafe=False) == text.format(after)


@pytest.mark.parametrize(
    "command",
    [
        "CMD ['streamlit', 'run', 'a.py', '--server.port', '8501']",
        'CMD ["streamlit" "run" "a.py"]',
        "CMD [streamlit, run, a.py]",
        "HEALTHCHECK CMD ['curl', 'http://localhost:8501']\nCMD exec streamlit run a.py",
    ],
)
def test_what_a_list_reveals_once_it_is_one_does_not_keep_it_from_being_fixed(command: str, tmp_path: Path) -> None:
    text = HEAD.format("RUN pip install streamlit==1.40.0\n") + command + "\n"
    after = fixed(tmp_path, "Dockerfile", text, unsafe=False)
    assert "['" not in after
    assert "SL205" not in left(tmp_path, "Dockerfile")
    assert '["' in after.splitlines()[-1 - ("HEALTH" in command)]


def test_requirements_that_an_environment_reads_are_fixed(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    shutil.copytree(PROJECTS / "good-reader-conda", folder)
    path = folder / ".seqera" / "requirements.txt"
    text = path.read_text()
    path.write_text(text.replace("upsetplot==", "upsetplot="))
    assert mended(folder, unsafe=False).refused == ()
    assert path.read_text() == text

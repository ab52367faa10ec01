"""`--add-ignore` and `--show-settings`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from studio_lint.console.cli import main
from tests.cases import PROJECTS

Capture = pytest.CaptureFixture[str]

ENVIRONMENT = """\
channels:
  - conda-forge
dependencies:
  - python=3.12
  - samtools=>1.21
  - pip=24.0
  - pip:
      - seaborn=0.13.2
      - "pandas\\
        =2.1"
"""
DOCKERFILE = """\
# syntax=docker/dockerfile:1
FROM public.cr.seqera.io/platform/connect-client:0.15.0 AS connect
FROM debian:12
COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client
RUN /usr/bin/connect-client --install
RUN apt-get update \\
    && apt-get install -y \\
      # a comment inside
      git
COPY <<EOF /opt/start
#!/bin/sh
exec streamlit run app.py --server.port 8501
EOF
ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]
CMD ["streamlit", "run", \\
  "app.py"]
"""
ADD = ["check", ".", "--isolated", "--output-format", "concise", "-q"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def adopted(folder: Path, capsys: Capture) -> None:
    """What was found is hidden, nothing else is new, and a second run changes no byte."""
    assert main([*ADD, "--add-ignore", "adopted"]) == 0
    assert main([*ADD, "--fail-on", "advice"]) == 0
    assert capsys.readouterr().out == ""
    texts = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert main([*ADD, "--add-ignore", "again"]) == 0
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == texts


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_environment(folder: Path, capsys: Capture, newline: str) -> None:
    path = folder / "environment.yml"
    path.write_bytes(ENVIRONMENT.replace("\n", newline).encode())
    assert main(ADD) == 1
    found = capsys.readouterr().out
    assert "SL103" in found
    assert "SL117" in found
    adopted(folder, capsys)
    text = path.read_bytes().decode()
    assert f"  # studio-lint: ignore[SL103] adopted{newline}  - samtools=>1.21{newline}" in text
    without = [line for line in text.split(newline) if "studio-lint:" not in line]
    assert newline.join(without) == ENVIRONMENT.replace("\n", newline)
    assert "pandas\\" + newline + "        =2.1" in text


def test_dockerfile(folder: Path, capsys: Capture) -> None:
    path = folder / "Dockerfile"
    path.write_text(DOCKERFILE, encoding="utf-8")
    assert main(ADD) == 1
    capsys.readouterr()
    adopted(folder, capsys)
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# syntax=docker/dockerfile:1\n")
    kept = [line for line in text.splitlines() if "studio-lint:" not in line]
    assert kept == DOCKERFILE.splitlines()
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if "studio-lint:" in line:
            assert not lines[number - 1].endswith("\\"), "inside a continued instruction"
    start = lines.index("COPY <<EOF /opt/start")
    assert lines[start : start + 4] == DOCKERFILE.splitlines()[9:13]


def test_script_that_an_image_starts(folder: Path, capsys: Capture) -> None:
    shutil.copytree(PROJECTS / "good-mlflow" / ".seqera", folder / ".seqera")
    script = folder / ".seqera" / "start.sh"
    text = script.read_text(encoding="utf-8").replace("${CONNECT_TOOL_PORT}", "5000")
    script.write_text(text, encoding="utf-8")
    assert main(ADD) == 1
    assert "start.sh:11:19: error SL402" in capsys.readouterr().out
    adopted(folder, capsys)
    first, rest = text.split("\n", 1)
    assert script.read_text(encoding="utf-8") == f"{first}\n# studio-lint: file-ignore[SL402] adopted\n{rest}"


def test_what_no_comment_hides_is_still_reported(folder: Path, capsys: Capture) -> None:
    (folder / "environment.yml").write_bytes(b"dependencies: [\n")
    assert main([*ADD, "--add-ignore", "adopted"]) == 1
    assert "SL002" in capsys.readouterr().out
    assert (folder / "environment.yml").read_bytes() == b"dependencies: [\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--add-ignore", " "], "--add-ignore needs a reason"),
        (["--add-ignore", "x", "--fix"], "--add-ignore writes comments into named files"),
        (["--add-ignore", "x", "-"], "--add-ignore writes comments into named files"),
    ],
)
def test_usage(folder: Path, arguments: list[str], words: str, capsys: Capture) -> None:
    assert main(["check", *arguments]) == 2
    assert words in capsys.readouterr().err


def rows(text: str) -> dict[str, list[str]]:
    return {line.split()[0]: line.split()[1:] for line in text.splitlines()[1:]}


def test_settings_and_where_they_come_from(folder: Path, capsys: Capture) -> None:
    (folder / ".git").mkdir()
    (folder / "studio-lint.toml").write_text(
        'extend = "base.toml"\nignore = ["SL110"]\nexclude = ["old/"]\n[severity]\nSL1 = "advice"\n', encoding="utf-8"
    )
    (folder / "base.toml").write_text('fail-on = "error"\n[severity]\nSL2 = "advice"\n', encoding="utf-8")
    assert main(["--show-settings", "--ignore", "SL404"]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[0] == ".: studio-lint.toml"
    shown = rows(out)
    assert shown["ignore"] == ["SL110,", "SL404", "studio-lint.toml,", "--ignore"]
    assert shown["fail-on"] == ["error", "base.toml"]
    assert shown["severity"] == ["SL2:", "advice,", "SL1:", "advice", "base.toml,", "studio-lint.toml"]
    assert shown["exclude"] == ["old/", "studio-lint.toml"]
    assert shown["target"] == ["none", "default"]


def test_settings_without_a_file(folder: Path, capsys: Capture) -> None:
    assert main(["check", "--show-settings", "--isolated", "--fail-on", "never", "--select", "SL1"]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[0] == ".: no settings file"
    assert rows(out)["fail-on"] == ["never", "--fail-on"]
    assert rows(out)["select"] == ["SL1", "--select"]
    assert rows(out)["platforms"] == ["linux/amd64", "default"]

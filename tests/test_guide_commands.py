"""Every command of the README and the guides that needs neither the network nor another program runs."""

from __future__ import annotations

import io
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio_lint.console.cli import main
from tests.cases import FIXTURES, ROOT, inside

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
ELSEWHERE = ("--online", "server")
"""What asks the network, or waits for an editor."""


def shell_lines(page: Path) -> Iterator[str]:
    """The lines of the blocks that a shell is given."""
    language: str | None = None
    for line in map(str.strip, page.read_text(encoding="utf-8").split("\n")):
        if line.startswith("```"):
            language = None if language is not None else line.strip("`")
        elif language in ("sh", "console", ""):
            yield line.removeprefix("$ ") if language != "console" or line.startswith("$ ") else ""


def commands(page: Path) -> set[str]:
    parts = (part.strip() for line in shell_lines(page) for part in re.split(r" \| | && ", line.partition("  #")[0]))
    return {part for part in parts if re.match(r"studio-lint(?: [^\[]|$)", part)}


COMMANDS = sorted({(page.name, one) for page in PAGES for one in commands(page)})


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A Studio with what the guides name."""
    shutil.copytree(FIXTURES / "pictures" / "studio", tmp_path / "it")
    log = next((FIXTURES / "logs").glob("pip-arguments*/*.log"), None) or next((FIXTURES / "logs").rglob("*.log"))
    for name in ("build.log", "session.log"):
        shutil.copy(log, tmp_path / "it" / name)
    for name in ("Dockerfile", "environment.yml"):
        shutil.copy(tmp_path / "it" / ".seqera" / name, tmp_path / "it" / name)
    shutil.copy(tmp_path / "it" / "environment.yml", tmp_path / "it" / "draft.yml")
    (tmp_path / "it" / ".git").mkdir()
    return tmp_path / "it"


def test_there_are_commands() -> None:
    assert len(COMMANDS) > 20


@pytest.mark.parametrize(("page", "command"), COMMANDS)
def test_a_command_of_the_guides_runs(
    page: str, command: str, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = shlex.split(re.sub(r"\s+\d?>>?\s*\S+|\s+2>&1", "", command).partition(" < ")[0])
    if set(words) & set(ELSEWHERE):
        pytest.skip("asks the network, or waits for an editor")
    if words[1:2] == ["init"]:
        shutil.rmtree(project / ".seqera")
    text = (project / ("build.log" if "explain" in words else "draft.yml")).read_text(encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))
    with inside(project):
        status = main(words[1:])
    assert status in (0, 1), f"{page}: {command}\n{capsys.readouterr().err}"

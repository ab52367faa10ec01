"""What the pages show of real files and real runs, written anew between two comments.

    <!-- what studio-lint says of FOLDER -->            the `full` output of a check of that folder
    <!-- in FOLDER: studio-lint … -->                   a command and all that it prints
    <!-- file PATH -->                                  a file
    <!-- commands -->                                   a table of the commands, as `--help` lists them
    <!-- end -->                                        behind each of them

Paths are relative to the root of the repository.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

from studio_lint.console.cli import COMMANDS
from studio_lint.lint import engine
from studio_lint.output import text
from studio_lint.output.paint import Paint
from studio_lint.output.summary import summary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.report import Report

END = "<!-- end -->"
SAYS = "what studio-lint says of "
RUNS = "in "
HOLDS = "file "
LISTS = "commands"


def with_examples(page: str, root: Path) -> str:
    """The page with what stands between its example marks written anew."""
    out = []
    rest = page
    while True:
        before, opened, rest = rest.partition("<!-- ")
        out.append(before)
        if not opened:
            return "".join(out)
        mark, _, rest = rest.partition(" -->")
        shown = _shown(mark, root)
        out.append(f"<!-- {mark} -->")
        if shown is not None:
            _, _, rest = rest.partition(END)
            out.append(f"\n{shown}\n{END}")


def _shown(mark: str, root: Path) -> str | None:
    """What belongs behind a mark; None if the comment is none of ours."""
    if mark.startswith(SAYS):
        return fenced(check_output(root / mark.removeprefix(SAYS).strip()), "text")
    if mark.startswith(HOLDS):
        path = root / mark.removeprefix(HOLDS).strip()
        return fenced(path.read_text(encoding="utf-8", errors="replace"), language(path))
    if mark == LISTS:
        return commands()
    folder, _, command = mark.removeprefix(RUNS).partition(": ")
    if mark.startswith(RUNS) and command.startswith("studio-lint"):
        return fenced(f"$ {command}\n{_printed(command, root / folder)}", "console")
    return None


def commands() -> str:
    """A table with a row for each command."""
    rows = "".join(f"| `studio-lint {name}` | {what} |\n" for name, what in COMMANDS.items())
    return f"\n| command | |\n|---|---|\n{rows}"


def check_output(folder: Path) -> str:
    """What `studio-lint check .` says of a folder."""
    return text.render(_linted(folder))


def on_terminal(folder: Path) -> str:
    """What a terminal shows of `studio-lint` inside a folder, colours and the line below the findings included."""
    report = _linted(folder)
    return f"\x1b[2m$\x1b[0m studio-lint\n{text.render(report, Paint(colour=True))}{summary(report)}\n"


def _linted(folder: Path) -> Report:
    before = Path.cwd()
    os.chdir(folder)
    try:
        return engine.lint(["."])
    finally:
        os.chdir(before)


def _printed(command: str, folder: Path) -> str:
    """All that a command prints, as on a terminal without colours."""
    package = Path(__file__).resolve().parent.parent.parent
    kept = {name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "CLICOLOR_FORCE")}
    done = subprocess.run(
        [sys.executable, "-m", "studio_lint", *shlex.split(command)[1:]],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(package), "PYTHONUTF8": "1", "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return done.stdout.decode("utf-8").replace("\r\n", "\n")


def language(path: Path) -> str:
    """The word that names a file's language behind a fence."""
    if path.suffix in (".yml", ".yaml"):
        return "yaml"
    return "docker" if "dockerfile" in path.name.lower() else ""


def fenced(text: str, language: str) -> str:
    """A code block; its fence is longer than any in the text."""
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"

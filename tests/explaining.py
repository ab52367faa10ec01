"""Runs `studio-lint explain` over a log and the files beside it, as a user has it."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from typing import Any

from studio_lint.console.cli import main
from tests.cases import inside


def explain(folder: Path, log: str = "build.log", *options: str) -> tuple[int, dict[str, Any]]:
    """Exit status and the JSON that is printed, `{}` where none is."""
    out = io.StringIO()
    with inside(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        status = main(["explain", log, "--output-format", "json", *options])
    return status, json.loads(out.getvalue()) if out.getvalue() else {}


def marked(folder: Path, finding: dict[str, Any]) -> str:
    """The text that a finding points at in a file of the user; "" where it points into the log."""
    path = folder / finding["path"]
    if finding["path"].endswith(".log") or not path.is_file():
        return ""
    with path.open(encoding="utf-8", newline="") as file:
        lines = file.read().split("\n")[finding["line"] - 1 : finding["end_line"]]
    lines[-1] = lines[-1][: finding["end_column"] - 1]
    lines[0] = lines[0][finding["column"] - 1 :]
    return "\n".join(lines)


def write(folder: Path, files: dict[str, str]) -> None:
    """Files of a small repository."""
    (folder / ".git").mkdir()
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="")

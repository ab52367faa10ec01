"""Which Studios are started: rows of what was started before, projects, and those whose verdict may differ."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, NamedTuple

from tests.cases import PROJECTS, ROOT

ROWS: list[dict[str, Any]] = json.loads((ROOT / "tests" / "vectors" / "studios_started.json").read_text("utf-8"))
BASES = ("python:3.12-slim", "nginx:1.27", "node:20-slim", "ubuntu:24.04", "debian:bookworm-slim")
"""Official images; rows on others are not built again."""
ALL = "all"
"""The value of STUDIO_LINT_STARTED with which rows that install something are started too."""
INSTALLING = ("pip install", "apt-get", "npm ", "conda ", "curl ", "wget ")
"""Steps that take longer than a start, and fail when the network does."""
TEMPLATES = ("docs-http-server", "good-nginx", "good-streamlit")
"""Projects of `fixtures/projects`, which install what they serve with."""
DIFFERS: dict[str, str] = {}
"""Studios whose start and verdict differ, each with its reason."""


class Studio(NamedTuple):
    """A Studio: `files` by path with their text and mode, or the folder of a project."""

    name: str
    files: dict[str, tuple[str, int]]
    project: Path | None = None

    def write(self, folder: Path) -> str:
        """Put its files into an empty folder; gives the path of its Dockerfile there."""
        if self.project is not None:
            shutil.copytree(self.project, folder, dirs_exist_ok=True)
        for name, (text, mode) in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
            path.chmod(mode)
        nested = folder / ".seqera" / "Dockerfile"
        return ".seqera/Dockerfile" if nested.is_file() else "Dockerfile"


def studios(which: str = "") -> list[Studio]:
    """Those that are started, in the order of their names: the quick ones, or ALL."""
    rows = [row for row in ROWS if row["expect"] in ("works", "broken") and _is_official(row)]
    found = [_of_row(row) for row in rows if which == ALL or not _installs(row)]
    found += [Studio(name, {}, PROJECTS / name) for name in TEMPLATES]
    return sorted(found, key=lambda one: one.name)


def _of_row(row: dict[str, Any]) -> Studio:
    modes = {True: 0o755, False: 0o644}
    return Studio(row["name"], {name: (one["text"], modes[one["executable"]]) for name, one in row["files"].items()})


def _lines(row: dict[str, Any]) -> list[str]:
    texts = [one["text"] for name, one in row["files"].items() if name.endswith("Dockerfile")]
    return [line for text in texts for line in text.splitlines() if not line.startswith("#")]


def _is_official(row: dict[str, Any]) -> bool:
    bases = [line.split()[1] for line in _lines(row) if line.startswith("FROM ") and "connect-client" not in line]
    return bool(bases) and bases[-1] in BASES


def _installs(row: dict[str, Any]) -> bool:
    steps = [line for line in _lines(row) if not line.startswith("FROM ")]
    return any(word in line for line in steps for word in INSTALLING)

"""Which Studios are started: rows of what was started before, projects, and those whose verdict may differ."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, NamedTuple

from tests.cases import PROJECTS, ROOT

ROWS: list[dict[str, Any]] = json.loads((ROOT / "tests" / "vectors" / "studios_started.json").read_text("utf-8"))
BASES = ("python:3.12-slim", "nginx:1.27", "node:20-slim", "ubuntu:24.04")
"""Official images; rows on others are not built again."""
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


def studios() -> list[Studio]:
    """Those that are started, in the order of their names."""
    found = [_of_row(row) for row in ROWS if _is_quick(row) and row["expect"] in ("works", "broken")]
    found += [Studio(name, {}, PROJECTS / name) for name in TEMPLATES]
    return sorted(found, key=lambda one: one.name)


def _of_row(row: dict[str, Any]) -> Studio:
    modes = {True: 0o755, False: 0o644}
    return Studio(row["name"], {name: (one["text"], modes[one["executable"]]) for name, one in row["files"].items()})


def _is_quick(row: dict[str, Any]) -> bool:
    texts = [one["text"] for name, one in row["files"].items() if name.endswith("Dockerfile")]
    lines = [line for text in texts for line in text.splitlines()]
    bases = [line.split()[1] for line in lines if line.startswith("FROM ") and "connect-client" not in line]
    steps = [line for line in lines if not line.startswith(("FROM", "#"))]
    return bool(bases) and bases[-1] in BASES and not any(word in line for line in steps for word in INSTALLING)

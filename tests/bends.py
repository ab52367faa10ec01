"""The slips of `fixtures/projects/*.bends.toml`: which text becomes which, and what is then to be said."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.cases import PROJECTS

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

SUFFIX = ".bends.toml"


@dataclass(frozen=True)
class Bend:
    """One slip: `old` becomes `new` in `file`; the finding stands in the file `at`.

    `buildkit` names the row of `tests/vectors/dockerfile.json` that shows the same slip, or gives BuildKit's words.
    """

    project: str
    slip: str
    file: str
    old: str
    new: str
    code: str
    line: int
    column: int
    at: str
    buildkit: str = ""

    def __str__(self) -> str:
        return f"{self.project}-{self.code}-{self.line}"

    def apply(self, folder: Path) -> None:
        path = folder / self.file
        text = path.read_bytes().decode()
        assert text.count(self.old) == 1, f"{self.file} has {text.count(self.old)} times {self.old!r}"
        path.write_bytes(text.replace(self.old, self.new).encode())


@cache
def bends() -> tuple[Bend, ...]:
    """All slips, project by project."""
    found = []
    for path in sorted(PROJECTS.glob(f"*{SUFFIX}")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["bend"]:
            project = path.name.removesuffix(SUFFIX)
            found.append(Bend(project=project, at=entry.pop("at", entry["file"]), **entry))
    return tuple(found)

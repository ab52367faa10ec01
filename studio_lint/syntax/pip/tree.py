"""One line of a pip section, as read."""

from __future__ import annotations

from studio_lint.base.diagnostics import Problem
from studio_lint.base.record import Record
from studio_lint.base.source import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    RequirementKind = Literal["blank", "options", "requirement", "url", "vcs", "file", "unknown"]

_NAME_INSIDE = frozenset("-_.")


class PipOption(Record):
    """An option of the line; `name` is the long spelling, `value` None where it takes or has none."""

    name: str
    written: Text
    value: Text | None = None


class RequirementLine(Record):
    """A line of a pip section.

    `kind`: "blank", "options" (`--index-url …`), "requirement" (`numpy>=1`),
    "url", "vcs" (`git+…`), "file" (a path or `file:`), or "unknown" where a
    `${VARIABLE}` may stand for anything. `name` is the project, as written;
    `specifier` the version constraints; `url` is what follows `@`, or the URL
    or path itself. `local` is what only the author's machine has. `problems`
    is what pip refuses.
    """

    text: Text
    kind: RequirementKind = "blank"
    name: Text | None = None
    extras: Text | None = None
    specifier: Text | None = None
    marker: Text | None = None
    url: Text | None = None
    local: Text | None = None
    editable: bool = False
    options: tuple[PipOption, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def project(self) -> str | None:
        """The project's name as PEP 503 compares names."""
        return normalized(self.name.value) if self.name is not None else None


def normalized(name: str) -> str:
    """A project's name as PEP 503 has it: lower case, runs of `-`, `_` and `.` are one `-`."""
    return "-".join(part for part in name.lower().replace("_", "-").replace(".", "-").split("-") if part)


def name_end(value: str) -> int:
    """How many characters from the start make up a project's name."""
    end = 0
    while end < len(value) and (value[end] in _NAME_INSIDE or (value[end].isascii() and value[end].isalnum())):
        end += 1
    return end

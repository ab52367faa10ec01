"""What a run found: handed from the engine to the outputs."""

from __future__ import annotations

from studio_lint.base.diagnostics import ADVICE, ERROR, WARNING
from studio_lint.base.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from studio_lint.base.diagnostics import Finding, Severity
    from studio_lint.base.kind_types import NameKind
    from studio_lint.base.source import Source, Unreadable

SEVERITIES: tuple[Severity, ...] = (ERROR, WARNING, ADVICE)
"""From the gravest on."""

_RANKS: dict[str, int] = {severity: rank for rank, severity in enumerate(SEVERITIES)}


class Failure(Record):
    """A mistake of this program itself: what it was doing, and what went wrong."""

    doing: str
    error: Exception

    def __str__(self) -> str:
        return f"{self.doing}: {type(self.error).__name__}: {self.error}"


class Suppressed(Record):
    """A finding that a comment in the file hides, and the reason the comment gives ("" without one)."""

    finding: Finding
    reason: str = ""


class Linted(Record):
    """A file that was linted.

    path      as printed; `location` is the absolute one
    kind      as in `discovery.kinds`
    read      reads it again, from where it may be read
    subjects  makes the tree and the models (`lint.subjects.Subjects`) of a text that is in the file's place
    """

    path: str
    location: str
    kind: NameKind
    read: Callable[[], Source | Unreadable]
    subjects: Callable[[Source], Any]


class Report(Record):
    """The outcome of a run.

    findings    sorted by path, place and code; suppressed ones left out
    files       how many files were linted
    studios     how many of them are Studio images
    left_alone  how many Dockerfiles were seen and are no Studio's
    environments_left_alone  how many environment files, in repositories with a Studio that does not name them
    failing     a finding is at or above the level from which on a run fails
    troubles    what could not be looked at though it was to be: paths and reasons
    failures    mistakes of the program; the findings may then be incomplete
    suppressed  findings hidden by comments
    linted      the files that could be read, in the order in which they were linted
    """

    findings: tuple[Finding, ...] = ()
    files: int = 0
    studios: int = 0
    left_alone: int = 0
    environments_left_alone: int = 0
    failing: bool = False
    troubles: tuple[tuple[str, str], ...] = ()
    failures: tuple[Failure, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    linted: tuple[Linted, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many findings there are of a severity."""
        return sum(finding.severity == severity for finding in self.findings)


def reaches(severity: Severity, level: str) -> bool:
    """Whether a severity is at or above `level`; none is for "never"."""
    return level in _RANKS and _RANKS[severity] <= _RANKS[level]

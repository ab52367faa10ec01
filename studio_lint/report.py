"""What a run found: handed from the engine to the outputs."""

from __future__ import annotations

from studio_lint.base.diagnostics import ADVICE, ERROR, WARNING
from studio_lint.base.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.diagnostics import Finding, Severity

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


class Report(Record):
    """The outcome of a run.

    findings    sorted by path, place and code; suppressed ones left out
    files       how many files were linted
    studios     how many of them are Studio images
    left_alone  how many Dockerfiles were seen and are no Studio's
    failing     a finding is at or above the level from which on a run fails
    troubles    what could not be looked at though it was to be: paths and reasons
    failures    mistakes of the program; the findings may then be incomplete
    suppressed  findings hidden by comments
    """

    findings: tuple[Finding, ...] = ()
    files: int = 0
    studios: int = 0
    left_alone: int = 0
    failing: bool = False
    troubles: tuple[tuple[str, str], ...] = ()
    failures: tuple[Failure, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many findings there are of a severity."""
        return sum(finding.severity == severity for finding in self.findings)


def reaches(severity: Severity, level: str) -> bool:
    """Whether a severity is at or above `level`; none is for "never"."""
    return level in _RANKS and _RANKS[severity] <= _RANKS[level]

"""What a run found: handed from the engine to the outputs."""

from __future__ import annotations

from studio_lint.diagnostics import ADVICE, ERROR, WARNING
from studio_lint.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.diagnostics import Finding, Severity

SEVERITIES: tuple[Severity, ...] = (ERROR, WARNING, ADVICE)
"""From the gravest on."""


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
    failures    mistakes of the program; the findings may then be incomplete
    suppressed  findings hidden by comments
    """

    findings: tuple[Finding, ...] = ()
    files: int = 0
    studios: int = 0
    left_alone: int = 0
    failures: tuple[Failure, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()

    def count(self, severity: Severity) -> int:
        return sum(finding.severity == severity for finding in self.findings)

    def reaches(self, level: str) -> bool:
        """Whether a finding is at or above `level`; none is for "never"."""
        if level not in SEVERITIES:
            return False
        counted = SEVERITIES[: SEVERITIES.index(level) + 1]
        return any(finding.severity in counted for finding in self.findings)

"""What one file may ask for, beside the limits of the readers; all of them stand in docs/limits.md."""

from __future__ import annotations

from time import monotonic, process_time

from studio_lint import registry
from studio_lint.base.diagnostics import ADVICE, ERROR, WARNING, Place
from studio_lint.base.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.diagnostics import Finding, Meta
    from studio_lint.base.source import Source

MOST_FINDINGS = 200
"""Findings about one file that are listed."""

LONGEST = 5.0
"""Seconds of processor time after which no further rule looks at a file."""


class Watch:
    """Tells when the time for one file is over; it runs from when it is made."""

    def __init__(self) -> None:
        self._began = monotonic()
        self._worked = process_time()

    @property
    def is_over(self) -> bool:
        """Whether `LONGEST` seconds have passed, on the wall and of the processor."""
        # The clock on the wall is cheap to read, and never behind that of the processor.
        return monotonic() - self._began > LONGEST and process_time() - self._worked > LONGEST


def listed(findings: list[Finding]) -> list[Finding]:
    """The first findings of one file, in its order; of the others one that says how many they are."""
    if len(findings) <= MOST_FINDINGS:
        return findings
    by_place = sorted(findings, key=lambda finding: (finding.place.source.path, finding.place.span.start))
    kept, others = by_place[:MOST_FINDINGS], by_place[MOST_FINDINGS:]
    severity = next(level for level in (ERROR, WARNING, ADVICE) if any(one.severity == level for one in others))
    last = _meta().finding(
        others[0].place,
        f"this file has {len(findings):,} findings, and those from here on are not listed",
        help="mend those above, and check again",
        severity=severity,
    )
    return [*kept, last]


def overtime(source: Source, name: str) -> Finding:
    """What is said of a file that took too long when the turn of the rule of that name came."""
    return _meta().finding(
        Place(source, Span(0, 0)),
        f"this file takes more than {LONGEST:g} seconds to check, and is not checked to the end",
        help="split it, or keep generated content in a separate file",
        notes=(f"{name} and the rules behind it have not looked at it",),
    )


def _meta() -> Meta:
    rule = registry.find("unreadable-file")
    assert rule is not None
    return rule.meta

"""What one file may ask for, beside the limits of the readers; all of them stand in docs/limits.md."""

from __future__ import annotations

from studio_lint import registry
from studio_lint.base.diagnostics import ADVICE, ERROR, WARNING, Place
from studio_lint.base.source import Span
from studio_lint.base.watch import LONGEST, MEMORY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.diagnostics import Finding, Meta
    from studio_lint.base.source import Source

MOST_FINDINGS = 200
"""Findings about one file that are listed."""


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
        help="fix those above, and check again",
        severity=severity,
    )
    return [*kept, last]


def overtime(source: Source, name: str = "", memory: bool = False) -> Finding:
    """What is said of a file that took too long, or too much memory, in the rule of that name or before any."""
    much = f"{MEMORY >> 30} GiB of memory" if memory else f"{LONGEST:g} seconds"
    return _meta().finding(
        Place(source, Span(0, 0)),
        f"this file takes more than {much} to check, and is not checked to the end",
        help="split it, or keep generated content in a separate file",
        notes=(f"{name} and the rules after it have not looked at it",) if name else (),
    )


def _meta() -> Meta:
    rule = registry.find("unreadable-file")
    assert rule is not None
    return rule.meta

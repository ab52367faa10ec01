"""Which fixes are shown: those that `--fix` would make, no others."""

from __future__ import annotations

from studio_lint.fixing import edits as fixing_edits
from studio_lint.fixing import trial
from studio_lint.fixing.mend import proved
from studio_lint.fixing.trial import Bench

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from studio_lint.base.diagnostics import Finding
    from studio_lint.report import Linted, Report


def proven(report: Report) -> Report:
    """The report, in which only those fixes are left that pass their proof."""
    return report.replace(findings=of_findings(report.findings, report.linted))


def of_findings(findings: Sequence[Finding], linted: Iterable[Linted]) -> tuple[Finding, ...]:
    """The findings, in which only those fixes are left that pass their proof. `linted`: all files that go together."""
    with_fixes = [finding for finding in findings if finding.fix is not None]
    if not with_fixes:
        return tuple(findings)
    held = trial.hold(edit.source for finding in with_fixes if finding.fix for edit in finding.fix.edits)
    try:
        # Fixes that have not been tried in the time for one file are not shown.
        sound = set(map(id, _sound(with_fixes, Bench(linted))))
    finally:
        trial.give_back(held)
    return tuple(
        finding if finding.fix is None or id(finding) in sound else finding.replace(fix=None) for finding in findings
    )


def _sound(waiting: list[Finding], bench: Bench) -> list[Finding]:
    """Fixes that do not touch each other are tried together, the others after them."""
    sound: list[Finding] = []
    while waiting:
        chosen = set(map(id, fixing_edits.compatible(waiting)))
        together = [finding for finding in waiting if id(finding.fix) in chosen]
        waiting = [finding for finding in waiting if id(finding.fix) not in chosen]
        made, refused = proved(bench, together)
        known = {id(finding) for finding in (*made, *(finding for finding, _ in refused))}
        sound += made
        sound += [one for one in together if id(one) not in known and bench.objection([one]) is None]
    return sound

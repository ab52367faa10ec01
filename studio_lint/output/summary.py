"""What stands below the findings: one line for a person, and counts by rule."""

from __future__ import annotations

from studio_lint.report import SEVERITIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.report import Report


def summary(report: Report) -> str:
    """How many findings, files and Studio images there were, in one line."""
    if not report.files:
        parts = ["Nothing to check"]
    else:
        parts = [counted(report)]
    left = [
        _count(number, thing)
        for number, thing in (
            (report.left_alone, "other Dockerfile"),
            (report.environments_left_alone, "other environment file"),
        )
        if number
    ]
    if report.studios or left:
        parts.append(f"{_count(report.studios, 'Studio image')} checked")
    if left:
        parts.append(f"{' and '.join(left)} skipped: studio-lint files --explain")
    return "; ".join(parts)


def counted(report: Report) -> str:
    """The findings by severity, and the files: `1 error, 2 pieces of advice in 3 files`."""
    things = {"error": "error", "warning": "warning", "advice": "piece"}
    counts = ((severity, report.count(severity)) for severity in SEVERITIES)
    said = ", ".join(_count(number, things[severity]) for severity, number in counts if number)
    found = f"{said} of advice" if report.count("advice") else said or "No problems"
    return f"{found} in {_count(report.files, 'file')}"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def statistics(report: Report) -> str:
    """How often each rule spoke, the most frequent first."""
    counts: dict[tuple[str, str, str], int] = {}
    for finding in report.findings:
        key = (finding.code, finding.severity, finding.name)
        counts[key] = counts.get(key, 0) + 1
    width = max((len(str(number)) for number in counts.values()), default=0)
    rows = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return "".join(f"{number:>{width}}  {code}  {severity:<7}  {name}\n" for (code, severity, name), number in rows)

"""The `concise` format: one line a finding."""

from __future__ import annotations

from studio_lint.output.cells import shown
from studio_lint.output.paint import Paint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.report import Report


def render(report: Report, paint: Paint = Paint()) -> str:
    """`path:line:col: severity CODE message` for each finding; line and column count from 1."""
    lines = []
    for finding in report.findings:
        line, column = finding.place.source.position(finding.place.span.start)
        where = paint("strong", shown(finding.place.source.path))
        level = paint(finding.severity, finding.severity)
        lines.append(f"{where}:{line}:{column}: {level} {paint.code(finding)} {shown(finding.message)}\n")
    return "".join(lines)

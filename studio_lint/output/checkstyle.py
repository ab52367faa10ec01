"""The `checkstyle` format: the XML that many CI servers read."""

from __future__ import annotations

from studio_lint.base.diagnostics import ADVICE, ERROR, WARNING
from studio_lint.output.markup import attribute

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.diagnostics import Finding
    from studio_lint.report import Report

LEVELS = {ERROR: "error", WARNING: "warning", ADVICE: "info"}


def render(report: Report) -> str:
    """The findings as XML, grouped by path; severities are error, warning and info."""
    files: dict[str, list[Finding]] = {}
    for finding in report.findings:
        files.setdefault(finding.place.source.path, []).append(finding)
    lines = ['<?xml version="1.0" encoding="utf-8"?>', '<checkstyle version="4.3">']
    for path, findings in files.items():
        lines.append(f'  <file name="{attribute(path)}">')
        lines += [_error(finding) for finding in findings]
        lines.append("  </file>")
    lines.append("</checkstyle>")
    return "\n".join(lines) + "\n"


def _error(finding: Finding) -> str:
    line, column = finding.place.source.position(finding.place.span.start)
    return (
        f'    <error line="{line}" column="{column}" severity="{LEVELS[finding.severity]}"'
        f' message="{attribute(finding.message)}" source="studio-lint.{finding.code}.{finding.name}"/>'
    )

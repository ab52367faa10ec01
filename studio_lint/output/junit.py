"""The `junit` format: one test case a finding; a run without any is one that passed."""

from __future__ import annotations

from studio_lint.base.diagnostics import ADVICE, ERROR, WARNING
from studio_lint.output.markup import attribute, text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.diagnostics import Finding
    from studio_lint.report import Report


def render(report: Report) -> str:
    """The findings as XML: one failed case each, advice a skipped one; without findings one case that passed."""
    failed = report.count(ERROR) + report.count(WARNING)
    cases = max(1, len(report.findings))
    counts = f'tests="{cases}" failures="{failed}" errors="0" skipped="{report.count(ADVICE)}"'
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<testsuites name="studio-lint" {counts}>',
        f'  <testsuite name="studio-lint" {counts}>',
    ]
    lines += [_case(finding) for finding in report.findings]
    if not report.findings:
        lines.append('    <testcase name="no findings" classname="studio-lint"/>')
    lines += ["  </testsuite>", "</testsuites>"]
    return "\n".join(lines) + "\n"


def _case(finding: Finding) -> str:
    """Advice fails no run, so it is a skipped case; JUnit knows nothing between."""
    line, column = finding.place.source.position(finding.place.span.start)
    where = f"{finding.place.source.path}:{line}:{column}"
    words = "\n".join([f"{where}: {finding.message}", *([f"help: {finding.help}"] if finding.help else [])])
    name = attribute(f"{finding.code} {finding.name} {where}")
    kind = f'failure type="{finding.severity}"' if finding.severity != ADVICE else "skipped"
    return (
        f'    <testcase name="{name}" classname="{attribute(finding.place.source.path)}" line="{line}">'
        f'<{kind} message="{attribute(finding.message)}">{text(words)}</{kind.partition(" ")[0]}></testcase>'
    )

"""The `github` format: workflow commands that GitHub Actions turns into annotations.

Source: "Workflow commands for GitHub Actions", docs.github.com, read 2026-11.
GitHub shows ten annotations of each kind for a step, so the gravest come first.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ADVICE, ERROR, WARNING
from studio_lint.output.cells import shown
from studio_lint.report import SEVERITIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.diagnostics import Finding
    from studio_lint.report import Report

_SPELLED = {"%": "%25", ":": "%3A", ",": "%2C", "\n": "%0A", "\r": "%0D", "\t": "\t"}
"""Characters of a property that are not as `shown` has them: `escapeProperty` of actions/toolkit, read 2026-11."""

COMMANDS = {ERROR: "error", WARNING: "warning", ADVICE: "notice"}


def render(report: Report) -> str:
    """One workflow command a line for each finding, the gravest first; "" without findings."""
    gravest_first = sorted(report.findings, key=lambda finding: SEVERITIES.index(finding.severity))
    return "".join(_command(finding) for finding in gravest_first)


def _command(finding: Finding) -> str:
    source, span = finding.place.source, finding.place.span
    line, column = source.position(span.start)
    end_line, end_column = source.position(span.end)
    properties = {"file": source.path, "line": str(line), "endLine": str(end_line)}
    if line == end_line:
        # GitHub takes columns only within one line, and its end is inclusive.
        properties |= {"col": str(column), "endColumn": str(max(column, end_column - 1))}
    properties["title"] = f"{finding.code} {finding.name}"
    named = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    words = [finding.message, *([f"help: {finding.help}"] if finding.help else [])]
    return f"::{COMMANDS[finding.severity]} {named}::{_data(words)}\n"


def _data(lines: list[str]) -> str:
    """The command's message: lines joined as GitHub spells a line feed."""
    return "%0A".join(shown(line).replace("%", "%25") for line in lines)


def _property(value: str) -> str:
    """A value as GitHub's own toolkit spells it: a file whose name has a tab or a line feed is found again."""
    return "".join(_SPELLED.get(char) or shown(char) for char in value)

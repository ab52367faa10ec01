"""The `markdown` format: a table of the findings, for GitHub's step summary."""

from __future__ import annotations

from studio_lint.output.cells import shown
from studio_lint.output.summary import counted
from studio_lint.registry import page
from studio_lint.report import SEVERITIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.diagnostics import Finding
    from studio_lint.report import Report

MOST = 200
"""Rows at the most; GitHub cuts a summary at one megabyte."""

_MARKS = {
    "\\": "\\\\",
    "|": "\\|",
    "<": "&lt;",
    ">": "&gt;",
    "[": "\\[",
    "]": "\\]",
    "*": "\\*",
    "_": "\\_",
    "@": "&#64;",
}


def render(report: Report) -> str:
    """The counts, and a table with a row for each of the first findings, the gravest first."""
    findings = sorted(report.findings, key=lambda finding: SEVERITIES.index(finding.severity))
    lines = ["## studio-lint", "", f"{counted(report)}.", ""]
    if findings:
        lines += ["| | Where | What happens | What to write |", "|---|---|---|---|"]
        lines += [_row(finding) for finding in findings[:MOST]]
        if len(findings) > MOST:
            lines += ["", f"… and {len(findings) - MOST} more."]
    return "\n".join(lines) + "\n"


def _row(finding: Finding) -> str:
    line, _ = finding.place.source.position(finding.place.span.start)
    code = f"[{finding.code}]({page(finding.name)})"
    where = f"{_plain(finding.place.source.path)}:{line}"
    return f"| {finding.severity} {code} | {where} | {_plain(finding.message)} | {_plain(finding.help or '')} |"


def _plain(words: str) -> str:
    """Words that say nothing to a Markdown reader, `code` in backticks excepted."""
    parts = shown(words).split("`")
    if len(parts) % 2 == 0:
        return "".join(_MARKS.get(char, char) for char in shown(words).replace("`", "'"))
    plain = ["".join(_MARKS.get(char, char) for char in part) for part in parts[::2]]
    code = [part.replace("|", "\\|") for part in parts[1::2]]
    return plain[0] + "".join(
        f"`{inner}`{after}" if inner else after for inner, after in zip(code, plain[1:], strict=True)
    )

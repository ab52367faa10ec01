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
    "&": "&amp;",
    "\\": "\\\\",
    "|": "\\|",
    "<": "&lt;",
    ">": "&gt;",
    "[": "\\[",
    "]": "\\]",
    "*": "\\*",
    "_": "\\_",
    "@": "&#64;",
    "`": "&#96;",
    "~": "&#126;",
    "!": "&#33;",
    "#": "&#35;",
}

_TELLING = frozenset("<>&|\\")
"""Characters that end a code span or a cell of a table, or mean something in it, in some reader of Markdown."""


def render(report: Report) -> str:
    """The counts, and a table with a row for each of the first findings, the gravest first."""
    findings = sorted(report.findings, key=lambda finding: SEVERITIES.index(finding.severity))
    lines = ["## studio-lint", "", f"{counted(report)}.", ""]
    if findings:
        lines += ["| | Where | Message | Help |", "|---|---|---|---|"]
        lines += [_row(finding) for finding in findings[:MOST]]
        if len(findings) > MOST:
            lines += ["", f"… and {len(findings) - MOST} more."]
    return "\n".join(lines) + "\n"


def _row(finding: Finding) -> str:
    line, _ = finding.place.source.position(finding.place.span.start)
    code = f"[{finding.code}]({page(finding.name)})"
    where = f"{_marked(shown(finding.place.source.path))}:{line}"
    return f"| {finding.severity} {code} | {where} | {_plain(finding.message)} | {_plain(finding.help or '')} |"


def _plain(words: str) -> str:
    """Words that say nothing to a Markdown reader, `code` in backticks excepted."""
    words = shown(words)
    parts = words.split("`")
    if len(parts) % 2 == 0:
        return _marked(words.replace("`", "'"))
    plain = [_marked(part) for part in parts[::2]]
    return plain[0] + "".join(
        f"{_code(inner)}{after}" if inner else after for inner, after in zip(parts[1::2], plain[1:], strict=True)
    )


def _marked(words: str) -> str:
    return "".join(_MARKS.get(char, char) for char in words)


def _code(inner: str) -> str:
    """A code span; where that could be misread, the same as HTML without one character of meaning."""
    if _TELLING.isdisjoint(inner):
        return f"`{inner}`"
    numbers = (char if char.isalnum() or char == " " else f"&#{ord(char)};" for char in inner)
    return f"<code>{''.join(numbers)}</code>"

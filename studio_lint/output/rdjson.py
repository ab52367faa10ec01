"""The `rdjson` format: Reviewdog's diagnostics, with the fixes as suggestions.

Source: reviewdog's proto/rdf (DiagnosticResult), read 2026-11. Its columns
count UTF-8 bytes from 1; ends are exclusive.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ADVICE, ERROR, WARNING
from studio_lint.output.secrecy import shown_fix
from studio_lint.registry import page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.diagnostics import Finding
    from studio_lint.base.source import Source, Span
    from studio_lint.report import Report

LEVELS = {ERROR: "ERROR", WARNING: "WARNING", ADVICE: "INFO"}


def render(report: Report) -> str:
    """The findings as one JSON object of diagnostics."""
    import json

    diagnostics = [_diagnostic(finding) for finding in report.findings]
    return json.dumps({"source": {"name": "studio-lint"}, "diagnostics": diagnostics}, indent=2) + "\n"


def _diagnostic(finding: Finding) -> dict[str, object]:
    place = finding.place
    words = finding.message if finding.help is None else f"{finding.message}\nhelp: {finding.help}"
    data: dict[str, object] = {
        "message": words,
        "severity": LEVELS[finding.severity],
        "code": {"value": finding.code, "url": page(finding.name)},
        "location": {"path": place.source.path, "range": _range(place.source, place.span)},
    }
    if finding.related:
        data["related_locations"] = [
            {"message": near.label, "location": {"path": near.source.path, "range": _range(near.source, near.span)}}
            for near in finding.related
        ]
    fix = shown_fix(finding)
    if fix and all(edit.source.path == place.source.path for edit in fix.edits):
        data["suggestions"] = [{"range": _range(edit.source, edit.span), "text": edit.text} for edit in fix.edits]
    return data


def _range(source: Source, span: Span) -> dict[str, dict[str, int]]:
    return {"start": _position(source, span.start), "end": _position(source, span.end)}


def _position(source: Source, offset: int) -> dict[str, int]:
    line, column = source.position(offset)
    start = source.line_starts[line - 1]
    return {"line": line, "column": len(source.text[start : start + column - 1].encode("utf-8", "replace")) + 1}

"""The `json` format, version 1: fields are only ever added.

Lines and columns count from 1, in characters; ends are exclusive; paths are
relative to the working directory and written with `/`.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ADVICE, ERROR, WARNING
from studio_lint.output.secrecy import shown_fix
from studio_lint.registry import page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.diagnostics import Finding, Fix
    from studio_lint.base.source import Source, Span
    from studio_lint.report import Report

VERSION = 1


def render(report: Report) -> str:
    """Findings and summary as one JSON object."""
    import json

    return json.dumps(data(report), indent=2) + "\n"


def data(report: Report) -> dict[str, object]:
    """The report as plain lists and dictionaries."""
    return {
        "version": VERSION,
        "findings": [finding_data(finding) for finding in report.findings],
        "summary": {
            "errors": report.count(ERROR),
            "warnings": report.count(WARNING),
            "advice": report.count(ADVICE),
            "files": report.files,
            "left_alone": report.left_alone + report.environments_left_alone,
        },
    }


def finding_data(finding: Finding) -> dict[str, object]:
    """One finding, as it stands in the list."""
    fix = shown_fix(finding)
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        "help": finding.help,
        **place_data(finding.place.source, finding.place.span),
        "url": page(finding.name, finding.code),
        "notes": list(finding.notes),
        "related": [{**place_data(near.source, near.span), "message": near.label} for near in finding.related],
        "fix": _fix_data(fix) if fix else None,
    }


def place_data(source: Source, span: Span) -> dict[str, object]:
    """Path, first and last line and column of a stretch of a file."""
    line, column = source.position(span.start)
    end_line, end_column = source.position(span.end)
    return {"path": source.path, "line": line, "column": column, "end_line": end_line, "end_column": end_column}


def _fix_data(fix: Fix) -> dict[str, object]:
    edits = [{**place_data(edit.source, edit.span), "text": edit.text} for edit in fix.edits]
    return {"message": fix.message, "safety": fix.safety, "edits": edits}

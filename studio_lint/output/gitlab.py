"""The `gitlab` format: a Code Quality report.

Source: "Code Quality", docs.gitlab.com, read 2026-11: an array of objects with
description, check_name, fingerprint, severity and location.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ADVICE, ERROR, WARNING
from studio_lint.output.cells import shown
from studio_lint.output.fingerprint import fingerprints

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.report import Report

GRAVITY = {ERROR: "critical", WARNING: "minor", ADVICE: "info"}


def render(report: Report) -> str:
    """The findings as a JSON list of issues."""
    import json

    issues = []
    for finding, fingerprint in zip(report.findings, fingerprints(report.findings), strict=True):
        source, span = finding.place.source, finding.place.span
        issues.append(
            {
                "description": shown(finding.message),
                "check_name": f"{finding.code} {finding.name}",
                "fingerprint": fingerprint,
                "severity": GRAVITY[finding.severity],
                "location": {
                    "path": source.path,
                    "lines": {"begin": source.line_of(span.start), "end": source.line_of(span.end)},
                },
            }
        )
    return json.dumps(issues, indent=2) + "\n"

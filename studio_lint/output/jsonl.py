"""The `jsonl` format: one finding a line, each as in the `json` format's list."""

from __future__ import annotations

from studio_lint.output.json import finding_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.report import Report


def render(report: Report) -> str:
    """One JSON object a line for each finding; "" without findings."""
    import json

    return "".join(f"{json.dumps(finding_data(finding))}\n" for finding in report.findings)

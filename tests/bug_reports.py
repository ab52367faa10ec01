"""Rows of `vectors/bug_reports.json`, public reports reduced to small inputs, and what is said of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from studio_lint.lint import engine
from tests.cases import inside
from tests.texts import vectors

ROWS: list[dict[str, Any]] = vectors("bug_reports")
LEVELS = {"E": ("error",), "W": ("error", "warning"), "A": ("error", "warning", "advice")}


def findings(row: dict[str, Any], folder: Path) -> list[tuple[str, str]]:
    """Severity and code of all that is said where the row's files are a repository; `folder` is empty."""
    (folder / ".git").mkdir()
    for name, text in row["files"].items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    with inside(folder):
        report = engine.lint(["."], detect=True)
    assert not report.failures
    return [(finding.severity, finding.code) for finding in report.findings]


def holds(row: dict[str, Any], found: list[tuple[str, str]]) -> bool:
    """Whether that is what the row expects: `clean`, or a level and codes, `any` for one that no rule had yet."""
    expected = row["expect"]
    if expected == "clean":
        return all(severity == "advice" for severity, _ in found)
    level, _, codes = expected.partition(":")
    wanted = codes.split()
    return any(severity in LEVELS[level] and (wanted == ["any"] or code in wanted) for severity, code in found)

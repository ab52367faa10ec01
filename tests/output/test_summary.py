"""The line below the findings, and the counts by rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studio_lint.base.diagnostics import Finding, Place
from studio_lint.base.source import Source, Span
from studio_lint.output.summary import statistics, summary
from studio_lint.report import Report

if TYPE_CHECKING:
    from studio_lint.base.diagnostics import Severity


def finding(severity: Severity, code: str = "SL201", name: str = "stage-cycle") -> Finding:
    return Finding(code, name, severity, "wrong", Place(Source("f", "x"), Span(0, 1)))


ERROR, WARNING, ADVICE = finding("error"), finding("warning"), finding("advice")


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (Report(), "Nothing to check"),
        (Report(files=1), "No problems in 1 file"),
        (Report((ERROR,), files=2), "1 error in 2 files"),
        (Report((ERROR, ERROR, WARNING), files=2), "2 errors, 1 warning in 2 files"),
        (Report((ADVICE,), files=1), "1 piece of advice in 1 file"),
        (Report((WARNING, ADVICE, ADVICE), files=9), "1 warning, 2 pieces of advice in 9 files"),
        (Report(files=3, studios=2), "No problems in 3 files; 2 Studio images checked"),
        (
            Report(files=2, studios=2, left_alone=7),
            "No problems in 2 files; 2 Studio images checked; 7 other Dockerfiles skipped: studio-lint files --explain",
        ),
        (
            Report(files=1, environments_left_alone=2),
            "No problems in 1 file; 0 Studio images checked; "
            "2 other environment files skipped: studio-lint files --explain",
        ),
        (
            Report(left_alone=1),
            "Nothing to check; 0 Studio images checked; 1 other Dockerfile skipped: studio-lint files --explain",
        ),
    ],
)
def test_summary(report: Report, said: str) -> None:
    assert summary(report) == said


def test_statistics_most_frequent_first() -> None:
    often = finding("advice", "SL110", "spec-unpinned")
    assert statistics(Report((ERROR, *[often] * 12))) == (
        "12  SL110  advice   spec-unpinned\n 1  SL201  error    stage-cycle\n"
    )
    assert statistics(Report()) == ""

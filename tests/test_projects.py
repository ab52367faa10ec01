"""Whole projects: the three examples of the Studios documentation come out as they behave in reality."""

from __future__ import annotations

import pytest

from studio_lint.base.diagnostics import ADVICE
from tests.cases import PROJECTS, inside, lint


@pytest.mark.parametrize(
    ("project", "said"),
    [
        (
            "docs-environment",
            [("SL117", "error", "environment.yml", 8, 17), ("SL117", "error", "environment.yml", 9, 14)],
        ),
        ("docs-minimal-dockerfile", [("SL201", "error", "Dockerfile", 8, 13)]),
        ("docs-http-server", []),
    ],
)
def test_example_of_the_documentation(project: str, said: list[tuple[str, str, str, int, int]]) -> None:
    findings = [finding for finding in lint(PROJECTS / project).findings if finding.severity != ADVICE]
    assert [
        (
            finding.code,
            finding.severity,
            finding.place.source.path,
            *finding.place.source.position(finding.place.span.start),
        )
        for finding in findings
    ] == said


def test_exit_status_over_the_examples(capsys: pytest.CaptureFixture[str]) -> None:
    from studio_lint.console.cli import main

    with inside(PROJECTS):
        assert [main(["check", name]) for name in ("docs-environment", "docs-minimal-dockerfile")] == [1, 1]
        assert main(["check", "docs-http-server"]) == 0
    capsys.readouterr()

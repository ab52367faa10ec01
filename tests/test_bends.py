"""Real slips, made one at a time in projects that are right: each gives its one finding, on its line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from studio_lint.report import Report
from tests.bends import Bend, bends
from tests.cases import PROJECTS, lint


@pytest.fixture
def bent(tmp_path: Path, request: pytest.FixtureRequest) -> Report:
    bend: Bend = request.param
    folder = tmp_path / bend.project
    shutil.copytree(PROJECTS / bend.project, folder)
    bend.apply(folder)
    return lint(folder)


@pytest.mark.parametrize(("bend", "bent"), [(bend, bend) for bend in bends()], indirect=["bent"], ids=str)
def test_slip_is_found_on_its_line(bend: Bend, bent: Report) -> None:
    said = [
        (
            finding.code,
            finding.place.source.path,
            *finding.place.source.position(finding.place.span.start),
        )
        for finding in bent.findings
    ]
    assert said == [(bend.code, bend.at, bend.line, bend.column)]


@pytest.mark.parametrize("project", sorted({bend.project for bend in bends()}))
def test_three_slips_at_least(project: str) -> None:
    assert sum(bend.project == project for bend in bends()) >= 3

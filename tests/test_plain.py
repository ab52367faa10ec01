"""Plain Dockerfiles of web applications become Studios: `fixtures/plain/NAME` becomes `NAME.studio`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from studio_lint.fixing import offers
from studio_lint.lint import engine
from studio_lint.output import text
from tests.cases import FIXTURES, case_id, inside
from tests.mending import mended, tree

PLAIN = FIXTURES / "plain"
STUDIO = ".studio"
NAMES = sorted(path.name for path in PLAIN.iterdir() if path.is_dir() and path.suffix != STUDIO)


@pytest.mark.parametrize("name", NAMES, ids=case_id)
def test_plain_dockerfile_becomes_a_studio(name: str, tmp_path: Path) -> None:
    folder = tmp_path / name
    shutil.copytree(PLAIN / name, folder)
    mended(folder, ["Dockerfile"])
    assert tree(folder) == tree(PLAIN / f"{name}{STUDIO}")
    assert mended(folder, ["Dockerfile"]).made == 0


@pytest.mark.parametrize("name", NAMES, ids=case_id)
def test_what_is_left_has_no_fix(name: str) -> None:
    with inside(PLAIN / f"{name}{STUDIO}"):
        report = offers.proven(engine.lint(["Dockerfile"]))
    assert [finding.code for finding in report.findings if finding.fix] == []
    left = PLAIN / f"{name}.left.txt"
    assert text.render(report) == (left.read_text(encoding="utf-8") if left.is_file() else "")

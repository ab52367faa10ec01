"""Plain images of the shapes that people write, turned into Studios by the one command: whole, or with a word on it.

`left`: codes above advice that remain. `started`: the result was built and started (2026-11, BuildKit of Docker 20.10,
a stand-in for connect-client, bases of Debian 12): those with nothing left came up on the session's port, the
others did not.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from studio_lint.base.diagnostics import ADVICE
from studio_lint.files import reading
from studio_lint.fixing import meaning, proof
from studio_lint.lint import engine
from tests.cases import ROOT, inside
from tests.mending import mended

pytestmark = pytest.mark.once

ROWS: list[dict[str, Any]] = json.loads((ROOT / "tests" / "resources" / "plain_images.json").read_text("utf-8"))


def test_there_are_enough() -> None:
    families = {row["name"].rpartition("-")[0] for row in ROWS}
    assert len(ROWS) >= 60
    assert len(families) >= 20
    assert sum(row["started"] for row in ROWS) >= 25


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_it_is_whole_or_says_what_is_left(row: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name, text in row["files"].items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o755 if name.endswith(".sh") else 0o644)
    mended(tmp_path, ["Dockerfile"])
    assert mended(tmp_path, ["Dockerfile"]).made == 0
    with inside(tmp_path):
        report = engine.lint(["Dockerfile"])
        left = sorted({one.code for one in report.findings if one.severity != ADVICE})
        assert left == row["left"], [one.message for one in report.findings]
        if not left:
            (linted,) = report.linted
            source = reading.read("Dockerfile")
            found = meaning.of(linted.subjects(source))  # type: ignore[arg-type]
            assert isinstance(found, meaning.ImageMeaning)
            assert found.uses
            assert proof.together([one for one in found.listeners if one.given]) == 1, found.listeners

"""The rows of `vectors/bug_reports.json` that are about environments."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.bug_reports import ABOUT_ENVIRONMENTS, ROWS, findings, holds

CHOSEN = [row for row in ROWS if row["name"] in ABOUT_ENVIRONMENTS]

NOT_HELD: dict[str, str] = {}
"""Rows that are not held, each with its reason."""


@pytest.mark.parametrize("row", CHOSEN, ids=[row["name"] for row in CHOSEN])
def test_row(row: dict[str, Any], tmp_path: Path) -> None:
    found = findings(row, tmp_path)
    assert holds(row, found) == (row["name"] not in NOT_HELD), found


def test_rows_are_all_there() -> None:
    assert {row["name"] for row in CHOSEN} == ABOUT_ENVIRONMENTS
    assert {*NOT_HELD} <= ABOUT_ENVIRONMENTS

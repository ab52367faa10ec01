"""The rows of `vectors/bug_reports.json`: each draws what its report calls for, or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.bug_reports import ROWS, findings, holds

NOT_HELD = {
    "ignore-parent-back": "the reduced files install no Jupyter, so it is reported as not installed (SL413)",
}
"""Rows that are not held, each with its reason."""


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_row(row: dict[str, Any], tmp_path: Path) -> None:
    found = findings(row, tmp_path)
    assert holds(row, found) == (row["name"] not in NOT_HELD), found


def test_rows_are_all_there() -> None:
    assert {row["name"] for row in ROWS} >= NOT_HELD.keys()

"""Every environment file of `vectors/environment_2.json`, as micromamba 2.8.1 took it when Wave's command was run.

"refused": an error; "loses": green, and something is not installed, so at least a warning; "fine": no error.
"""

from __future__ import annotations

from typing import Any

import pytest

from studio_lint.base.source import Source
from studio_lint.lint import engine
from tests.texts import vectors

ROWS: list[dict[str, Any]] = vectors("environment_2")

NOT_HELD = {
    "b2_space_exact_numpy": "`numpy 1.21` is exactly 1.21.0, which conda-forge has and the channel of the test has not",
}
"""Rows that are not held, each with its reason."""


def severities(text: str) -> set[str]:
    outcome = engine.check_source(Source("environment.yml", text), "environment")
    assert not outcome.failures
    return {finding.severity for finding in outcome.findings}


def holds(row: dict[str, Any]) -> bool:
    found = severities(row["environment_yml"])
    if row["expect"] == "refused":
        return "error" in found
    return bool(found & {"error", "warning"}) if row["expect"] == "loses" else "error" not in found


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_row(row: dict[str, Any]) -> None:
    assert holds(row) == (row["name"] not in NOT_HELD)


def test_rows_are_all_there() -> None:
    assert len(ROWS) == 206
    assert {*NOT_HELD} <= {row["name"] for row in ROWS}

"""Every RUN that was really built: nothing above advice where it builds and is right, something where it fails.

`vectors/runs_built.json`: complete Studios with one RUN of interest, built by BuildKit on Debian 12 bases.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio_lint.lint import engine

ROWS = json.loads((Path(__file__).parent / "vectors" / "runs_built.json").read_text(encoding="utf-8"))

LEFT_OUT = {
    "code that exits or raises by itself (`sys.exit(2)`): nobody writes it by mistake": (
        "exit-21", "node-12", "r-17",
    ),
}  # fmt: skip
"""Rows that fail and say nothing, by the reason why no rule is worth it."""

SILENT = frozenset(name for names in LEFT_OUT.values() for name in names)
RIGHT = [row for row in ROWS if row["builds"] and not row["silently_wrong"]]
FAILING = [row for row in ROWS if not row["builds"] and row["knowable"] and row["name"] not in SILENT]


def above_advice(row: dict, folder: Path) -> list[str]:
    (folder / ".git").mkdir()
    for name, file in row["files"].items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file["text"].encode())
        path.chmod(0o755 if file["executable"] else 0o644)
    report = engine.lint([str(folder / "Dockerfile")])
    assert not report.failures
    return [f"{one.code} {one.message}" for one in report.findings if one.severity != "advice"]


@pytest.mark.parametrize("row", RIGHT, ids=lambda row: row["name"])
def test_what_builds_and_is_right_draws_nothing_above_advice(row: dict, tmp_path: Path) -> None:
    assert above_advice(row, tmp_path) == []


@pytest.mark.parametrize("row", FAILING, ids=lambda row: row["name"])
def test_what_fails_is_told(row: dict, tmp_path: Path) -> None:
    assert above_advice(row, tmp_path), row["why"]


def test_few_are_left_out() -> None:
    known = [row["name"] for row in ROWS if not row["builds"] and row["knowable"]]
    assert set(known) >= SILENT
    assert len(SILENT) <= 0.03 * len(known)

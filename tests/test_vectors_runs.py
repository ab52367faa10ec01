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
    "what another program does with its own language (awk, sed, node, Python, R)": (
        "exit-21", "files-47", "files-48", "files-52", "node-12", "node-13", "r-13", "r-17", "syntax-80",
    ),
    "failures that operands make (`[ $EMPTY = a ]`, an option of spaces, xargs false, an unset variable)": (
        "exit-10", "exit-32", "exit-35", "variables-15", "variables-16", "variables-23", "dash-39",
    ),
    "what the script of a package.json runs in turn": ("node-09",),
    "what is in an archive": ("files-62",),
    "options of pip, and its questions": ("pip-31", "pip-37"),
    "a requirements file, which is a matter of the rules on requirements": ("pip-15",),
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
    assert len(SILENT) <= 0.16 * len(known)

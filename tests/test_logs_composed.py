"""Logs composed of the lines that programs print, one for each telling line that no produced log has."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cases import ROOT
from tests.explaining import explain, marked, write

PATH = ROOT / "tests" / "vectors" / "logs_composed.json"
ROWS: list[dict[str, Any]] = json.loads(PATH.read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_cause(row: dict[str, Any], tmp_path: Path) -> None:
    write(tmp_path, {**row["files"], "build.log": row["log"]})
    status, said = explain(tmp_path, "build.log", *row["options"])
    assert status == 1
    finding = said["findings"][0]
    assert len(said["findings"]) == row["findings"]
    assert finding["name"] == row["kind"]
    assert finding["path"] == (row["file"] or "build.log")
    assert row["line"] is None or finding["line"] == row["line"]
    text = marked(tmp_path, finding)
    assert row["word"] is None or row["word"] in text or (text and text in row["word"])
    assert len(finding["message"]) < 200

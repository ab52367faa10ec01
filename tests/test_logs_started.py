"""Logs of programs that were really started with a mistake, and the line of the files that each comes from.

Half of them say nothing that the files show: there the line is that at which the program stopped, or the start command.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cases import ROOT
from tests.explaining import explain, marked, write

PATH = ROOT / "tests" / "vectors" / "logs_started.json"
ROWS: list[dict[str, Any]] = json.loads(PATH.read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_cause(row: dict[str, Any], tmp_path: Path) -> None:
    write(tmp_path, {**row["files"], "start.log": row["log"]})
    status, said = explain(tmp_path, "start.log", "--start")
    assert status == 1
    (finding,) = said["findings"]
    assert (finding["name"], finding["path"], finding["line"]) == (row["kind"], row["file"], row["line"])
    assert marked(tmp_path, finding) == row["word"]
    assert (finding["message"], finding["help"]) == (row["message"], row["help"])


def test_a_line_that_has_changed_is_not_named(tmp_path: Path) -> None:
    row = next(row for row in ROWS if row["name"] == "keyerror-environ")
    write(tmp_path, {**row["files"], "app.py": "import os\n\nport = 1\n", "start.log": row["log"]})
    _, said = explain(tmp_path, "start.log", "--start")
    assert said["findings"][0]["path"] == "start.log"
    assert "the files do not show where" in said["findings"][0]["notes"]


def test_a_file_of_the_same_name_elsewhere_is_not_named(tmp_path: Path) -> None:
    row = next(row for row in ROWS if row["name"] == "keyerror-environ")
    write(tmp_path, {**row["files"], "start.log": row["log"].replace("/srv/keyerror-environ/", "/usr/lib/other/")})
    _, said = explain(tmp_path, "start.log", "--start")
    assert said["findings"][0]["path"] == "start.log"


def test_an_option_of_a_run_is_found_without_the_frame(tmp_path: Path) -> None:
    dockerfile = 'FROM python:3.12-slim\nRUN uvicorn --hots 1 main:app\nCMD ["python", "x.py"]\n'
    write(tmp_path, {"Dockerfile": dockerfile, "x.py": "", "step.log": "Error: No such option '--hots'.\n"})
    _, said = explain(tmp_path, "step.log")
    (finding,) = said["findings"]
    assert (finding["name"], finding["path"], finding["line"]) == ("option-unknown", "Dockerfile", 2)
    assert marked(tmp_path, finding) == "--hots"


@pytest.mark.parametrize("ignored", ["ls --nope / || true", "if ls --nope /; then echo; fi"])
def test_an_option_whose_command_is_survived_is_no_cause(ignored: str, tmp_path: Path) -> None:
    files = {"Dockerfile": 'FROM debian:12\nWORKDIR /a\nCOPY . .\nCMD ["bash", "start.sh"]\n'}
    files["start.sh"] = f"#!/bin/bash\nset -e\n{ignored}\nexit 9\n"
    write(tmp_path, {**files, "start.log": "ls: unrecognized option '--nope'\nready\n"})
    _, said = explain(tmp_path, "start.log", "--start")
    assert said["findings"][0]["name"] == "unknown"
    (tmp_path / "start.sh").write_text("#!/bin/bash\nset -e\nls --nope /\n", encoding="utf-8")
    _, said = explain(tmp_path, "start.log", "--start")
    assert (said["findings"][0]["name"], said["findings"][0]["path"]) == ("option-unknown", "start.sh")

"""Logs under fixtures/logs: kind, place and word of each, and what a user sees.

`source` in each expected.json says which were really produced, and which are composed.

python -m tests.test_logs   writes the expected.txt of each anew
"""

from __future__ import annotations

import contextlib
import io
import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from studio_lint.console.cli import main
from studio_lint.facts.failures.kinds import BY_NAME
from tests.cases import FIXTURES, inside
from tests.explaining import explain, marked

LOGS = sorted(path.parent for path in (FIXTURES / "logs").glob("*/expected.json"))


def expected(folder: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return data


def copied(folder: Path, place: Path) -> Path:
    """The fixture as a repository of its own, without what is expected of it."""
    made = place / folder.name
    shutil.copytree(folder, made, ignore=shutil.ignore_patterns("expected.*"))
    (made / ".git").mkdir()
    return made


def printed(folder: Path) -> str:
    out = io.StringIO()
    with inside(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        main(["explain", "build.log", *expected_options(folder)])
    return out.getvalue()


def expected_options(folder: Path) -> list[str]:
    origin = FIXTURES / "logs" / folder.name / "expected.json"
    options: list[str] = json.loads(origin.read_text(encoding="utf-8")).get("options", [])
    return options


@pytest.mark.parametrize("folder", LOGS, ids=lambda path: path.name)
def test_cause(folder: Path, tmp_path: Path) -> None:
    wanted = expected(folder)
    made = copied(folder, tmp_path)
    status, said = explain(made, "build.log", *wanted.get("options", []))
    if wanted["kind"] is None:
        assert (status, said["findings"]) == (0, [])
        return
    assert status == 1
    finding = said["findings"][0]
    assert len(said["findings"]) == wanted.get("findings", 1)
    assert finding["name"] == wanted["kind"]
    assert finding["code"] == BY_NAME[wanted["kind"]].code
    assert (finding["path"], finding["line"]) == (wanted["file"] or "build.log", wanted["line"] or finding["line"])
    if wanted["word"] is not None:
        text = marked(made, finding)
        assert wanted["word"] in text or (text and text in wanted["word"])


@pytest.mark.parametrize("folder", LOGS, ids=lambda path: path.name)
def test_what_a_user_sees(folder: Path, tmp_path: Path) -> None:
    seen = (folder / "expected.txt").read_text(encoding="utf-8")
    assert _without_rules(printed(copied(folder, tmp_path))) == _without_rules(seen)


def _without_rules(text: str) -> str:
    """Which rules say it before may grow; tests/test_vectors_logs.py holds those that do."""
    return "".join(line for line in text.splitlines(True) if not line.endswith(" reports this before the build\n"))


def test_each_fixture_is_of_a_known_kind() -> None:
    assert {expected(folder)["kind"] for folder in LOGS} <= set(BY_NAME) | {None}


def write() -> None:
    """Write what users see now."""
    for folder in LOGS:
        with TemporaryDirectory() as place:
            (folder / "expected.txt").write_text(printed(copied(folder, Path(place))), encoding="utf-8", newline="")


if __name__ == "__main__":
    write()

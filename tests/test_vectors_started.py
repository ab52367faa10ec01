"""Small Studios that were built and started: an error where one did not come up, none where it did.

Built by BuildKit of Docker 20.10 on bases made of Debian 12, started with a stand-in for connect-client on a random
port (2026-11). `seen` says what happened; `expect` what may be said.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from studio_lint.base.diagnostics import ERROR, WARNING
from studio_lint.lint import engine
from tests.cases import ROOT, inside

ROWS: list[dict[str, Any]] = json.loads((ROOT / "tests" / "vectors" / "studios_started.json").read_text("utf-8"))
GIT = shutil.which("git")
NOT_HELD: dict[str, str] = {}
"""Rows whose failure is not found yet, each with what it takes."""


@pytest.mark.skipif(GIT is None, reason="file modes are told from git, which is not installed")
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_what_happened_is_what_is_said(row: dict[str, Any], tmp_path: Path) -> None:
    for name, file in row["files"].items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file["text"].encode())
        path.chmod(0o755 if file["executable"] else 0o644)
    for words in (["init", "-q"], ["add", "-A"]):
        subprocess.run([GIT or "git", *words], cwd=tmp_path, check=True)
    with inside(tmp_path):
        report = engine.lint(["."] if (tmp_path / ".seqera").is_dir() else ["Dockerfile"])
    assert not report.failures
    said = {finding.severity for finding in report.findings}
    expected = row["expect"]
    if expected == "works":
        assert ERROR not in said
    elif expected == "broken":
        assert (ERROR in said) is (row["name"] not in NOT_HELD)
    elif expected == "broken-warning":
        assert said & {ERROR, WARNING}
    else:
        assert expected == "open"

"""Starts written to provoke false positives and misses: an error where one did not come up, none where it did.

Each was built by BuildKit of Docker 20.10 on bases made of Debian 12, with Python 3.11 and Node 18, and started with a
stand-in for connect-client on a random port (2026-11). `works` says whether the port was answered.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from studio_lint.base.diagnostics import ERROR
from studio_lint.lint import engine
from tests.cases import inside
from tests.texts import vectors

ROWS: list[dict[str, Any]] = vectors("starts_measured")
GIT = shutil.which("git")
NOT_HELD = {
    "t-b29-case-literal": "the session may set MODE",
    "t-b49-missing-tool-and": "connect-client may install curl",
    "t-c02-run-echo-expands": "a script without `#!` is not read: who starts it is not known",
    "t-e07-flask-no-app": "a command of the start moves the application away",
    "t-n10-if-present": "npm ends without an error",
    "t-w14-nginx-perl": "nginx listened before it ended",
    "t-w46-sup-command-missing": "/opt may be filled by a package",
    "t-w47-sup-no-section": "a configuration that supervisord refuses",
    "w-b07-env-S": "env expands `${NAME}`, not `$NAME`",
    "w-w02-sup-written": "a configuration that the start writes is not read",
    "x-k02-jupyter-config-other-home": "which user's settings a notebook server reads is not told apart",
    "x-k40-argparse-other-option": "options of the project's own programs are not read",
    "x-k51-node-no-install": "a build context elsewhere than in a clone may have the packages",
    "x-k73-chmod-700-other-user": "rights of single users are not followed",
    "x-k76-function-before-definition": "a function may be defined by a file that is read",
    "x-k89-waits-for-itself": "what a loop waits for is not known",
    "x-p29-workdir-before-user": "who made the folder of WORKDIR is not kept",
}
"""Rows of which too little is known, each with the reason; none of them works and is reported."""

pytestmark = pytest.mark.skipif(GIT is None, reason="file modes are read from git, which is not installed")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All rows in one repository, a folder each."""
    root = tmp_path_factory.mktemp("starts")
    for row in ROWS:
        for name, file in row["files"].items():
            path = root / row["name"] / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file["text"].encode())
            path.chmod(0o755 if file["executable"] else 0o644)
    for words in (["init", "-q"], ["add", "-A", "-f"]):
        subprocess.run([GIT or "git", *words], cwd=root, check=True)
    return root


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_an_error_is_reported_where_nothing_came_up(row: dict[str, Any], repository: Path) -> None:
    with inside(repository / row["name"]):
        report = engine.lint(["Dockerfile"])
    assert not report.failures
    broken = any(finding.severity == ERROR for finding in report.findings)
    assert broken == (not row["works"] and row["name"] not in NOT_HELD)


def test_what_is_not_held_does_not_work() -> None:
    assert {row["name"] for row in ROWS if not row["works"]} >= NOT_HELD.keys()

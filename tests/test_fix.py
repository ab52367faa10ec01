"""--fix, --unsafe-fixes and --diff from the command line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cases import ROOT

SAFE = "channels:\n  - conda-forge\ndependencies:\n  - python=3.12\n  - samtools=>1.21\n"
MENDED = SAFE.replace("=>", ">=")


def lint(folder: Path, *arguments: str) -> tuple[int, str, str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "studio_lint", "check", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "environment.yml"
    path.write_bytes(SAFE.encode())
    return path


def test_safe_fixes_are_written_and_what_is_left_is_reported(file: Path) -> None:
    assert lint(file.parent, "--fix") == (0, "", "1 finding mended\nNo problems in 1 file\n")
    assert file.read_bytes() == MENDED.encode()
    assert lint(file.parent, "--fix") == (0, "", "No problems in 1 file\n")


def test_a_diff_writes_nothing_and_ends_as_check_does(file: Path) -> None:
    status, diff, _ = lint(file.parent, "--diff")
    assert status == 1
    assert "-  - samtools=>1.21\n+  - samtools>=1.21\n" in diff
    assert file.read_bytes() == SAFE.encode()


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_git_takes_the_diff(file: Path) -> None:
    _, diff, _ = lint(file.parent, "--diff")
    subprocess.run(["git", "apply", "-"], cwd=file.parent, input=diff.encode(), check=True)
    assert file.read_bytes() == MENDED.encode()


def test_unsafe_fixes_need_their_own_word(file: Path) -> None:
    unsafe = SAFE.replace("samtools=>1.21", "samtools>1.20<2")
    file.write_text(unsafe)
    assert lint(file.parent, "--fix")[0] == 1
    assert file.read_text() == unsafe
    assert lint(file.parent, "--fix", "--unsafe-fixes")[0] == 0
    assert file.read_text() == SAFE.replace("samtools=>1.21", "samtools>1.20,<2")


def test_line_ends_and_byte_order_mark_stay(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + SAFE.replace("\n", "\r\n").rstrip().encode())
    assert lint(file.parent, "--fix")[0] == 0
    assert file.read_bytes() == b"\xef\xbb\xbf" + MENDED.replace("\n", "\r\n").rstrip().encode()


def test_the_standard_input_cannot_be_mended(file: Path) -> None:
    status, _, said = lint(file.parent, "--fix", "-")
    assert status == 2
    assert "the text on - cannot be mended: name the file" in said

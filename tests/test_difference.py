"""Diffs: `git apply` takes them, whatever the file is called and however it ends."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from studio_lint.difference import unified

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


@pytest.mark.parametrize("name", ["a.yml", "dir/a b.yml", 'q"uo\\te', "tab\there", "é漢", "-x"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a\nb\nc\n", "a\nB\nc\n"),
        ("a\r\nb\r\n", "a\r\nB\r\n"),
        ("a\nb", "a\nB"),
        ("a\nb", "a\nb\nc\n"),
        ("a\x0bb\x85c\n", "a\x0bb\x85d\n"),
    ],
)
def test_git_applies_it(tmp_path: Path, name: str, before: str, after: str) -> None:
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(before.encode())
    diff = unified(name, before, after)
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=diff.encode(), check=True)
    assert file.read_bytes() == after.encode()


def test_no_change_no_diff() -> None:
    assert unified("a", "x\n", "x\n") == ""

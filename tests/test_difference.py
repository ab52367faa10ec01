"""Diffs: `git apply` takes them, whatever the file is called and however it ends."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from studio_lint.base.difference import unified

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


@pytest.mark.parametrize("folder", ["sub", "a", "a/b"])
def test_git_applies_it_in_a_folder_of_a_repository(tmp_path: Path, folder: str) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    file = tmp_path / folder / "x.yml"
    file.parent.mkdir(parents=True)
    file.write_text("a\nb\n")
    subprocess.run(["git", "apply", "-"], cwd=file.parent, input=unified("x.yml", "a\nb\n", "a\n").encode(), check=True)
    assert file.read_text() == "a\n"


def test_no_change_no_diff() -> None:
    assert unified("a", "x\n", "x\n") == ""

"""Files are written whole or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from studio_lint.base.source import Source
from studio_lint.files import reading, writing

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes, links and signals of POSIX")


def read(path: Path) -> Source:
    source = reading.read(str(path))
    assert isinstance(source, Source)
    return source


def test_bytes_stay_but_for_the_change(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_bytes(b"\xef\xbb\xbfx: 1\r\ny: 2")
    writing.replace(str(file), read(file), "x: 3\r\ny: 2", str(tmp_path))
    assert file.read_bytes() == b"\xef\xbb\xbfx: 3\r\ny: 2"
    assert [path.name for path in tmp_path.iterdir()] == ["a.yml"]


@posix
def test_the_mode_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "start.sh"
    file.write_text("x\n")
    file.chmod(0o751)
    writing.replace(str(file), read(file), "y\n", str(tmp_path))
    assert file.stat().st_mode & 0o777 == 0o751


def test_a_file_that_changed_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("x\n")
    before = read(file)
    file.write_text("mine\n")
    with pytest.raises(writing.NotWritten, match="changed while it was being checked"):
        writing.replace(str(file), before, "y\n", str(tmp_path))
    assert file.read_text() == "mine\n"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@posix
def test_links_are_followed_inside_the_project_alone(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    outside, inside = tmp_path / "outside", project / "inside"
    for target in (outside, inside):
        target.write_text("x\n")
        (project / f"to-{target.name}").symlink_to(target)
    with pytest.raises(writing.NotWritten, match="link to a file outside the project"):
        writing.replace(str(project / "to-outside"), read(outside), "y\n", str(project))
    writing.replace(str(project / "to-inside"), read(inside), "y\n", str(project))
    assert (outside.read_text(), inside.read_text()) == ("x\n", "y\n")
    assert (project / "to-inside").is_symlink()


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("x\n")
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(writing.NotWritten, match="cannot be written"):
            writing.replace(str(file), read(file), "y\n", str(tmp_path))
    finally:
        tmp_path.chmod(0o755)
    assert file.read_text() == "x\n"


WRITER = """
import sys
from studio_lint.files import reading, writing
path, size = sys.argv[1], int(sys.argv[2])
print("ready", flush=True)
while True:
    before = reading.read(path)
    writing.replace(path, before, ("b" if before.text[0] == "a" else "a") * size, ".")
"""


@posix
def test_killed_at_any_moment_no_file_is_half_written(tmp_path: Path) -> None:
    size = 200_000
    file = tmp_path / "a"
    file.write_text("a" * size)
    for turn in range(100):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(file), str(size)], stdout=subprocess.PIPE, cwd=tmp_path
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep((turn * 7 % 100) / 10_000)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        assert file.read_text() in ("a" * size, "b" * size)

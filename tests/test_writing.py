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


def replaced(file: Path) -> None:
    writing.replace(str(file), read(file), "y\n", str(file.parent))
    assert file.read_text() == "y\n"


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give a file away")
def test_the_owner_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("x\n")
    os.chown(file, 12_345, 23_456)
    replaced(file)
    assert (file.stat().st_uid, file.stat().st_gid) == (12_345, 23_456)


@posix
def test_a_file_whose_owner_cannot_be_given_is_written_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else's file that we may write stays theirs, since it stays the same file."""
    file = tmp_path / "a"
    file.write_text("x\n")
    number = file.stat().st_ino

    def refuse(*_: object) -> None:
        raise PermissionError

    own = os.fstat

    def other(descriptor: int) -> os.stat_result:
        found = own(descriptor)
        return os.stat_result((*found[:4], found.st_uid + 1, *found[5:]))

    monkeypatch.setattr(writing.os, "fstat", other)
    monkeypatch.setattr(writing.os, "fchown", refuse)
    replaced(file)
    assert file.stat().st_ino == number
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@posix
def test_extended_attributes_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("x\n")
    try:
        os.setxattr(file, "user.note", b"mine")
    except (AttributeError, OSError):
        pytest.skip("this disk or system has no extended attributes")
    replaced(file)
    assert os.getxattr(file, "user.note") == b"mine"


@posix
def test_attributes_that_cannot_be_copied_keep_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a"
    file.write_text("x\n")
    number = file.stat().st_ino
    monkeypatch.setattr(writing, "_attributes", lambda path: ["security.x"] if path == str(file) else [])
    monkeypatch.setattr(writing.os, "getxattr", lambda *_: b"x", raising=False)

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(writing.os, "setxattr", refuse, raising=False)
    replaced(file)
    assert file.stat().st_ino == number


@posix
def test_hard_links_stay_one_file(tmp_path: Path) -> None:
    file, other = tmp_path / "a", tmp_path / "b"
    file.write_text("x\n")
    os.link(file, other)
    replaced(file)
    assert other.read_text() == "y\n"
    assert file.stat().st_ino == other.stat().st_ino


@posix
def test_what_a_killed_fix_left_is_removed_by_the_next(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("x\n")
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    left = tmp_path / f"{writing.PREFIX}{dead.pid}-0123abcd"
    working = tmp_path / f"{writing.PREFIX}{os.getpid()}-0123abcd"
    others = [tmp_path / name for name in (f"{writing.PREFIX}notes", f"{writing.PREFIX}{dead.pid}-x", "a-0123abcd")]
    for path in (left, working, *others):
        path.write_text("half")
    link = tmp_path / f"{writing.PREFIX}{dead.pid}-89abcdef"
    link.symlink_to(others[0])
    replaced(file)
    assert not left.exists()
    assert all(path.exists() for path in (working, link, *others))


@posix
def test_no_half_file_is_left_by_a_kill_for_good(tmp_path: Path) -> None:
    """However a fix ends, after the next one only the file is there."""
    file = tmp_path / "a"
    file.write_text("a" * 200_000)
    for turn in range(8):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, "a", "200000"], stdout=subprocess.PIPE, cwd=tmp_path)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(turn / 2_000)
        writer.kill()
        writer.wait()
        writer.stdout.close()
    writing.replace(str(file), read(file), "y\n", str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["a"]

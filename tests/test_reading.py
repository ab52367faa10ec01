"""From bytes to text, or to the reason why there is none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from studio_lint.base.source import Source, Unreadable
from studio_lint.files import reading


@pytest.mark.parametrize(
    ("data", "text", "bom"),
    [
        (b"", "", False),
        (b"a\r\nb", "a\r\nb", False),
        ("é日\n".encode(), "é日\n", False),
        (b"\xef\xbb\xbfa", "a", True),
        (b"\xef\xbb\xbf", "", True),
        (b"a" * reading.LARGEST, "a" * reading.LARGEST, False),
    ],
)
def test_text(data: bytes, text: str, bom: bool) -> None:
    source = reading.decode(data, "f")
    assert isinstance(source, Source)
    assert (source.path, source.text, source.bom) == ("f", text, bom)


@pytest.mark.parametrize(
    ("data", "byte", "line", "column"),
    [
        (b"\xff", "0xFF", 1, 1),
        (b"ab\ncd\xe9f\n", "0xE9", 2, 3),
        ("日本".encode() + b"\x80", "0x80", 1, 3),
        (b"\xef\xbb\xbfx\n\xc3(", "0xC3", 2, 1),
        (b"\xed\xa0\x80", "0xED", 1, 1),
        (b"a\xf0\x9f", "0xF0", 1, 2),
    ],
)
def test_first_bad_byte(data: bytes, byte: str, line: int, column: int) -> None:
    unreadable = reading.decode(data, "f")
    assert isinstance(unreadable, Unreadable)
    said = f"byte {byte} at line {line}, column {column} is not valid UTF-8"
    assert (unreadable.reason, unreadable.help) == (said, "save it as UTF-8")
    assert unreadable.source.position(unreadable.span.start) == (line, column)
    assert unreadable.source.slice(unreadable.span) == "\ufffd"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"a" * (reading.LARGEST + 1), "this file is larger than 1 MiB and is not checked"),
        (b"a\0b", "this file is binary (it contains NUL bytes), not text"),
        ("FROM x".encode("utf-16"), "this file is UTF-16, and only UTF-8 is read"),
    ],
)
def test_no_text(data: bytes, reason: str) -> None:
    unreadable = reading.decode(data, "f")
    assert isinstance(unreadable, Unreadable)
    assert unreadable.reason == reason
    assert unreadable.source.text == ""


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("", "the file does not exist"),
        ("gone", "the file does not exist"),
        ("file/below", "the file does not exist"),
        ("folder", "this is a directory, not a file"),
        ("a\0b", "this file cannot be read: its path contains a NUL character"),
        ("n" * 5000, "this file cannot be read: File name too long"),
        ("loop", "this file cannot be read: Too many levels of symbolic links"),
        (os.devnull, "this is not a regular file but a pipe, a socket or a device"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="the system's words are others")
def test_no_file(path: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    Path("file").write_text("x", encoding="utf-8")
    Path("loop").symlink_to("loop")
    unreadable = reading.read(path)
    assert isinstance(unreadable, Unreadable)
    assert unreadable.reason == reason

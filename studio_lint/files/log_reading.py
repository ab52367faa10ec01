"""From the bytes of a log to its text: compressed or not, UTF-8 or UTF-16, whole or only its beginning and end."""

from __future__ import annotations

import os
import stat
import sys

from studio_lint.base.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO

LARGEST = 64 * 1024 * 1024
"""Bytes that are read of a log."""
MOST_OF_A_PIPE = 1 << 30
"""Bytes after which a pipe is not read on; it might never end."""
WHOLE = 6 * 1024 * 1024
"""Bytes up to which each line is looked at."""
MOST_LINES = 100_000
"""Lines up to which each is looked at; of more as many at the end, and a fifth at the beginning."""
FIRST = 1024 * 1024
LAST = 8 * 1024 * 1024
"""Of a longer log these many bytes at its beginning and at its end, and of the rest the lines that tell something."""

_MOST_TELLING = 4_000
_STEMS = (
    b"rror",
    b"RROR",
    b"] RUN ",
    b"] COPY ",
    b"] FROM ",
    b"Step ",
    b"STEP ",
    b"ot found",
    b"E: ",
    b"\xe2\x94\x80",
    b"there is no package",
    b"not available",
    b"non-zero",
    b"CANCELED",
    b"Killed",
    b"Collecting ",
)
_PIECE = 1 << 20


class LogText(Record):
    """The pieces of a log in order, each with the number of its first line, and whether something was left out."""

    pieces: tuple[tuple[int, str], ...]
    shortened: bool = False


def read(path: str) -> LogText | str:
    """The text of a log; "-" is the standard input. A string says why it cannot be read."""
    try:
        if path == "-":
            data, more = _bytes(sys.stdin.buffer)
        else:
            if not stat.S_ISREG(os.stat(path).st_mode):
                return "a log is a regular file, or `-` for the standard input"
            with open(path, "rb") as file:
                data, more = _bytes(file, os.path.getsize(path))
    except FileNotFoundError:
        return "the file does not exist"
    except PermissionError:
        return "no permission to read this file"
    except (OSError, ValueError) as error:
        return f"cannot be read: {error}"
    return text_of(data, more)


def text_of(data: bytes, more: bool = False) -> LogText:
    """The text of a log's bytes; `more`: the middle is missing already."""
    if data[:2] == b"\x1f\x8b":
        data, cut = _unpacked(data)
        more = more or cut
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data[: LARGEST // 2].decode("utf-16", "replace").encode("utf-8", "replace")
    elif b"\0" in data[:400] and data[:400].count(b"\0") > len(data[:400]) // 3:
        data = data[: LARGEST // 2].decode("utf-16-le", "replace").encode("utf-8", "replace")
    if len(data) <= WHOLE and data.count(b"\n") <= MOST_LINES:
        return LogText(((1, data.decode("utf-8-sig", "replace")),), more)
    return _shortened(data)


def _bytes(file: BinaryIO, size: int = 0) -> tuple[bytes, bool]:
    """At most `LARGEST` bytes: of a longer file its beginning and its end."""
    if size > LARGEST:
        begin = file.read(FIRST)
        if begin[:2] != b"\x1f\x8b":
            file.seek(size - LAST)
            return begin + b"\n" + file.read(LAST), True
        file.seek(0)
    pieces: list[bytes] = []
    total = held = 0
    while total < MOST_OF_A_PIPE and (piece := file.read(_PIECE)):
        pieces.append(piece)
        total += len(piece)
        held += len(piece)
        while held > LARGEST and len(pieces) > 2:
            # The first piece and the newest ones stay.
            held -= len(pieces.pop(1))
    return b"".join(pieces), total > held


def _unpacked(data: bytes) -> tuple[bytes, bool]:
    """Unpacked gzip, `LARGEST` bytes at the most; as much as there is of a damaged one."""
    import zlib

    unpacker = zlib.decompressobj(31)
    try:
        text = unpacker.decompress(data, LARGEST)
    except zlib.error:
        return _as_far_as_it_goes(data), True
    return text, bool(unpacker.unconsumed_tail)


def _as_far_as_it_goes(data: bytes) -> bytes:
    import zlib

    unpacker = zlib.decompressobj(31)
    pieces = []
    for start in range(0, len(data), 4096):
        try:
            pieces.append(unpacker.decompress(data[start : start + 4096], _PIECE))
        except zlib.error:
            break
    return b"".join(pieces)[:LARGEST]


def _shortened(data: bytes) -> LogText:
    """Beginning and end, and between them the lines with a word that tells something."""
    first = min(_after_lines(data, MOST_LINES // 5), data.rfind(b"\n", 0, FIRST) + 1 or FIRST)
    last = data.find(b"\n", max(0, len(data) - LAST)) + 1 or max(0, len(data) - LAST)
    last = max(first, last, _before_lines(data, MOST_LINES))
    pieces = [(1, data[:first].decode("utf-8-sig", "replace").rstrip("\n"))]
    number, at = data.count(b"\n", 0, first) + 1, first
    for start, end in _telling(data, first, last):
        number += data.count(b"\n", at, start)
        at = start
        pieces.append((number, data[start : min(end, start + 8000)].decode("utf-8", "replace")))
    number += data.count(b"\n", at, last)
    pieces.append((number, data[last:].decode("utf-8", "replace")))
    return LogText(tuple(pieces), True)


def _after_lines(data: bytes, count: int) -> int:
    """Where so many lines from the beginning end."""
    at = 0
    for _ in range(count):
        at = data.find(b"\n", at) + 1
        if not at:
            return len(data)
    return at


def _before_lines(data: bytes, count: int) -> int:
    """Where the last so many lines begin."""
    at = len(data)
    for _ in range(count):
        at = data.rfind(b"\n", 0, at)
        if at < 0:
            return 0
    return at + 1


def _telling(data: bytes, first: int, last: int) -> list[tuple[int, int]]:
    """Start and end of the last lines between two offsets that contain one of the stems."""
    found: set[tuple[int, int]] = set()
    for stem in _STEMS:
        at = last
        for _ in range(_MOST_TELLING // len(_STEMS)):
            at = data.rfind(stem, first, at)
            if at < 0:
                break
            start = data.rfind(b"\n", first, at) + 1 or first
            end = data.find(b"\n", at, last)
            found.add((start, last if end < 0 else end))
            at = start
            if at <= first:
                break
    return sorted(found)

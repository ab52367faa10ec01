"""Encodings other than UTF-8 that some reader of a file may take."""

from __future__ import annotations

from studio_lint.facts.installers.encodings import NUL, UTF_16, UTF_16_UNMARKED, UTF_32

_WIDE = (
    (b"\xff\xfe\0\0", "utf-32", UTF_32),
    (b"\0\0\xfe\xff", "utf-32", UTF_32),
    (b"\xff\xfe", "utf-16", UTF_16),
    (b"\xfe\xff", "utf-16", UTF_16),
)
"""How a file begins, the codec for it, and its encoding."""
_STARTS = 4


def wide(data: bytes) -> tuple[str, str | None]:
    """The encoding of a file with a mark of UTF-16 or UTF-32, or with NUL bytes, and its text.

    Without a mark it goes by the NUL bytes among the first four, as YAML 1.2 does it (5.2 Character Encodings) and
    yaml-cpp after it. The text is None where the bytes are not of that encoding.
    """
    for start, codec, name in _WIDE:
        if data.startswith(start):
            return name, _text(data, codec)
    zeros = tuple(not byte for byte in data[:_STARTS])
    if zeros == (True, True, True, False):
        return UTF_32, _text(data, "utf-32-be")
    if zeros == (False, True, True, True):
        return UTF_32, _text(data, "utf-32-le")
    if zeros[:2] == (True, False):
        return UTF_16_UNMARKED, _text(data, "utf-16-be")
    if zeros[:2] == (False, True):
        return UTF_16_UNMARKED, _text(data, "utf-16-le")
    return NUL, _text(data, "utf-8")


def _text(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None

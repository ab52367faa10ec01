"""Flags of an instruction: `--name=value` before its arguments."""

from __future__ import annotations

from studio_lint.base.source import Text
from studio_lint.syntax.dockerfile.blanks import GAP
from studio_lint.syntax.dockerfile.tree import Flag

HALF_GAP = "\x85\xa0"
"""BuildKit cuts flags byte by byte: the second byte of these is a blank to it, the first one part of the flag."""


def cut_flags(line: Text, start: int, end: int) -> tuple[tuple[Flag, ...], int]:
    """Cut the flags of `line[start:end]`; gives them and where they end.

    Quotes and backslashes are undone; `--` by itself ends the flags.
    """
    flags: list[Flag] = []
    value = line.value
    at = start
    while True:
        while at < end and value[at] in GAP:
            at += 1
        if not value.startswith("--", at, end):
            return tuple(flags), at
        stop, kept, quoted = _word(value, at, end)
        word = "".join(value[first:last] for first, last in kept)
        if word == "--":
            return tuple(flags), stop
        if word or quoted:
            flags.append(_flag(line, at, stop, kept))
        at = stop


def _word(value: str, start: int, end: int) -> tuple[int, list[tuple[int, int]], bool]:
    """The word at `start`, which `end` bounds: its end, the stretches that remain of it, and if it had quotes."""
    kept: list[tuple[int, int]] = []
    quote = ""
    quoted = False
    begin = at = start
    while at < end:
        character = value[at]
        if not quote and character in GAP:
            break
        if not quote and character in HALF_GAP:
            at += 1
            break
        if character == quote or (not quote and character in "'\""):
            kept.append((begin, at))
            begin = at + 1
            quote = "" if quote else character
            quoted = True
        elif character == "\\":
            kept.append((begin, at))
            begin = at + 1
            at += 1
        at += 1
    at = min(at, end)
    if begin < at:
        kept.append((begin, at))
    return at, [(first, last) for first, last in kept if last > first], quoted


def _flag(line: Text, start: int, end: int, stretches: list[tuple[int, int]]) -> Flag:
    text = _without(line, start, end, stretches)
    name, equals, _ = text.value[2:].partition("=")
    value = text.sub(len(name) + 3) if equals else None
    return Flag(name, value, text)


def _without(line: Text, start: int, end: int, stretches: list[tuple[int, int]]) -> Text:
    """The kept stretches of `line[start:end]` as one text."""
    runs = []
    parts = []
    index = 0
    for first, last in stretches:
        part = line.sub(first, last)
        runs += [(index + at, offset, width) for at, offset, width in part.runs]
        parts.append(part.value)
        index += len(part.value)
    return Text(line.source, "".join(parts), runs, line.span(start, end))

"""Heredoc marks in a line: `<<NAME`, as BuildKit finds them.

BuildKit cuts the whole instruction into words as it would expand them (with
`\\` as escape character, whatever the directive says) and takes a word for a
mark that is `<<NAME`, `<<-NAME` or `3<<NAME`. So `cat<<NAME` is none, `<<<word`
is none, and `$(( 1 << 2 ))` is one. Where the line has an unclosed quote or a
bad `${…}`, it finds none at all.
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.syntax.dockerfile.blanks import SPACE

DEEPEST = 100
SPECIAL = "@*#?-$!0"


class Mark(Record):
    """`<<NAME` at `start` to `end` of the line; `expand` is False for a quoted name."""

    name: str
    expand: bool
    strip_tabs: bool
    start: int
    end: int


class HeredocRefused(Exception):
    """The text cannot be cut into words; never leaves this module."""


def marks(line: str) -> list[Mark]:
    """All heredoc marks of a line, in order."""
    if "<<" not in line:
        return []
    try:
        words = _Cutter(line).words()
    except HeredocRefused:
        return []
    found = []
    for start, end in words:
        mark = _mark(line[start:end], start, end)
        if mark is not None:
            found.append(mark)
    return found


def is_mark(word: str) -> bool:
    """Whether BuildKit takes a word of COPY or ADD for a heredoc mark."""
    return "<<" in word and _mark(word, 0, 0) is not None


def _mark(word: str, start: int, end: int) -> Mark | None:
    bare = word.lstrip("0123456789")
    if not bare.startswith("<<"):
        return None
    strip_tabs = bare.startswith("<<-")
    rest = bare[3 if strip_tabs else 2 :].lstrip(" \t\n\f\r")
    if not rest or "<" in rest:
        return None
    try:
        name, quoted = _unquoted(rest)
    except HeredocRefused:
        return None
    return Mark(name, not quoted, strip_tabs, start, end) if name else None


def _unquoted(word: str) -> tuple[str, bool]:
    """The name without quotes and escapes, and whether it had quotes.

    Empty if it is not exactly one word.
    """
    cutter = _Cutter(word)
    kept: list[str] = []
    quoted = False
    words = cutter.words(kept)
    quoted = cutter.quoted
    if len(words) != 1 or cutter.gap_inside:
        return "", quoted
    return "".join(kept), quoted


class _Cutter:
    """Walks over a text once, minding quotes, escapes and `$`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.quoted = False
        self.gap_inside = False

    def words(self, marks: list[str] | None = None) -> list[tuple[int, int]]:
        """The words as (start, end); `marks` takes the characters that remain of them."""
        found: list[tuple[int, int]] = []
        start: int | None = None
        text = self.text
        while self.at < len(text):
            before = self.at
            character = text[before]
            if character in SPACE:
                self.at += 1
                if start is not None:
                    found.append((start, before))
                    start = None
                continue
            value = self._step(character)
            if character == "$" and marks is None:
                start = self._cut_blanks(before, start, found)
                continue
            if marks is not None:
                marks.append(value)
            if start is None:
                start = before
        if start is not None:
            found.append((start, len(text)))
        return found

    def _cut_blanks(self, before: int, start: int | None, found: list[tuple[int, int]]) -> int | None:
        """Blanks inside `${…}` part words too, since it stays as it is written."""
        for place in range(before, self.at):
            if self.text[place] not in SPACE:
                start = place if start is None else start
            elif start is not None:
                found.append((start, place))
                start = None
        return start

    def _step(self, character: str) -> str:
        """Pass over one character or what it opens; gives what remains of it."""
        if character == "'":
            return self._single()
        if character == '"':
            return self._double(0)
        if character == "$":
            return self._dollar(0)
        if character == "\\":
            self.at += 2
            return self.text[self.at - 1 : self.at]
        if character == "<" and self.text.startswith("<<", self.at):
            start = self.at
            self.at += 2
            while self.text[self.at : self.at + 1] in (" ", "\t"):
                self.at += 1
            return self.text[start : self.at]
        self.at += 1
        return character

    def _single(self) -> str:
        end = self.text.find("'", self.at + 1)
        if end < 0:
            raise HeredocRefused
        value = self.text[self.at + 1 : end]
        self.at = end + 1
        self.quoted = True
        return value

    def _double(self, depth: int) -> str:
        text = self.text
        self.at += 1
        kept: list[str] = []
        while self.at < len(text):
            character = text[self.at]
            if character == '"':
                self.at += 1
                self.quoted = True
                return "".join(kept)
            if character == "$":
                kept.append(self._dollar(depth))
                continue
            if character == "\\" and text[self.at + 1 : self.at + 2] in ('"', "$", "\\"):
                self.at += 1
            kept.append(text[self.at])
            self.at += 1
        raise HeredocRefused

    def _dollar(self, depth: int) -> str:
        """`$NAME` and `${…}`: no variable is known here, so they stay as they are."""
        start = self.at
        text = self.text
        self.at += 1
        if text[self.at : self.at + 1] != "{":
            self._name()
            return text[start : self.at]
        self.at += 1
        if depth > DEEPEST or text[self.at : self.at + 1] in ("", "{", "}", ":"):
            raise HeredocRefused
        self._name()
        character = text[self.at : self.at + 1]
        self.at += 1
        if character == ":":
            self.at += 1
            self._until("}", depth)
        elif character and character in "+-?#%":
            self._until("}", depth)
        elif character == "/":
            if text[self.at : self.at + 1] == "/":
                self.at += 1
            self._until("/", depth)
            self._until("}", depth)
        elif character != "}":
            raise HeredocRefused
        return text[start : self.at]

    def _until(self, stop: str, depth: int) -> None:
        text = self.text
        while self.at < len(text):
            character = text[self.at]
            if character == stop:
                self.at += 1
                return
            if character == "$":
                self._dollar(depth + 1)
            elif character == "'":
                self._single()
            elif character == '"':
                self._double(depth + 1)
            elif character == "\\":
                self.at += 2
            else:
                self.at += 1
        raise HeredocRefused

    def _name(self) -> None:
        text = self.text
        first = text[self.at : self.at + 1]
        if first.isdecimal():
            while text[self.at : self.at + 1].isdecimal():
                self.at += 1
        elif first and first in SPECIAL:
            self.at += 1
        else:
            while self.at < len(text) and (
                text[self.at].isalpha() or text[self.at].isdecimal() or text[self.at] == "_"
            ):
                self.at += 1

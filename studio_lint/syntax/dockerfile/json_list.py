"""Exec form: a JSON list of strings, read as strictly as Go's encoding/json does."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Span, Text

BLANK = " \t\n\r"
DEEPEST = 10_000
ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
HEX = "0123456789abcdefABCDEF"


class JsonList(Record):
    """What a text that begins with `[` is as JSON.

    strings   the strings of the list, unescaped; `whole` includes the quotes
    others    items that are no strings: where they stand, and whether they are
              plain (a number, true, false), not a list or an object
    error_at  index of the first character that is no strict JSON, else None
    """

    strings: tuple[Text, ...] = ()
    others: tuple[tuple[Span, bool], ...] = ()
    error_at: int | None = None


class Wrong(Exception):
    """Not JSON from this index on; never leaves this module."""


def parse_list(text: Text) -> JsonList | None:
    """Read a text as a list; None if it does not begin with `[`."""
    if not text.value.startswith("["):
        return None
    reader = _Reader(text)
    try:
        reader.read_list()
    except Wrong as wrong:
        return JsonList(tuple(reader.strings), tuple(reader.others), min(wrong.args[0], len(text.value)))
    return JsonList(tuple(reader.strings), tuple(reader.others))


class _Reader:
    def __init__(self, text: Text) -> None:
        self.text = text
        self.value = text.value
        self.strings: list[Text] = []
        self.others: list[tuple[Span, bool]] = []

    def read_list(self) -> None:
        at = self._blank(1)
        if self._is(at, "]"):
            return self._finish(at + 1)
        while True:
            start = at
            if self._is(at, '"'):
                at = self._string(at)
            else:
                at = self._other(at)
                self.others.append((self.text.span(start, at), self.value[start] not in "[{n"))
            at = self._blank(at)
            if self._is(at, "]"):
                return self._finish(at + 1)
            if not self._is(at, ","):
                raise Wrong(at)
            at = self._blank(at + 1)

    def _finish(self, at: int) -> None:
        at = self._blank(at)
        if at < len(self.value):
            raise Wrong(at)

    def _is(self, at: int, character: str) -> bool:
        return self.value.startswith(character, at)

    def _blank(self, at: int) -> int:
        while at < len(self.value) and self.value[at] in BLANK:
            at += 1
        return at

    def _string(self, start: int) -> int:
        """Read the string whose quote stands at `start`; gives the index behind it."""
        end, escapes = self._scan_string(start)
        if not escapes:
            inner = self.text.sub(start + 1, end - 1)
            text = Text(inner.source, inner.value, inner.runs, self.text.span(start, end))
        else:
            text = self._unescaped(start, end, escapes)
        self.strings.append(text)
        return end

    def _scan_string(self, start: int) -> tuple[int, list[tuple[int, int]]]:
        """The end of a string, and its escapes as (start, end)."""
        value = self.value
        at = start + 1
        escapes: list[tuple[int, int]] = []
        while at < len(value):
            character = value[at]
            if character == '"':
                return at + 1, escapes
            if character < " ":
                raise Wrong(at)
            if character == "\\":
                end = self._escape_end(at)
                escapes.append((at, end))
                at = end
            else:
                at += 1
        raise Wrong(at)

    def _escape_end(self, at: int) -> int:
        value = self.value
        kind = value[at + 1 : at + 2]
        if kind == "u":
            for place in range(at + 2, at + 6):
                if value[place : place + 1] == "" or value[place] not in HEX:
                    raise Wrong(at)
            return at + 6
        if kind == "" or kind not in ESCAPES:
            raise Wrong(at)
        return at + 2

    def _unescaped(self, start: int, end: int, escapes: list[tuple[int, int]]) -> Text:
        pieces: list[tuple[str, Text | Span]] = []
        at = start + 1
        skip = at
        for number, (first, last) in enumerate(escapes):
            if first < skip:
                continue
            if first > at:
                plain = self.text.sub(at, first)
                pieces.append((plain.value, plain))
            following = escapes[number + 1] if number + 1 < len(escapes) else (0, 0)
            character, last = self._decoded(first, last, following)
            pieces.append((character, self.text.span(first, last)))
            at = skip = last
        if end - 1 > at:
            plain = self.text.sub(at, end - 1)
            pieces.append((plain.value, plain))
        return _assembled(self.text, pieces, self.text.span(start, end))

    def _decoded(self, first: int, last: int, following: tuple[int, int]) -> tuple[str, int]:
        """The character of an escape, and where the escape ends; two halves make one."""
        value = self.value
        if value[first + 1] != "u":
            return ESCAPES[value[first + 1]], last
        code = int(value[first + 2 : last], 16)
        if not 0xD800 <= code < 0xE000:
            return chr(code), last
        if code < 0xDC00 and following[0] == last and value[last + 1] == "u":
            low = int(value[last + 2 : following[1]], 16)
            if 0xDC00 <= low < 0xE000:
                return chr(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)), following[1]
        return "\ufffd", last

    def _other(self, at: int) -> int:
        """Pass over a value that is no string, without recursion."""
        open_brackets: list[str] = []
        while True:
            at = self._blank(at)
            at, opened = self._value(at)
            if opened:
                open_brackets.append(opened)
                if len(open_brackets) >= DEEPEST:
                    raise Wrong(at)
                at = self._blank(at)
                if not self._is(at, opened):
                    if opened == "}":
                        at = self._key(at)
                    continue
            while open_brackets:
                at = self._blank(at)
                if self._is(at, open_brackets[-1]):
                    open_brackets.pop()
                    at += 1
                elif self._is(at, ","):
                    at = self._blank(at + 1)
                    if open_brackets[-1] == "}":
                        at = self._key(at)
                    break
                else:
                    raise Wrong(at)
            else:
                return at

    def _key(self, at: int) -> int:
        if not self._is(at, '"'):
            raise Wrong(at)
        at = self._blank(self._scan_string(at)[0])
        if not self._is(at, ":"):
            raise Wrong(at)
        return at + 1

    def _value(self, at: int) -> tuple[int, str]:
        """Pass over a scalar or an opening bracket; gives the bracket that closes it."""
        if self._is(at, "["):
            return at + 1, "]"
        if self._is(at, "{"):
            return at + 1, "}"
        if self._is(at, '"'):
            return self._scan_string(at)[0], ""
        for word in ("true", "false", "null"):
            if self._is(at, word):
                return at + len(word), ""
        return self._number(at), ""

    def _number(self, start: int) -> int:
        at = start + self._is(start, "-")
        if self._is(at, "0"):
            at += 1
        else:
            at = self._digits(at)
        if self._is(at, "."):
            at = self._digits(at + 1)
        if self.value[at : at + 1] in ("e", "E"):
            at += 1
            if self.value[at : at + 1] in ("+", "-"):
                at += 1
            at = self._digits(at)
        if at - start > 300 or float(self.value[start:at]) in (float("inf"), float("-inf")):
            raise Wrong(start)
        return at

    def _digits(self, start: int) -> int:
        at = start
        while at < len(self.value) and self.value[at] in "0123456789":
            at += 1
        if at == start:
            raise Wrong(at)
        return at


def _assembled(text: Text, pieces: list[tuple[str, Text | Span]], whole: Span) -> Text:
    """Plain stretches and undone escapes, put together."""
    runs = []
    index = 0
    for value, place in pieces:
        if isinstance(place, Text):
            runs += [(index + at, offset, width) for at, offset, width in place.runs]
        else:
            runs.append((index, place.start, max(2, place.end - place.start)))
        index += len(value)
    return Text(text.source, "".join(value for value, _ in pieces), runs, whole)

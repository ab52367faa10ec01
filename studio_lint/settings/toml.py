"""Where in a TOML text each key and value stands.

The text has been read by `tomllib` already, so it is known to be sound; this
finds places only, and is needed only when a setting is wrong.
"""

from __future__ import annotations

import sys

from studio_lint.base.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Path = tuple[str | int, ...]

_BLANKS = " \t"
_SPACE = " \t\r\n"
_ENDS = ",]}\r\n#"


def places(text: str) -> dict[Path, tuple[Span, Span]]:
    """For the path of each key, and of each item of a list, where the key and the value stand.

    An item of a list has the value's place twice.
    """
    finder = _Finder(text)
    finder.file()
    return finder.found


class _Finder:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Path, tuple[Span, Span]] = {}
        self.counts: dict[Path, int] = {}

    def file(self) -> None:
        table: Path = ()
        while self.at < len(self.text):
            self._skip(_SPACE)
            if self.at >= len(self.text):
                return
            if self.text[self.at] == "[":
                table = self._header()
            elif self.text[self.at] != "#":
                self._pair(table)
            self._to_line_end()

    def _header(self) -> Path:
        start = self.at
        many = self.text.startswith("[[", self.at)
        self.at += 2 if many else 1
        names, _ = self._key()
        path: Path = names
        self.at = min(len(self.text), self.text.find("]", self.at) + (2 if many else 1))
        span = Span(start, self.at)
        if many:
            number = self.counts.get(path, 0)
            self.counts[path] = number + 1
            path = (*path, number)
        self.found.setdefault(path, (span, span))
        return path

    def _pair(self, table: Path) -> None:
        path, key = self._key()
        self.at = self.text.find("=", self.at) + 1 or len(self.text)
        full = (*table, *path)
        for depth in range(len(table) + 1, len(full)):
            self.found.setdefault(full[:depth], (key, key))
        value = self._value(full)
        self.found[full] = (key, value)

    def _key(self) -> tuple[tuple[str, ...], Span]:
        """A dotted key; the place is that of the whole."""
        parts = []
        self._skip(_BLANKS)
        start = end = self.at
        while self.at < len(self.text):
            self._skip(_BLANKS)
            begin = self.at
            if self.text[self.at : self.at + 1] in ('"', "'"):
                self._string()
                parts.append(_plain(self.text[begin : self.at]))
            else:
                while self.at < len(self.text) and self.text[self.at] not in " \t.=]\r\n":
                    self.at += 1
                parts.append(self.text[begin : self.at])
            end = self.at
            self._skip(_BLANKS)
            if not self.text.startswith(".", self.at):
                break
            self.at += 1
        return tuple(parts), Span(start, end)

    def _value(self, path: Path) -> Span:
        self._skip(_BLANKS)
        start = self.at
        char = self.text[start : start + 1]
        if char in ('"', "'"):
            self._string()
        elif char == "[":
            self._list(path)
        elif char == "{":
            self._inline_table(path)
        else:
            while self.at < len(self.text) and self.text[self.at] not in _ENDS:
                self.at += 1
            return Span(start, start + len(self.text[start : self.at].rstrip(_BLANKS)))
        return Span(start, self.at)

    def _list(self, path: Path) -> None:
        self.at += 1
        number = 0
        while self._next_item("]"):
            item = (*path, number)
            span = self._value(item)
            self.found[item] = (span, span)
            number += 1

    def _inline_table(self, path: Path) -> None:
        self.at += 1
        while self._next_item("}"):
            self._pair(path)

    def _next_item(self, close: str) -> bool:
        """Go to the next item of a list or table; False, behind the end, when there is none."""
        while self.at < len(self.text):
            char = self.text[self.at]
            if char == close:
                self.at += 1
                return False
            if char == "#":
                self._to_line_end()
            elif char in _SPACE or char == ",":
                self.at += 1
            else:
                return True
        return False

    def _string(self) -> None:
        quote = self.text[self.at]
        if self.text.startswith(quote * 3, self.at):
            self.at = self._closing(quote * 3, self.at + 3)
            while self.text.startswith(quote, self.at):
                self.at += 1
        else:
            self.at = self._closing(quote, self.at + 1)

    def _closing(self, quotes: str, at: int) -> int:
        while at < len(self.text) and not self.text.startswith(quotes, at):
            at += 2 if self.text[at] == "\\" and quotes[0] == '"' else 1
        return min(len(self.text), at + len(quotes))

    def _skip(self, chars: str) -> None:
        while self.at < len(self.text) and self.text[self.at] in chars:
            self.at += 1

    def _to_line_end(self) -> None:
        end = self.text.find("\n", self.at)
        self.at = len(self.text) if end < 0 else end + 1


def _plain(quoted: str) -> str:
    """A quoted key without its quotes and escapes."""
    if "\\" not in quoted or quoted[0] == "'":
        return quoted[1:-1]
    return str(toml_loads(f"key = {quoted}")["key"])


def toml_loads(text: str) -> dict[str, Any]:
    """The values of a TOML text. Raises ValueError."""
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    data: dict[str, Any] = tomllib.loads(text)
    return data

"""Scalar values of YAML with the place of every character.

libyaml hands out a value and where it begins and ends; what lies between is
read again here, so that a column inside the value is a column of the file.
"""

from __future__ import annotations

from studio_lint.base.source import Source, Span, Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.syntax.yaml.tree import ScalarKind

    Runs = list[tuple[int, int, int]]

_NULLS = ("", "~", "null", "Null", "NULL")
_BOOLS = ("true", "True", "TRUE", "false", "False", "FALSE")
_SPECIAL_FLOATS = (".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN")
_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_HEX_WIDTHS = {"x": 2, "u": 4, "U": 8}


def plain_kind(value: str) -> ScalarKind:
    """What a plain value is by YAML's core schema: "str", "int", "float", "bool" or "null"."""
    if value in _NULLS:
        return "null"
    if value in _BOOLS:
        return "bool"
    if value[0] not in "0123456789+-.":
        return "str"
    digits = value[1:] if value[0] in "+-" else value
    if digits.isascii() and digits.isdecimal():
        return "int"
    if value[:2] == "0o":
        return "int" if _only(value[2:], "01234567") else "str"
    if value[:2] == "0x":
        return "int" if _only(value[2:].lower(), "0123456789abcdef") else "str"
    if digits in _SPECIAL_FLOATS or (_only(value, "0123456789+-.eE") and _is_number(value)):
        return "float"
    return "str"


def _only(value: str, allowed: str) -> bool:
    return value != "" and not value.strip(allowed)


def _is_number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True


def read_scalar(source: Source, start: int, end: int, style: str, value: str, exact: bool) -> Text:
    """The scalar that stands at `start` to `end`; `value` is what libyaml made of it.

    `style` is libyaml's: "" for plain, "'", '"', "|" or ">". Where reading
    the file again does not give `value`, the text has no inner places.
    `exact` is False where libyaml was shown other characters in places.
    """
    whole = Span(start, end)
    written = source.text
    if not style:
        if end - start == len(value) and "\n" not in written[start:end]:
            return Text(source, written[start:end], ((0, start, 1),) if end > start else (), whole)
        pieces = _Pieces()
        _flow_lines(written, start, end, pieces)
    elif style in "'\"":
        if end - start == len(value) + 2 and "\n" not in written[start:end]:
            return Text(source, written[start + 1 : end - 1], ((0, start + 1, 1),) if value else (), whole)
        pieces = _Pieces()
        _quoted(written, start + 1, end - 1, style, pieces)
    else:
        pieces = _Pieces()
        _block(written, start, end, style == ">", pieces)
    read = pieces.value()
    if read != value and (exact or len(read) != len(value)):
        return Text(source, value, (), whole)
    return Text(source, read, pieces.runs, whole)


class _Pieces:
    """A value under construction, with its runs."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.runs: Runs = []
        self.length = 0

    def add(self, part: str, offset: int, width: int = 1) -> None:
        """`part` stands at `offset`; a `width` over 1 goes with one character."""
        if part:
            self.parts.append(part)
            self.runs.append((self.length, offset, width))
            self.length += len(part)

    def add_break(self, breaks: list[int], next_line: int) -> None:
        """Folded line ends: one is a space, each further one a line end."""
        if len(breaks) == 1:
            self.add(" ", breaks[0], max(1, next_line - breaks[0]))
        for place, following in zip(breaks[1:], [*breaks[2:], next_line], strict=False):
            self.add("\n", place, max(1, following - place))

    def value(self) -> str:
        return "".join(self.parts)


def _line_end(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the line at `start` ends and where the next one begins, within `end`."""
    at = text.find("\n", start, end)
    if at < 0:
        return end, end
    return (at - 1 if at > start and text[at - 1] == "\r" else at), at + 1


def _flow_lines(text: str, start: int, end: int, pieces: _Pieces) -> None:
    """A plain value over several lines: each is stripped, line ends fold."""
    breaks: list[int] = []
    first = True
    while start < end:
        stop, following = _line_end(text, start, end)
        begin = start
        while begin < stop and text[begin] in " \t":
            begin += 1
        part = text[begin:stop].rstrip(" \t")
        if part:
            if not first:
                pieces.add_break(breaks, begin)
            pieces.add(part, begin)
            first = False
            breaks = [begin + len(part)]
        else:
            breaks.append(start)
        start = following


def _quoted(text: str, start: int, end: int, quote: str, pieces: _Pieces) -> None:
    """The inside of a quoted value: escapes undone, line ends folded."""
    at = start
    chunk = start
    special = "'\n\r" if quote == "'" else "\\\n\r"
    while at < end:
        character = text[at]
        if character not in special:
            at += 1
            continue
        if character == "'":
            pieces.add(text[chunk:at], chunk)
            pieces.add("'", at, 2)
            at += 2
        elif character == "\\":
            pieces.add(text[chunk:at], chunk)
            at = _escape(text, at, end, pieces)
        else:
            kept = len(text[chunk:at].rstrip(" \t"))
            pieces.add(text[chunk : chunk + kept], chunk)
            at = _fold(text, chunk + kept, at, end, pieces)
        chunk = at
    pieces.add(text[chunk:end], chunk)


def _fold(text: str, begin: int, at: int, end: int, pieces: _Pieces) -> int:
    """Line ends from `at` on, blank lines included; where the next text begins."""
    breaks: list[int] = []
    while at < end and text[at] in " \t\r\n":
        if text[at] == "\n":
            breaks.append(begin if not breaks else at)
        at += 1
    pieces.add_break(breaks, at)
    return at


def _escape(text: str, at: int, end: int, pieces: _Pieces) -> int:
    """The escape at `at`; where the text goes on."""
    letter = text[at + 1 : at + 2]
    if letter in ("\n", "\r"):
        stop = at + 1
        breaks: list[int] = []
        while stop < end and text[stop] in " \t\r\n":
            if text[stop] == "\n":
                breaks.append(stop)
            stop += 1
        for place in breaks[1:]:
            pieces.add("\n", place)
        return stop
    width = _HEX_WIDTHS.get(letter)
    if width is None:
        pieces.add(_ESCAPES.get(letter, letter), at, 2)
        return at + 2
    try:
        pieces.add(chr(int(text[at + 2 : at + 2 + width], 16)), at, 2 + width)
    except (ValueError, OverflowError):
        return end
    return at + 2 + width


def _block(text: str, start: int, end: int, folded: bool, pieces: _Pieces) -> None:
    """A block value (`|` or `>`): indentation removed, the end chomped."""
    header_end, at = _line_end(text, start, end)
    header = text[start + 1 : header_end].split("#")[0].strip()
    lines = _block_lines(text, at, end)
    indent = _block_indent(text, lines, header, start)
    keep, strip = "+" in header, "-" in header
    kept = len(lines)
    while kept and lines[kept - 1][1] - lines[kept - 1][0] <= indent and not _content(text, lines[kept - 1], indent):
        kept -= 1
    _block_body(text, lines[:kept], indent, folded, pieces)
    if kept and not strip and lines[kept - 1][2] > lines[kept - 1][1]:
        pieces.add("\n", lines[kept - 1][1], lines[kept - 1][2] - lines[kept - 1][1])
    if keep:
        for _begin, stop, following in lines[kept:]:
            if following > stop:
                pieces.add("\n", stop, following - stop)


def _block_lines(text: str, at: int, end: int) -> list[tuple[int, int, int]]:
    lines = []
    while at < end:
        stop, following = _line_end(text, at, end)
        lines.append((at, stop, following))
        at = following
    return lines


def _block_indent(text: str, lines: list[tuple[int, int, int]], header: str, start: int) -> int:
    """How many columns are taken off each line; an explicit figure counts from the parent's column."""
    for begin, stop, _following in lines:
        line = text[begin:stop]
        if line.strip(" "):
            return len(line) - len(line.lstrip(" "))
    return max((stop - begin for begin, stop, _following in lines), default=0)


def _content(text: str, line: tuple[int, int, int], indent: int) -> str:
    return text[min(line[0] + indent, line[1]) : line[1]]


def _block_body(text: str, lines: list[tuple[int, int, int]], indent: int, folded: bool, pieces: _Pieces) -> None:
    """The lines up to the last with content, joined as `|` or `>` joins them."""
    breaks: list[int] = []
    previous = ""
    for number, line in enumerate(lines):
        content = _content(text, line, indent)
        begin = min(line[0] + indent, line[1])
        if content or not folded:
            if number:
                plain = folded and previous[:1] not in (" ", "\t", "") and content[0] not in " \t"
                if plain:
                    pieces.add_break(breaks, begin)
                else:
                    for place in breaks:
                        pieces.add("\n", place)
            pieces.add(content, begin)
            previous = content
            breaks = []
        breaks.append(line[1])

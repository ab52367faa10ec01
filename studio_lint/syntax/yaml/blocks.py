"""How the lines of a broken text go together: which are below a key, and where a value and a block end."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

WORD = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.()<")
"""Characters of a key."""


class BlockLine(Record):
    """`indent` counts the blanks that a line begins with, `tabbed` says that a tab is among them.

    `first` is the character behind them, `item` says that it is the dash of
    an item.
    """

    number: int
    start: int
    end: int
    indent: int
    first: str
    item: bool
    tabbed: bool

    @property
    def empty(self) -> bool:
        return self.first in ("", "#", "\r")


class BlockLines:
    """The lines of a text, each looked at when asked for."""

    def __init__(self, text: str) -> None:
        self.source = Source("", text)
        self.count = len(self.source.line_starts)

    def number(self, at: int) -> int:
        return self.source.line_of(at)

    def filled(self, number: int, step: int) -> Iterator[BlockLine]:
        """The lines from `number` on, down (1) or up (-1), that hold more than blanks or a comment."""
        while 1 <= number <= self.count:
            line = self[number]
            if not line.empty:
                yield line
            number += step

    def __getitem__(self, number: int) -> BlockLine:
        text = self.source.text
        span = self.source.line_span(number)
        at = span.start
        while at < span.end and text[at] in " \t":
            at += 1
        item = text[at : at + 1] == "-" and text[at + 1 : at + 2] in (" ", "\t", "\n", "\r", "")
        tabbed = "\t" in text[span.start : at]
        return BlockLine(
            number=number,
            start=span.start,
            end=span.end,
            indent=at - span.start,
            first=text[at : min(at + 1, span.end)],
            item=item,
            tabbed=tabbed,
        )


def value_start(text: str, line: BlockLine, at: int) -> int:
    """Where the value that holds an offset begins, behind the `- ` and the `key: ` of its line; -1 without these."""
    here = line.start + line.indent
    found = -1
    while here < at:
        if text[here] == "-" and text[here + 1 : here + 2] == " ":
            here = _behind_blanks(text, here + 1)
        else:
            end = here
            while end < at and text[end] in WORD:
                end += 1
            if end == here or text[end : end + 2] != ": " or end + 1 >= at:
                break
            here = _behind_blanks(text, end + 1)
        if here > at:
            break
        found = here
    return found


def _behind_blanks(text: str, at: int) -> int:
    while text[at : at + 1] in (" ", "\t"):
        at += 1
    return at


def block_end(lines: BlockLines, number: int) -> int:
    """The last line of what stands below a line, further in."""
    head = lines[number]
    last = number
    for line in lines.filled(number + 1, 1):
        closing = line.first in ("]", "}") and line.indent == head.indent
        listed = line.item and not head.item and line.indent == head.indent
        if line.indent <= head.indent and not closing and not listed:
            break
        last = line.number
    return last


def misplaced_end(lines: BlockLines, number: int) -> int:
    """The last line that is misplaced as this one is: what stands below it, and its likes."""
    head = lines[number]
    above = next((found.indent for found in lines.filled(number - 1, -1)), -1)
    below = next((found.indent for found in lines.filled(number + 1, 1)), -1)
    opens = lines.source.text[head.start : head.end].rstrip().endswith(":")
    least = below if opens and (below > head.indent or (head.tabbed and below > above)) else -1
    last = number
    for line in lines.filled(number + 1, 1):
        if not (0 <= least <= line.indent or _goes_with(line, head, above)):
            break
        least = _below_key(lines, line) if line.indent == head.indent else least if line.indent >= least else -1
        last = line.number
    return last


def _below_key(lines: BlockLines, line: BlockLine) -> int:
    """The indent of what stands below a key without a value on its line; -1 where nothing does."""
    if not lines.source.text[line.start : line.end].rstrip().endswith(":"):
        return -1
    below = next(lines.filled(line.number + 1, 1), None)
    return below.indent if below is not None and below.indent > line.indent else -1


def _goes_with(line: BlockLine, head: BlockLine, wanted: int) -> bool:
    """Whether a line is misplaced with `head`; `wanted` is the indent of the line above that one."""
    if head.tabbed:
        return line.tabbed
    if line.indent > head.indent:
        return line.indent != wanted
    if line.item and not head.item and line.indent == head.indent:
        return head.first != "-"
    return line.indent == head.indent != wanted and line.item == head.item and (line.item or line.indent > 0)

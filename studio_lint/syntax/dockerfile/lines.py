"""The lines of a Dockerfile: directives, comments, continuations and heredoc bodies.

Behaves as the line reader of BuildKit's Dockerfile parser does (2026-08): blanks
before an instruction are dropped, those before a continued line are kept;
comment lines and blank lines inside an instruction are passed over.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import Problem
from studio_lint.base.source import Source, Span, Text
from studio_lint.syntax.comment import Comment
from studio_lint.syntax.dockerfile.blanks import SPACE
from studio_lint.syntax.dockerfile.directives import Directives, check_problems, heeded_checks
from studio_lint.syntax.dockerfile.tree import Directive

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_LINE = 65_535
"""Bytes of a line that BuildKit still reads (Go's `bufio.MaxScanTokenSize`, less one)."""


class Joined:
    """An instruction's lines, joined. `first` counts lines from 0."""

    __slots__ = ("first", "text")

    def __init__(self, first: int, text: Text) -> None:
        self.first = first
        self.text = text


class Lines:
    """Goes through the lines of a file from top to bottom."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.comments: list[Comment] = []
        self.at = 0
        self._text = source.text
        self._starts = source.line_starts
        self.count = len(self._starts) - (self._starts[-1] == len(self._text))
        self._directives = Directives()
        self.checks = heeded_checks(self._text)
        self._tables: dict[Callable[[str], str], dict[str, list[int]]] = {}

    @property
    def escape(self) -> str:
        """The escape character in force: a backslash, or what a directive says."""
        return self._directives.escape

    @property
    def directives(self) -> tuple[Directive, ...]:
        """The directives at the top, in their order."""
        return tuple(self._directives.found)

    @property
    def problems(self) -> list[Problem]:
        """Wrong directives, and lines that are too long."""
        options = check_problems(self.checks, self._text) if self.checks is not None else []
        return options + self._directives.problems + self._too_long()

    def _too_long(self) -> list[Problem]:
        if len(self._text) * 4 <= LONGEST_LINE:
            return []
        return [
            Problem(
                kind="line-too-long",
                span=self.bounds(line),
                message="this line is too long for a Dockerfile; the build fails",
                help=f"split it: BuildKit reads lines of up to {LONGEST_LINE} bytes",
                note=f"BuildKit: dockerfile line greater than max allowed size of {LONGEST_LINE}",
            )
            for line in range(self.count)
            if self._bytes(line) > LONGEST_LINE
        ]

    def _bytes(self, line: int) -> int:
        start, end = self._starts[line], self.next_start(line)
        if (end - start) * 4 <= LONGEST_LINE:
            return 0
        return len(self._text[start:end].rstrip("\n").encode("utf-8", "replace"))

    def next_start(self, line: int) -> int:
        """Where the line behind this one begins."""
        return self._starts[line + 1] if line + 1 < len(self._starts) else len(self._text)

    def bounds(self, line: int) -> Span:
        """A line (from 0) without its line end."""
        start = self._starts[line]
        text = self._text[start : self.next_start(line)]
        return Span(start, start + len(text.rstrip("\r\n")))

    def next(self) -> Joined | None:
        """The next instruction's lines; None at the end of the file."""
        directives = self._directives
        while self.at < self.count:
            first = self.at
            line, end = self._take()
            bare = line.lstrip(SPACE)
            start = end - len(bare)
            if not directives.done and directives.take(self._text, Span(start, end), first):
                continue
            if bare.startswith("#"):
                self._comment(start, end)
            elif bare:
                return self._join(first, bare, end)
        return None

    def _take(self) -> tuple[str, int]:
        """The next line without its line end, and where that begins."""
        start = self._starts[self.at]
        line = self._text[start : self.next_start(self.at)].rstrip("\r\n")
        self.at += 1
        return line, start + len(line)

    def _comment(self, start: int, end: int) -> None:
        self.comments.append(Comment(Span(start, end), self._text[start + 1 : end]))

    def _join(self, first: int, line: str, end: int) -> Joined:
        """The instruction that begins with a line, which ends at `end`."""
        start = end - len(line)
        length = self._continued(line)
        pieces = [(start, end if length is None else start + length)]
        while length is not None and self.at < self.count:
            line, end = self._take()
            bare = line.lstrip(SPACE)
            if bare.startswith("#"):
                self._comment(end - len(bare), end)
            elif bare:
                length = self._continued(line)
                begin = end - len(line)
                pieces.append((begin, end if length is None else begin + length))
        return Joined(first, pieced(self.source, pieces, Span(start, end)))

    def _continued(self, line: str) -> int | None:
        """How much of a line is text if it goes on, else None.

        It goes on when its last character but blanks is the escape character
        and no second one stands before that.
        """
        escape = self.escape
        line = line.rstrip(" \t")
        if line.endswith(escape) and not line.endswith(escape * 2):
            return len(line) - 1
        return None

    def heredoc_end(self, name: str, strip_tabs: bool) -> tuple[int, int | None]:
        """Find the line that ends a heredoc whose body begins at the current line.

        Gives the number of that line (the number of lines if there is none) and,
        if there is none, the first one that only blanks keep from being it.
        """
        table = self._table(_without_tabs if strip_tabs else _same)
        end = _first(table.get(name), self.at)
        if end is not None:
            return end, None
        return self.count, _first(self._table(_without_blanks).get(name.strip(SPACE)), self.at)

    def _table(self, bare: Callable[[str], str]) -> dict[str, list[int]]:
        """The numbers of all lines by what `bare` leaves of them."""
        if bare not in self._tables:
            table: dict[str, list[int]] = {}
            for number, line in enumerate(self._text.split("\n")[: self.count]):
                table.setdefault(bare(line.rstrip("\r")), []).append(number)
            self._tables[bare] = table
        return self._tables[bare]

    def heredoc_text(self, first: int, end: int, strip_tabs: bool) -> Text:
        """Lines `first` to before `end`, as the body of a heredoc."""
        start = self._starts[first] if first < len(self._starts) else len(self._text)
        stop = self._starts[end] if end < len(self._starts) else len(self._text)
        whole = Span(start, stop)
        if not strip_tabs:
            return self.source.text_of(whole)
        pieces = []
        for line in range(first, end):
            text = self._text[self._starts[line] : self.next_start(line)]
            pieces.append((self._starts[line] + len(text) - len(text.lstrip("\t")), self.next_start(line)))
        return pieced(self.source, pieces, whole)


def _same(line: str) -> str:
    return line


def _without_tabs(line: str) -> str:
    return line.lstrip("\t")


def _without_blanks(line: str) -> str:
    return line.strip(SPACE)


def _first(numbers: list[int] | None, least: int) -> int | None:
    """The first number of a sorted list that is not below `least`."""
    if not numbers:
        return None
    from bisect import bisect_left

    place = bisect_left(numbers, least)
    return numbers[place] if place < len(numbers) else None


def pieced(source: Source, pieces: list[tuple[int, int]], whole: Span) -> Text:
    """Stretches of the file (start, end), one behind the other, as one text."""
    runs = []
    parts = []
    index = 0
    for start, end in pieces:
        if end > start:
            runs.append((index, start, 1))
            parts.append(source.text[start:end])
            index += end - start
    return Text(source, "".join(parts), runs, whole)

"""Text and the places in it.

Everything that is read keeps offsets into the text of its file; lines and
columns are worked out only when something is printed.
"""

from __future__ import annotations

from studio_lint.base.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, TypeVar

    Made = TypeVar("Made")


class Span(Record):
    """A stretch of a text: offsets in characters from 0, `end` exclusive."""

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        # Of no other record are so many made.
        held = self.__dict__
        held["start"] = start
        held["end"] = end

    def to(self, other: Span) -> Span:
        """The stretch from the start of this span to the end of `other`."""
        return Span(self.start, other.end)

    def contains(self, offset: int) -> bool:
        """Whether an offset lies in the stretch; its end does not."""
        return self.start <= offset < self.end


class Source:
    """One file: the path to print and the decoded text.

    `text` has no byte order mark (`bom` says that there was one); line ends
    stand in it as in the file. A line ends at a line feed. `searched` is True
    once its secrets are hidden.
    """

    def __init__(self, path: str, text: str, bom: bool = False) -> None:
        self.path = path
        self.text = text
        self.bom = bom
        self.hidden: list[tuple[int, int]] = []
        self.searched = False
        self._covered: list[tuple[int, int]] | None = None
        self._secrets: set[str] | None = None
        self._line_starts: list[int] | None = None
        self._kept: dict[Callable[[Source], Any], Any] = {}

    def __getstate__(self) -> dict[str, Any]:
        """For another process: the text, and what must not be printed of it."""
        return {**self.__dict__, "_kept": {}, "_line_starts": None}

    def __repr__(self) -> str:
        return f"Source({self.path!r}, {len(self.text)} characters)"

    @property
    def line_starts(self) -> list[int]:
        """Offset at which each line begins; the first entry is 0."""
        if self._line_starts is None:
            starts = [0]
            at = self.text.find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = self.text.find("\n", at + 1)
            self._line_starts = starts
        return self._line_starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1, in characters."""
        from bisect import bisect_right

        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line_of(self, offset: int) -> int:
        """Number of the line, from 1, that an offset stands in."""
        return self.position(offset)[0]

    def line_span(self, line: int) -> Span:
        """The text of a line (from 1), its line end left out."""
        starts = self.line_starts
        start = starts[line - 1]
        end = starts[line] - 1 if line < len(starts) else len(self.text)
        if end > start and self.text[end - 1] == "\r" and line < len(starts):
            end -= 1
        return Span(start, end)

    def slice(self, span: Span) -> str:
        """The text of a stretch, line ends as in the file."""
        return self.text[span.start : span.end]

    def once(self, make: Callable[[Source], Made]) -> Made:
        """What `make` makes of this text, made when it is first asked for and kept with it."""
        if make not in self._kept:
            self._kept[make] = make(self)
        made: Made = self._kept[make]
        return made

    def handed_over(self, make: Callable[[Source], Made]) -> Made:
        """As `once`, for the last time: a tree holds its source, and would not go while this held the tree."""
        made = self.once(make)
        del self._kept[make]
        return made

    def give(self, make: Callable[[Source], Any], made: Any) -> None:
        """Have `once` give this for `make`."""
        self._kept[make] = made

    def hide(self, span: Span) -> None:
        """Keep a stretch from being printed: it holds a secret."""
        self.hidden.append((span.start, span.end))
        self._covered = None
        self._secrets = None

    @property
    def secrets(self) -> set[str]:
        """The words that are hidden."""
        if self._secrets is None:
            self._secrets = {word for start, end in self.hidden for word in self.text[start:end].split()}
        return self._secrets

    def readable(self, span: Span) -> str:
        """The stretch as it may be printed: letters and signs of a secret are `*`."""
        text = self.slice(span)
        if not self.hidden:
            return text
        from bisect import bisect_right

        covered = self._merged()
        index = max(0, bisect_right(covered, (span.start, span.start)) - 1)
        while index < len(covered) and covered[index][0] < span.end:
            start, end = max(covered[index][0] - span.start, 0), min(covered[index][1], span.end) - span.start
            if start < end:
                stars = "".join(char if char.isspace() else "*" for char in text[start:end])
                text = text[:start] + stars + text[end:]
            index += 1
        return text

    def _merged(self) -> list[tuple[int, int]]:
        """The hidden stretches in order, none overlapping another."""
        if self._covered is None:
            self._covered = []
            for start, end in sorted(self.hidden):
                if self._covered and start <= self._covered[-1][1]:
                    start, before = self._covered.pop()
                    end = max(end, before)
                self._covered.append((start, end))
        return self._covered

    def text_of(self, span: Span) -> Text:
        """The stretch as a `Text`, character by character where it stands."""
        return Text(self, self.slice(span), ((0, span.start, 1),) if span.end > span.start else (), span)


class Text:
    """A string read from a source in which every character knows its place.

    What a reader makes of a file is seldom a plain slice of it: continued
    lines are joined, escapes are undone. A `Text` holds the resulting `value`
    and a map back. `runs` are triples (index in value, offset in the source,
    width): characters follow one another in the source from there on; `width`
    is 1, or, for a run of one character, how many characters of the source
    made it (`\\n` in a JSON string has width 2). `whole` is what is pointed at
    for the text as a whole (quotes included, say).
    """

    __slots__ = ("runs", "source", "value", "whole")

    def __init__(self, source: Source, value: str, runs: Iterable[tuple[int, int, int]], whole: Span) -> None:
        self.source = source
        self.value = value
        self.runs = tuple(runs)
        self.whole = whole

    def __repr__(self) -> str:
        return f"Text({self.value!r} at {self.whole.start}-{self.whole.end})"

    def __str__(self) -> str:
        return self.value

    def __len__(self) -> int:
        return len(self.value)

    def _run_at(self, index: int) -> int:
        low, high = 0, len(self.runs)
        while high - low > 1:
            middle = (low + high) // 2
            if self.runs[middle][0] <= index:
                low = middle
            else:
                high = middle
        return low

    def _run(self, index: int) -> tuple[int, int, int]:
        return self.runs[self._run_at(index)]

    def offset(self, index: int) -> int:
        """Where in the source the character at `index` begins.

        `index` may be the length of the value: then where the text ends.
        """
        if not self.runs:
            return self.whole.start
        if index >= len(self.value):
            return self._end(len(self.value) - 1)
        first, start, width = self._run(index)
        return start + (index - first if width == 1 else 0)

    def _end(self, index: int) -> int:
        first, start, width = self._run(index)
        return start + width + (index - first if width == 1 else 0)

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The stretch of the source that made `value[start:end]`."""
        if end is None:
            end = len(self.value)
        if not self.runs:
            return self.whole
        if end <= start:
            at = self.offset(start)
            return Span(at, at)
        return Span(self.offset(start), self._end(end - 1))

    def sub(self, start: int, end: int | None = None) -> Text:
        """`value[start:end]`, with its places."""
        if end is None:
            end = len(self.value)
        end = max(start, min(end, len(self.value)))
        if self.runs and start < end:
            number = self._run_at(start)
            first, offset, width = self.runs[number]
            if width == 1 and (number + 1 == len(self.runs) or end <= self.runs[number + 1][0]):
                at = offset + start - first
                return Text(self.source, self.value[start:end], ((0, at, 1),), Span(at, at + end - start))
        whole = self.span(start, end)
        if end == start or not self.runs:
            return Text(self.source, self.value[start:end], (), whole)
        first_run, last_run = self._run_at(start), self._run_at(end - 1)
        first, offset, width = self.runs[first_run]
        runs = [(0, offset + (start - first if width == 1 else 0), width)]
        runs += [(at - start, offset, width) for at, offset, width in self.runs[first_run + 1 : last_run + 1]]
        return Text(self.source, self.value[start:end], runs, whole)

    def joined(self, parts: Iterable[Text], whole: Span) -> Text:
        """One text of several that stand in this text's source.

        A part without runs stands as a whole for each of its characters.
        """
        value: list[str] = []
        runs: list[tuple[int, int, int]] = []
        length = 0
        for part in parts:
            if part.runs:
                runs += [(at + length, offset, width) for at, offset, width in part.runs]
            else:
                whole_width = part.whole.end - part.whole.start
                runs += [(length + at, part.whole.start, whole_width) for at in range(len(part.value))]
            value.append(part.value)
            length += len(part.value)
        return Text(self.source, "".join(value), runs, whole)


class Unreadable(Record):
    """A file that could not be read as text at all, and why, in plain words.

    `span` is where the first wrong byte stands, if that is the reason. Where only the encoding is unusual, `encoding`
    names it (see `files.encodings`), and `decoded` is the text that a reader of that encoding sees.
    """

    source: Source
    reason: str
    help: str | None = None
    span: Span = Span(0, 0)
    encoding: str = ""
    decoded: Source | None = None

"""nginx variables that a start script replaces with nothing, and how nginx reads the directive then."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Span, Text
from studio_lint.facts.tools.nginx_directives import CONDITION, LEAST, UPSTREAMS
from studio_lint.model.commands.written_files import PORT_MARK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDS = ";{}"


class Emptied(Record):
    """A directive that has lost a variable.

    text     the directive, as it is in the template
    name     the variable, with its `$`
    refused  nginx ends because of it; else it goes on with what is left
    variable  where the shell that writes the file replaces it; None where another program does
    """

    text: Text
    name: str
    refused: bool
    variable: Text | None = None


def emptied(text: Text) -> Iterator[Emptied]:
    """The directives of a text whose variables were filled in, where some were left with nothing."""
    gaps = list(_gaps(text)) if PORT_MARK in text.value else []
    if not gaps:
        return
    at = 0
    for start, end in _directives(text.value):
        while at < len(gaps) and gaps[at][0] < start:
            at += 1
        if at == len(gaps):
            return
        if gaps[at][0] > end:
            continue
        words = text.value[start:end].split()
        where = Text(text.source, gaps[at][1], (), gaps[at][2])
        yield Emptied(text.sub(start, min(end + 1, len(text.value))), gaps[at][1], _is_refused(words), where)


def _is_refused(words: list[str]) -> bool:
    if not words:
        return False
    if words[0] == CONDITION:
        condition = " ".join(words[1:]).strip("() ")
        return not condition or condition[0] in "=!~"
    if words[0] in UPSTREAMS:
        return len(words) < 2 or words[1].endswith("://")
    return len(words) < LEAST.get(words[0], 1)


def _gaps(text: Text) -> Iterator[tuple[int, str, Span]]:
    """Where a variable was taken out and nothing put in: the index after it, the variable, and its place."""
    source, runs = text.source.text, text.runs
    for at in range(1, len(runs)):
        first, offset, width = runs[at - 1]
        index, following, _ = runs[at]
        end = offset + (index - first if width == 1 else width)
        if end < following and source[end : end + 1] == "$":
            yield index, source[end:following], Span(end, following)


def _directives(value: str) -> Iterator[tuple[int, int]]:
    """Start and end of each directive, its `;` or bracket left out; comments are skipped."""
    start = at = 0
    quote = ""
    while at < len(value):
        letter = value[at]
        if quote:
            at += letter == "\\"
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        elif letter == "#" and value[start:at].strip() == "":
            end = value.find("\n", at)
            start = at = len(value) if end < 0 else end
        elif letter in _ENDS:
            while start < at and value[start].isspace():
                start += 1
            if start < at:
                yield start, at
            start = at + 1
        at += 1

"""The line of a user's file at which a program says that it stopped.

A log names lines as `File "PATH", line N` (Python), `PATH:N` (Node.js, nginx)
or `PATH: line N:` (shells). A line counts only if a COPY puts a file of
the build context at exactly that path, and if that line of the file still contains
what the log shows: the line's text, or a word of it.
"""

from __future__ import annotations

import re

from studio_lint.base.record import Record
from studio_lint.base.source import Source, Span
from studio_lint.facts.wrappers import SHELLS
from studio_lint.model.failure.files import Files, Spot, whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studio_lint.model.failure.placing import Placing
    from studio_lint.syntax.build_log.tree import NumberedLine

_BEFORE, _AFTER = 80, 25
"""Lines around the telling one that belong to its trace."""
_MOST_FRAMES = 30
_PYTHON = re.compile(r'^\s*File "(?P<file>[^"]{1,300})", line (?P<at>\d{1,6})')
_HEADER = re.compile(r"^(?:file://)?(?P<file>/[^\s:]{1,300}):(?P<at>\d{1,6})$")
_CALL = re.compile(
    r"^\s+at (?:(?P<name>.{1,200}) \()?(?:file://)?(?P<file>[^\s()]{1,300}):(?P<at>\d{1,6}):(?P<column>\d{1,6})\)?"
)
_COMPLAINT = re.compile(r"^(?P<file>[^\s:]{1,200}): (?:line )?(?P<at>\d{1,6}): (?P<name>[^\s:]{1,100}): ")
_SHOWN_TOKEN = re.compile(r": (?:line )?(?P<at>\d{1,6}): `(?P<text>.{1,300})'$")


class Frame(Record):
    """A line that a log names.

    shown   its text as the log has it, "" where it has none
    called  what is called in it, at `column` (from 1)
    """

    file: str
    at: int
    shown: str = ""
    called: str = ""
    column: int = 1


def spot(placing: Placing) -> Spot | None:
    """The place that the telling line or the trace around it names."""
    groups = placing.match.groups
    number = placing.match.number
    lines = placing.failed.lines
    frames = list(_frames(lines, number))
    if groups.get("file") in SHELLS and placing.instruction is not None and placing.files.dockerfile is not None:
        return None if placing.name else whole(placing.instruction, placing.files.dockerfile.source)
    if groups.get("file") and groups.get("at", "").isdecimal():
        told = Frame(groups["file"], int(groups["at"]), _token(lines, number, groups["at"]))
        return _place(placing.files, told, placing.name, last="end of file" in placing.match.text)
    return next(filter(None, (_place(placing.files, frame, placing.name) for frame in frames)), None)


def stopped(lines: Sequence[NumberedLine], files: Files) -> Spot | None:
    """Where the last trace of a log ends in a file of the user, whatever the reason."""
    last = next((number for number, text in reversed(lines) if _PYTHON.match(text) or _HEADER.match(text)), None)
    if last is None:
        return _complained(lines, files)
    shown = (frame for frame in _frames(lines, last + 1) if frame.shown)
    return next(filter(None, (_place(files, frame, "") for frame in shown)), None)


def _complained(lines: Sequence[NumberedLine], files: Files) -> Spot | None:
    """The line that a shell names in the last words of a log."""
    found = _COMPLAINT.match(lines[-1][1]) if lines else None
    return _place(files, Frame(found["file"], int(found["at"])), found["name"]) if found else None


def _frames(lines: Sequence[NumberedLine], number: int) -> Iterator[Frame]:
    """The lines that a trace names, the innermost first."""
    at = next((index for index, said in enumerate(lines) if said[0] >= number), len(lines))
    before = range(max(0, at - _BEFORE), min(at + 1, len(lines)))
    found = 0
    for index in reversed(before):
        match = _PYTHON.match(lines[index][1]) or _HEADER.match(lines[index][1])
        if match and found < _MOST_FRAMES:
            found += 1
            shown = lines[index + 1][1].strip() if index + 1 < len(lines) else ""
            yield Frame(match["file"], int(match["at"]), "" if _PYTHON.match(shown) else shown)
    called = ""
    for _, text in lines[at : at + _AFTER]:
        match = _CALL.match(text)
        if match:
            yield Frame(match["file"], int(match["at"]), called=called, column=int(match["column"]))
            called = (match["name"] or "").rpartition(".")[2]


def _token(lines: Sequence[NumberedLine], number: int, at: str) -> str:
    """The source line that bash prints below a syntax error."""
    for line, text in lines:
        found = _SHOWN_TOKEN.search(text) if number <= line <= number + 1 else None
        if found and found["at"] == at:
            return found["text"].strip()
    return ""


def _place(files: Files, frame: Frame, name: str, last: bool = False) -> Spot | None:
    source = files.copied(frame.file)
    if source is None:
        return None
    count = len(source.line_starts)
    if last and frame.at in (count, count + 1):
        return Spot(source, _trimmed(source, _last_line(source)), "line")
    if not 1 <= frame.at <= count:
        return None
    span = _trimmed(source, source.line_span(frame.at))
    text = source.slice(span)
    word = text.find(name) if name else -1
    if word < 0 and not _is_shown(source, frame, text):
        return None
    if word < 0:
        return Spot(source, span, "line")
    return Spot(source, Span(span.start + word, span.start + word + len(name)))


def _is_shown(source: Source, frame: Frame, text: str) -> bool:
    """Whether a line is the one that the log has: its text, or the name of what it calls at that column."""
    if frame.shown:
        return frame.shown == text.strip()
    line = source.line_span(frame.at)
    return bool(frame.called) and source.text.startswith(frame.called, line.start + frame.column - 1, line.end)


def _last_line(source: Source) -> Span:
    """The last line that is not empty."""
    number = len(source.line_starts)
    while number > 1 and not source.slice(source.line_span(number)).strip():
        number -= 1
    return source.line_span(number)


def _trimmed(source: Source, span: Span) -> Span:
    text = source.slice(span)
    start = span.start + len(text) - len(text.lstrip())
    return Span(start, max(start, span.start + len(text.rstrip())))

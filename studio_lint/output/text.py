"""The `full` format: each finding with the lines it is about."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.output.cells import cells, shown
from studio_lint.output.paint import Paint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding, Place
    from studio_lint.base.source import Source
    from studio_lint.report import Report

_LONG = 160
"""Of a longer line only the stretch around the mark is shown, this many characters."""
_BEFORE = 40


class Caret(Record):
    """What is underlined in one line: `start` and `end` are indexes into the line, `end` exclusive."""

    line: int
    start: int
    end: int
    label: str
    primary: bool


def render(report: Report, paint: Paint = Paint()) -> str:
    """All findings, a blank line between them; empty if there are none."""
    return "\n".join(_finding(finding, paint) for finding in report.findings)


def _finding(finding: Finding, paint: Paint) -> str:
    places = [finding.place, *finding.related]
    blocks: dict[str, list[Place]] = {}
    for place in places:
        blocks.setdefault(place.source.path, []).append(place)
    marks = {path: _marks(held, finding.place) for path, held in blocks.items()}
    width = max(len(str(mark.line)) for held in marks.values() for mark in held)

    head = paint(finding.severity, f"{finding.severity}[{paint.code(finding)}]")
    lines = [f"{head} {paint('strong', f'{finding.name}: {shown(finding.message)}')}"]
    for path, held in blocks.items():
        arrow = "-->" if path == finding.place.source.path else ":::"
        lines.append(f"{' ' * (width + 1)}{paint('frame', arrow)} {_where(held[0])}")
        if held[0].source.text:
            lines += _block(held[0].source, marks[path], width, finding.severity, paint)
    lines += _remarks(finding, width, paint)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _where(place: Place) -> str:
    path = shown(place.source.path)
    if not place.source.text:
        return path
    line, column = place.source.position(place.span.start)
    return f"{path}:{line}:{column}"


def _marks(places: list[Place], first: Place) -> list[Caret]:
    marks = [mark for place in places for mark in _place_marks(place, place is first)]
    return sorted(marks, key=lambda mark: (mark.line, mark.start, not mark.primary))


def _place_marks(place: Place, primary: bool) -> Iterator[Caret]:
    """One mark, or for a place of several lines one in its first and one in its last line."""
    source = place.source
    line, column = source.position(place.span.start)
    last, end = source.position(place.span.end)
    if last > line and end == 1:
        last -= 1
        end = len(_line(source, last)) + 1
    if last == line:
        yield Caret(line, column - 1, end - 1, place.label, primary)
        return
    text = _line(source, last)
    indent = len(text) - len(text.lstrip())
    yield Caret(line, column - 1, len(_line(source, line)), "", primary)
    yield Caret(last, min(indent, end - 1), end - 1, place.label, primary)


def _line(source: Source, line: int) -> str:
    return source.readable(source.line_span(line))


def _block(source: Source, marks: list[Caret], width: int, severity: str, paint: Paint) -> Iterator[str]:
    empty = paint("frame", f"{' ' * (width + 2)}|")
    yield empty
    before = 0
    for line, held in _by_line(marks, source).items():
        if before and line == before + 2:
            yield from _snippet(source, line - 1, [], width, severity, paint)
        elif before and line > before + 2:
            yield paint("frame", f"{' ' * (width + 2)}…")
        before = line
        for group in _groups(_line(source, line), held):
            yield from _snippet(source, line, group, width, severity, paint)
    yield empty


def _by_line(marks: list[Caret], source: Source) -> dict[int, list[Caret]]:
    lines: dict[int, list[Caret]] = {}
    for mark in marks:
        lines.setdefault(mark.line, []).append(mark)
    return lines


def _groups(text: str, marks: list[Caret]) -> list[list[Caret]]:
    """Marks that share a view of their line: all of them, unless the line is too long to be shown whole."""
    return [marks] if len(text) <= _LONG else [[mark] for mark in marks]


def _snippet(source: Source, line: int, marks: list[Caret], width: int, severity: str, paint: Paint) -> Iterator[str]:
    """A line with its number, and below it a row for each mark."""
    text = _line(source, line)
    low, high = _window(len(text), marks)
    pictures = list(cells(text[low:high]))
    left = "…" if low else ""
    right = "…" if high < len(text) else ""
    view = left + "".join(picture for picture, _ in pictures) + right
    yield f"{paint('frame', f' {line:>{width}} |')} {view}"
    gutter = paint("frame", f"{' ' * (width + 2)}|")
    edges = [len(left)]
    for _, columns in pictures:
        edges.append(edges[-1] + columns)
    for mark in marks:
        start = edges[min(mark.start, high) - low]
        end = edges[max(min(mark.end, high), low) - low]
        sign = ("^" if mark.primary else "-") * max(1, end - start)
        note = f"{sign} {shown(mark.label)}" if mark.label else sign
        style = severity if mark.primary else "frame"
        yield f"{gutter} {' ' * start}{paint(style, note)}"


def _window(length: int, marks: list[Caret]) -> tuple[int, int]:
    """Which part of a line of that length to show."""
    if length <= _LONG:
        return 0, length
    low = max(0, min(marks[0].start if marks else 0, length - _LONG + _BEFORE) - _BEFORE)
    return low, min(length, low + _LONG)


def _remarks(finding: Finding, width: int, paint: Paint) -> Iterator[str]:
    remarks = [("help", finding.help)] if finding.help else []
    remarks += [("note", note) for note in finding.notes]
    for word, remark in remarks:
        first, *rest = remark.split("\n")
        yield f"{' ' * (width + 2)}{paint('frame', '=')} {paint('strong', f'{word}:')} {shown(first)}"
        for line in rest:
            yield f"{' ' * (width + 10)}{shown(line)}"

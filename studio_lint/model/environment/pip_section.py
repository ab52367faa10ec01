"""The lines of a pip section as pip receives them: an item with several lines becomes several requirements."""

from __future__ import annotations

from studio_lint.base.diagnostics import Place
from studio_lint.base.record import Record
from studio_lint.base.source import Source, Span, Text
from studio_lint.syntax.yaml.tree import Node, Scalar, Sequence, Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from studio_lint.syntax.pip.tree import RequirementLine

    PipLineKind = Literal["line", "null", "mapping", "list", "unknown"]


class Placed(Record):
    """Something that is in the file; `span` is what to point at for all of it."""

    source: Source
    span: Span

    def place(self, span: Span | None = None, label: str = "") -> Place:
        """A place in the file: this thing, or a stretch that is given."""
        return Place(self.source, self.span if span is None else span, label)


class PipLine(Placed):
    """One line of a pip section. `kind`: "line" (`line` is set), "null", "mapping", "list", "unknown"."""

    node: Node
    kind: PipLineKind
    line: RequirementLine | None = None


def item_span(source: Source, node: Node) -> Span:
    """What to point at for an item: its value, or its dash where it has none."""
    if node.span.end > node.span.start:
        return node.span
    before = node.span.start
    while before and source.text[before - 1] == " ":
        before -= 1
    if before and source.text[before - 1] in "-:":
        return Span(before - 1, before)
    return Span(node.span.start, node.span.start)


def pip_lines(source: Source, value: Node) -> list[PipLine]:
    if not isinstance(value, Sequence):
        return []
    found: list[PipLine] = []
    begun: list[tuple[Scalar, Text]] = []
    for node in value.items:
        span = item_span(source, node)
        if isinstance(node, Scalar) and node.kind != "null":
            for text in _written_lines(node):
                begun.append((node, text))
                if not _goes_on(text.value):
                    found += _pip_line(source, begun)
                    begun = []
            continue
        found += _pip_line(source, begun)
        begun = []
        if isinstance(node, Scalar):
            found.append(PipLine(source, span, node, "null"))
        else:
            found.append(PipLine(source, span, node, _kind_of_line(node)))
    return found + _pip_line(source, begun)


def _written_lines(node: Scalar) -> list[Text]:
    """An item as it reaches pip's file: a block of several lines is several lines."""
    if "\n" not in node.value:
        return [node.text]
    found = []
    start = 0
    for part in node.value.splitlines(keepends=True):
        text = node.text.sub(start, start + len(part.rstrip("\r\n")))
        start += len(part)
        if text.value.strip():
            found.append(text)
    return found


def _goes_on(line: str) -> bool:
    """Whether pip reads the line below as more of this one."""
    return line.endswith("\\") and not line.lstrip().startswith("#")


def _kind_of_line(node: Node) -> PipLineKind:
    if isinstance(node, Unknown):
        return "unknown"
    return "list" if isinstance(node, Sequence) else "mapping"


def _pip_line(source: Source, written: list[tuple[Scalar, Text]]) -> list[PipLine]:
    """The line that some written ones make for pip: a `\\` at the end of one, also of the last, joins."""
    from studio_lint.syntax.pip import requirement

    if not written:
        return []
    node, text = written[0]
    span = item_span(source, node) if text is node.text else text.whole
    if not _goes_on(text.value):
        return [PipLine(source, span, node, "line", requirement.read(text))]
    parts = [part.sub(*_unslashed(part.value)) if _goes_on(part.value) else part for _, part in written]
    last = written[-1][1].whole
    whole = span.to(last) if last.start > span.start else span
    line = requirement.read(text.joined(parts, whole))
    # A fix could cross the join.
    problems = tuple(problem.replace(edits=()) for problem in line.problems)
    return [PipLine(source, whole, node, "line", line.replace(problems=problems))]


def _unslashed(line: str) -> tuple[int, int]:
    """The stretch of a line without the backslashes at its ends."""
    start = len(line) - len(line.lstrip("\\"))
    return start, max(start, len(line.rstrip("\\")))

"""Edits of an environment file that add, remove or rewrite items and keys."""

from __future__ import annotations

from studio_lint.base.diagnostics import Edit, Effect
from studio_lint.base.source import Source, Span
from studio_lint.model.text_edits import line_start, newline
from studio_lint.syntax.yaml.tree import Entry, Node, Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.source import Text
    from studio_lint.model.environment.environment import Dependency, Environment


def dash(source: Source, node: Node) -> int | None:
    """Where the `-` of an item stands that is alone on its line; None in `[a, b]` and where a comment parts them."""
    text = source.text
    at = node.span.start
    if text[at : at + 1] != "-" or node.span.end > node.span.start:
        at -= 1
        while at >= 0 and text[at] in " \t":
            at -= 1
    if at < 0 or text[at] != "-":
        return None
    before = at
    while before and text[before - 1] == " ":
        before -= 1
    return at if before == 0 or text[before - 1] == "\n" else None


def without_item(source: Source, node: Node) -> Edit | None:
    """Take out an item with its lines and what follows it on the last one."""
    at = dash(source, node)
    return None if at is None else _without_lines(source, at, max(at, node.span.end - 1))


def without_entry(source: Source, entry: Entry) -> Edit | None:
    """Take out a top-level key with its value."""
    start = line_start(source, entry.key.span.start)
    if start != entry.key.span.start:
        return None
    return _without_lines(source, start, max(entry.key.span.end, entry.value.span.end - 1))


def _without_lines(source: Source, first: int, last: int) -> Edit:
    start = line_start(source, first)
    end = source.text.find("\n", last)
    end = len(source.text) if end < 0 else end + 1
    if end == len(source.text) and not source.text.endswith("\n") and start:
        start -= 2 if source.text[:start].endswith("\r\n") else 1
    return Edit(source, Span(start, end), "")


def item_before(source: Source, node: Node, text: str) -> Edit | None:
    """Put `- text` on a line of its own before an item."""
    at = dash(source, node)
    if at is None:
        return None
    start = line_start(source, at)
    return Edit(source, Span(start, start), f"{source.text[start:at]}- {text}{newline(source)}")


def flow_items(source: Source, node: Sequence, texts: tuple[str, ...]) -> Edit | None:
    """Put items at the front of `[a, b]`; None for a list with dashes, and for a comment in an empty list."""
    start = node.span.start
    if source.text[start : start + 1] != "[":
        return None
    if not node.items:
        inside = Span(start + 1, node.span.end - 1)
        return None if source.slice(inside).strip() else Edit(source, inside, ", ".join(texts))
    at = start + 1
    while source.text[at] in " \t\r\n":
        at += 1
    at = start + 1 if source.text[at] == "#" else at
    return Edit(source, Span(at, at), "".join(f"{text}, " for text in texts))


def lines_before(source: Source, node: Node, lines: tuple[str, ...]) -> Edit:
    """Put lines before the line that a node begins on."""
    start = line_start(source, node.span.start)
    end = newline(source)
    return Edit(source, Span(start, start), "".join(line + end for line in lines))


def indented(source: Source, nodes: tuple[Node, ...]) -> tuple[Edit, ...]:
    """Indent items by two columns; nothing where one of them is not alone on its lines."""
    edits = []
    for node in nodes:
        at = dash(source, node)
        if at is None:
            return ()
        for line in range(source.line_of(at), source.line_of(max(at, node.span.end - 1)) + 1):
            start = source.line_starts[line - 1]
            edits.append(Edit(source, Span(start, start), "  "))
    return tuple(edits)


def without_build(source: Source, build: Text) -> Edit | None:
    """Take out a build string with the `=` before it; None where none is there."""
    start = build.whole.start
    if source.text[start - 1 : start] != "=":
        return None
    return Edit(source, Span(start - 1, build.whole.end), "")


def builds_dropped(builds: list[tuple[Dependency, Text]]) -> Effect:
    """What changes where build strings are taken away from some specs."""
    asked = tuple(one.spec.text.value.strip() for one, _ in builds if one.spec is not None)
    return Effect(packages=asked, dropped=tuple(text.value for _, text in builds))


def swapped(environment: Environment, one: Span, other: Span) -> tuple[Edit, ...]:
    """Two items change places, each with the comment after it on its line."""
    source = environment.source
    edits = [Edit(source, one, source.slice(other)), Edit(source, other, source.slice(one))]
    if source.line_of(one.start) == source.line_of(other.start):
        return tuple(edits)
    tails = [_comment_after(environment, span) for span in (one, other)]
    if source.slice(tails[0]) != source.slice(tails[1]):
        edits += [Edit(source, tail, source.slice(tails[1 - at])) for at, tail in enumerate(tails)]
    return tuple(edit for edit in edits if source.slice(edit.span) != edit.text)


def _comment_after(environment: Environment, item: Span) -> Span:
    """The comment at the end of an item's line, with the spaces before it; empty where there is none."""
    source = environment.source
    line = source.line_span(source.line_of(item.end))
    start = next((one.span.start for one in environment.comments if item.end <= one.span.start < line.end), line.end)
    kept = source.text[line.start : start].rstrip(" \t")
    return Span(line.start + len(kept), line.end)

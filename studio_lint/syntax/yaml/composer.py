"""From libyaml's events to nodes.

Only events are asked for: aliases, duplicate keys, several documents and
depth are dealt with here, with bounds, so that no file can take long.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import Problem
from studio_lint.base.source import Source, Span, Text
from studio_lint.syntax.yaml import libyaml
from studio_lint.syntax.yaml.scalar import plain_kind, read_scalar
from studio_lint.syntax.yaml.tree import Entry, Mapping, Node, Scalar, Sequence, Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Container
    from typing import Any

    from studio_lint.base.kind_types import ProblemKind
    from studio_lint.syntax.yaml.tree import ScalarKind

MAX_DEPTH = 64
MAX_PROBLEMS = 100
"""More of one document are not listed."""
MAX_VALUES = 3_000
"""Keys, entries and values that are read of one document."""
MAX_EXPANDED = 100_000
"""Nodes that a document may hold once every alias is written out."""


class YamlFailure:
    """Where libyaml stopped: offsets, and its own words."""

    def __init__(self, problem: str, problem_at: int, context: str, context_at: int, detail: str) -> None:
        self.problem = problem
        self.problem_at = problem_at
        self.context = context
        self.context_at = context_at
        self.detail = detail


class _TooDeep(Exception):
    """Ends the reading: behind it libyaml itself takes time by the square of the depth."""


class _Open:
    """A collection whose end has not been met."""

    def __init__(self, start: int, is_mapping: bool, flow: bool, anchor: str | None) -> None:
        self.start = start
        self.is_mapping = is_mapping
        self.flow = flow
        self.anchor = anchor
        self.end = start
        self.children: list[Node] = []
        self.weight = 1


class Reading:
    """Puts nodes together; nesting is kept in a list, so no depth can overflow the stack.

    `shown` is the text that libyaml reads; at `stand_ins` a character stands
    in it for a value that is not known, and `keys` are starts and ends of keys
    that stand in it without their last letter. Behind a mistake `failure` says how
    far the reading came, `flow_start` where the outermost `[` or `{` stands
    that was open then, `list_start` where the list begins that the document
    was till then (-1 for none).
    """

    def __init__(
        self, source: Source, shown: str, stand_ins: Container[int] = (), keys: dict[int, int] | None = None
    ) -> None:
        self.source = source
        self.shown = shown
        self.stand_ins = stand_ins
        self.keys = keys or {}
        self.failure: YamlFailure | None = None
        self.flow_start = -1
        self.list_start = -1
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self.opaque: list[tuple[int, int]] = []
        self.last_scalar: tuple[Span, str] | None = None
        self.stack: list[_Open] = []
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.open_anchors: dict[str, int] = {}
        self.expanded = 0
        self.count = 0
        self.overflown = False

    def run(self) -> Reading:
        """Read the first document, as far as it can be read."""
        library = libyaml.load()
        try:
            self._first_document(library.parser(self.shown))
        except library.marked_error as error:
            self.failure = _failure(error)
        except library.error as error:
            at = getattr(error, "position", 0)
            self.failure = YamlFailure(getattr(error, "reason", "") or "", at if isinstance(at, int) else 0, "", -1, "")
        except _TooDeep:
            pass
        else:
            return self
        self._close_all()
        return self

    def _first_document(self, parser: Any) -> None:
        handlers: dict[str, Callable[[Any], None]] = {
            "ScalarEvent": self._scalar,
            "AliasEvent": self._alias,
            "SequenceStartEvent": self._open,
            "MappingStartEvent": self._open,
            "SequenceEndEvent": self._close,
            "MappingEndEvent": self._close,
        }
        ended = False
        while True:
            event = parser.get_event()
            name = type(event).__name__
            if name == "StreamEndEvent":
                return
            if ended:
                self._second_document(event, parser)
                return
            if name == "DocumentEndEvent":
                ended = True
            handler = handlers.get(name)
            if handler is not None:
                handler(event)

    def _second_document(self, start: Any, parser: Any) -> None:
        """Anything but an empty document behind the first one is passed over by its readers."""
        try:
            event = parser.get_event()
            empty = type(event).__name__ == "ScalarEvent" and event.value == "" and event.style == ""
        except libyaml.load().error:
            empty = False
        if empty:
            return
        self.problems.append(
            Problem(
                kind="documents",
                span=Span(start.start_mark.index, start.end_mark.index),
                message="second YAML document: everything from here on is silently ignored",
                help="remove this `---` and merge the content below it into the document above",
            )
        )

    def _scalar(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        if start in self.stand_ins:
            stop = len(self.source.text[start : _line_stop(self.source.text, start)].rstrip()) + start
            self._add(Unknown(Span(start, stop)), event.anchor, 1, end)
            return
        if start in self.keys:
            text = self.source.text_of(Span(start, self.keys[start]))
            self._add(Scalar(text.whole, text, True, "str"), event.anchor, 1, end)
            return
        style = event.style or ""
        if event.anchor or event.tag:
            start = _behind_properties(self.source.text, start, end)
        text = read_scalar(self.source, start, end, style, event.value, self.shown is self.source.text)
        opaque = start
        if style in ("|", ">"):
            opaque = _line_stop(self.source.text, start)
            end = max(len(self.source.text[start:end].rstrip()) + start, opaque)
            text = Text(text.source, text.value, text.runs, Span(start, end))
        kind = "str" if style else plain_kind(text.value)
        if event.tag:
            kind = _tagged_kind(event.tag)
        if not style and self.stack and self.stack[-1].flow and "?" in text.value:
            self._question_mark(text)
        if end > start:
            self.opaque.append((opaque, end))
        self.last_scalar = (text.whole, style)
        self._add(Scalar(text.whole, text, not style, kind), event.anchor, 1, end)

    def _question_mark(self, text: Text) -> None:
        """yaml-cpp ends a plain value between brackets at a `?`, and then knows no token that begins with it."""
        at = text.value.index("?")
        message = "an unquoted value between brackets cannot contain `?`; the file cannot be parsed"
        problem = Problem(kind="value", span=text.span(at, at + 1), message=message, help="quote the whole value")
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(problem.replace(note="yaml-cpp: unknown token"))

    def _alias(self, event: Any) -> None:
        span = Span(event.start_mark.index, event.end_mark.index)
        known = self.anchors.get(event.anchor)
        if known is not None and self.expanded + known[1] <= MAX_EXPANDED:
            self.expanded += known[1]
            self._add(known[0], None, known[1], span.end)
            return
        kind: ProblemKind
        if known is not None:
            kind, message = "expansion", f"the aliases of this file expand to more than {MAX_EXPANDED:,} values"
            help = "replace aliases of aliases with their values"
        elif event.anchor in self.open_anchors:
            kind, message = "expansion", f"`*{event.anchor}` is inside the value that it refers to"
            help = "replace the alias with its value"
        else:
            kind, anchor = "alias", event.anchor
            message = f"`*{anchor}` refers to `&{anchor}`, which is not defined above; the file cannot be parsed"
            help = f"use `{anchor}`, or add `&{anchor}` before the value that it refers to"
        note = "yaml-cpp: the referenced anchor is not defined" if kind == "alias" else None
        if not (known is not None and self.overflown) and len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(kind=kind, span=span, message=message, help=help, note=note))
        self.overflown = self.overflown or known is not None
        self._add(Unknown(span), None, 1, span.end)

    def _open(self, event: Any) -> None:
        start = event.start_mark.index
        if event.anchor or event.tag:
            start = _behind_properties(self.source.text, start, len(self.source.text))
        if len(self.stack) >= MAX_DEPTH:
            span = Span(start, start + 1)
            self.problems.append(
                Problem("depth", span, f"values are nested more than {MAX_DEPTH} levels deep; the rest is not checked")
            )
            raise _TooDeep
        is_mapping = type(event).__name__ == "MappingStartEvent"
        self.stack.append(_Open(start, is_mapping, bool(event.flow_style), event.anchor))
        if event.anchor:
            self.open_anchors[event.anchor] = self.open_anchors.get(event.anchor, 0) + 1

    def _close(self, event: Any) -> None:
        self._finish(event.end_mark.index)

    def _finish(self, end: int) -> None:
        part = self.stack.pop()
        if not part.flow:
            end = part.end
        span = Span(part.start, max(part.start, end))
        if part.anchor:
            self.open_anchors[part.anchor] -= 1
            if not self.open_anchors[part.anchor]:
                del self.open_anchors[part.anchor]
        node: Node
        if part.is_mapping:
            pairs = zip(part.children[::2], part.children[1::2], strict=False)
            node = Mapping(span, tuple(Entry(key, value) for key, value in pairs), part.flow)
            self._duplicates(node)
        else:
            node = Sequence(span, tuple(part.children), part.flow)
        self._add(node, part.anchor, part.weight, span.end)

    def _add(self, node: Node, anchor: str | None, weight: int, end: int) -> None:
        """`weight`: how many values it is when written out; `end`: where it ends at this place."""
        self.count += 1
        if self.count == MAX_VALUES:
            message = f"this file contains more than {MAX_VALUES:,} values; the rest is not checked"
            self.problems.append(Problem("size", Span(node.span.start, node.span.start + 1), message))
            raise _TooDeep
        if self.stack:
            top = self.stack[-1]
            top.weight += weight
            top.end = max(top.end, end)
            top.children.append(node)
        else:
            self.root = node
        if anchor:
            self.anchors[anchor] = (node, weight)

    def _duplicates(self, mapping: Mapping) -> None:
        seen: dict[str, Node] = {}
        for entry in mapping.entries:
            key = entry.key
            if not isinstance(key, Scalar):
                continue
            first = seen.setdefault(key.value, key)
            if first is not key and len(self.problems) < MAX_PROBLEMS:
                self.problems.append(
                    Problem(
                        "duplicate-key",
                        key.span,
                        f"duplicate key `{_short(key.value)}`: only the first is used",
                        related=((first.span, "first defined here"),),
                    )
                )

    def _close_all(self) -> None:
        """End what is open, after a mistake: what was read before it is kept."""
        self.flow_start = next((part.start for part in self.stack if part.flow), -1)
        if self.stack and not self.stack[0].is_mapping and not self.stack[0].flow:
            self.list_start = self.stack[0].start
        while self.stack:
            top = self.stack[-1]
            if top.is_mapping and len(top.children) % 2:
                top.children.append(Unknown(Span(top.end, top.end)))
            self._finish(top.end)


def _failure(error: Any) -> YamlFailure:
    problem_mark, context_mark = error.problem_mark, error.context_mark
    at = problem_mark.index if problem_mark else context_mark.index if context_mark else 0
    began = context_mark.index if context_mark else -1
    return YamlFailure(error.problem or "", at, error.context or "", began, str(error.problem or ""))


def _short(value: str) -> str:
    return value if len(value) <= 40 else value[:37] + "..."


def _tagged_kind(tag: str) -> ScalarKind:
    names: dict[str, ScalarKind] = {
        "tag:yaml.org,2002:null": "null",
        "tag:yaml.org,2002:int": "int",
        "tag:yaml.org,2002:bool": "bool",
    }
    names["tag:yaml.org,2002:float"] = "float"
    return names.get(tag, "str")


def _behind_properties(text: str, start: int, end: int) -> int:
    """Where a value begins behind its `&anchor` and `!tag`."""
    at = start
    while at < end and text[at] in "&!":
        while at < end and text[at] not in " \t\r\n,[]{}":
            at += 1
        while at < end and text[at] in " \t\r\n":
            at += 1
    return min(at, end)


def _line_stop(text: str, start: int) -> int:
    at = text.find("\n", start)
    return len(text) if at < 0 else at

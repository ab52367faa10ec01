"""YAML as a tree whose every node knows its place.

`read` never raises: what does not parse is a `Problem`, and what could be read
before it is kept.
"""

from __future__ import annotations

from studio_lint.diagnostics import Problem
from studio_lint.record import Record
from studio_lint.source import Source, Span, Text
from studio_lint.syntax.comment import Comment


class Node(Record):
    """A value; `span` covers it as written, quotes and brackets included."""

    span: Span


class Scalar(Node):
    """`text` is the value after quotes and escapes, with its places.

    `plain` is True without quotes and block marks. `kind` is what the value
    is by YAML's core schema: "str", "int", "float", "bool" or "null"; quoted
    ones are always "str".
    """

    text: Text
    plain: bool
    kind: str

    @property
    def value(self) -> str:
        return self.text.value


class Entry(Record):
    """One `key: value` of a mapping."""

    key: Node
    value: Node


class Mapping(Node):
    entries: tuple[Entry, ...]

    def entry(self, name: str) -> Entry | None:
        """The first entry under that key, as micromamba reads it."""
        for entry in self.entries:
            if isinstance(entry.key, Scalar) and entry.key.value == name:
                return entry
        return None


class Sequence(Node):
    items: tuple[Node, ...]


class Document(Record):
    """The first document of a file. `root` is None for an empty or broken one.

    Problem kinds: "syntax" (it does not parse), "documents" (more than one),
    "alias" (undefined), "expansion" (aliases beyond the bound), "depth",
    "duplicate-key" (`related` holds the first key).
    """

    source: Source
    root: Node | None
    comments: tuple[Comment, ...]
    problems: tuple[Problem, ...] = ()

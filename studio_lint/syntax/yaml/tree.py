"""YAML as a tree whose every node knows its place.

`read` never raises: what does not parse is a `Problem`, and what could be read
before it is kept.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import Problem
from studio_lint.base.record import Record
from studio_lint.base.source import Source, Span, Text
from studio_lint.syntax.comment import Comment

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    ScalarKind = Literal["str", "int", "float", "bool", "null"]


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
    kind: ScalarKind

    @property
    def value(self) -> str:
        """The value as a text, whatever its kind."""
        return self.text.value


class Unknown(Node):
    """A value that could not be read: an undefined alias, or what a mistake cut off."""


class Entry(Record):
    """One `key: value` of a mapping."""

    key: Node
    value: Node


class Mapping(Node):
    """`flow` is True for `{a: b}`."""

    entries: tuple[Entry, ...]
    flow: bool = False

    def entry(self, name: str) -> Entry | None:
        """The first entry under that key, as micromamba reads it."""
        for entry in self.entries:
            if isinstance(entry.key, Scalar) and entry.key.value == name:
                return entry
        return None


class Sequence(Node):
    """`flow` is True for `[a, b]`."""

    items: tuple[Node, ...]
    flow: bool = False


STRAY_LINE = "stray-line"


class Document(Record):
    """The first document of a file.

    `root` is None for an empty file and for one of which nothing could be
    read; behind a mistake in the syntax it holds what was read before it.
    `lenient`: a reader reads it that goes on, without a word, where other
    readers stop (yaml-cpp, for micromamba).
    `named`: the items of its lists are names of packages and channels, which quotes do not make valid.
    Problem kinds: "syntax" (it does not parse), "stray-line" (so does a line of
    the top level that is no key: yaml-cpp ends the document there), "explicit" (a list made by
    `conda list --explicit`, which is no YAML), "documents" (more than one),
    "alias" (undefined), "expansion" (aliases beyond the bound, or one inside
    itself), "depth", "size", "character" (NUL, which no reader takes), "strict" (what
    yaml-cpp takes and other readers refuse, such as a control character or a tab), "value" (one that
    yaml-cpp cannot read), "duplicate-key" (`related` holds the first key).
    """

    source: Source
    root: Node | None
    comments: tuple[Comment, ...]
    problems: tuple[Problem, ...] = ()
    lenient: bool = False
    named: bool = False

    @property
    def broken(self) -> bool:
        """Whether a mistake cut the reading short: what is absent from `root` may stand in the file."""
        cutting = ("syntax", STRAY_LINE, "explicit", "expansion", "depth", "size")
        return any(problem.kind in cutting for problem in self.problems)

"""Comments, alike in every kind of file."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Span

MARK = "studio-lint:"
"""Begins a comment that is for this program."""


class Comment(Record):
    """A `#` comment; `span` begins at the `#`, `text` is what follows it."""

    span: Span
    text: str

"""Comments, alike in every kind of file."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Span


class Comment(Record):
    """A `#` comment; `span` begins at the `#`, `text` is what follows it."""

    span: Span
    text: str

"""Expansion of Dockerfile words: quotes, escapes and variables, as BuildKit does it."""

from __future__ import annotations

from studio_lint.record import Record
from studio_lint.source import Span, Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


class Use(Record):
    """One variable read by a word.

    name      without `$` and braces; "1" or "@" for positional ones
    span      the whole `$NAME` or `${NAME…}` in the file
    name_span the name alone
    found     an ARG or ENV in scope gives it a value (perhaps an empty one)
    modifier  "" or what stands behind the name (":-", "#", "/", …)
    """

    name: str
    span: Span
    name_span: Span
    found: bool
    modifier: str = ""


class Expansion(Record):
    """What a word becomes.

    value   the expanded word; "" when it was refused
    words   the value split at blanks outside quotes, as EXPOSE wants it
    uses    variables read, in order of appearance
    error   BuildKit's words when it refuses, else None
    span    the place of the error, or of the whole word
    """

    value: str
    words: tuple[str, ...]
    uses: tuple[Use, ...]
    error: str | None
    span: Span


def expand(text: Text, lookup: Callable[[str], str | None], escape: str = "\\") -> Expansion:
    """Expand one word; `lookup` gives a variable's value, None where it is unset."""
    raise NotImplementedError

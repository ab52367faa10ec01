"""One slip in a match spec, and what those that look for slips have in common."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.syntax.conda.version import ALPHANUMERIC, DIGITS

OPERATORS = "<>=!~"
VERSION = frozenset(ALPHANUMERIC + "._*+")
_NAME = frozenset(ALPHANUMERIC + "._-")


class Repair(Record):
    """Put `text` in place of `value[start:end]`; `message` says what is wrong there.

    `safe`: only spaces change, or two characters of an operator trade places.
    `mark` is what to point at where that differs from the stretch replaced.
    """

    start: int
    end: int
    text: str
    message: str
    safe: bool = False
    mark: tuple[int, int] | None = None

    def apply(self, value: str) -> str:
        """The spec with the slip mended; `value` is the one that the step was found in."""
        return value[: self.start] + self.text + value[self.end :]


def name_end(value: str) -> int:
    """Where the package name ends, the channel before `::` counted in."""
    at = value.rfind("::")
    at = at + 2 if at >= 0 else 0
    while at < len(value) and value[at] in _NAME:
        at += 1
    return at


def number_end(value: str, at: int) -> int:
    """Where digits and dots that begin at an index end."""
    while at < len(value) and value[at] in DIGITS + ".":
        at += 1
    return at


def is_release(text: str) -> bool:
    """Whether a text is numbers with single dots between them."""
    return bool(text) and all(piece and piece.isdecimal() for piece in text.split("."))


def starts_version(value: str, at: int) -> bool:
    """Whether a digit stands at an index, or behind a `v` there."""
    if value[at : at + 1] in ("v", "V"):
        at += 1
    return value[at : at + 1] in DIGITS and at < len(value)


def after_spaces(value: str, at: int) -> int:
    """The next index at which no space stands."""
    while at < len(value) and value[at] == " ":
        at += 1
    return at

"""Selectors that conda-build supports and environment files do not: `- pkg  # [win]`.

Their words are those in conda-build's documentation (read 2026-11), evaluated
for linux-64.
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.syntax.comment import Comment

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.model.environment.environment import Dependency, Environment
    from studio_lint.model.environment.pip_section import PipLine

_HOLD = ("linux", "unix", "linux64", "x86_64", "x86", "linux-64")
_FAIL = (
    "win", "win32", "win64", "win-64", "windows", "osx", "osx64", "osx-64", "osx-arm64", "macos", "mac", "darwin",
    "arm64", "aarch64", "ppc64le", "s390x", "armv6l", "armv7l", "linux32",
)  # fmt: skip
_MOST_WORDS = 32


class CommentSelector(Record):
    """A selector in a comment after an item; `holds` says whether it names linux-64."""

    comment: Comment
    item: Dependency | PipLine
    holds: bool


def comment_selectors(environment: Environment) -> Iterator[CommentSelector]:
    """Those after items of `dependencies` and of pip sections, in the order of the file."""
    selectors = [(comment, selected(comment.text)) for comment in environment.comments]
    if all(holds is None for _, holds in selectors):
        return
    source = environment.source
    items: list[Dependency | PipLine] = [found for found in environment.dependencies if found.kind != "pip"]
    items += environment.pip
    by_line = {source.line_of(item.span.start): item for item in items if item.span.end > item.span.start}
    for comment, holds in selectors:
        item = by_line.get(source.line_of(comment.span.start))
        if item is not None and holds is not None:
            yield CommentSelector(comment, item, holds)


def selected(comment: str) -> bool | None:
    """Whether a comment `[win]`, `[not osx]`, `[linux or osx]` holds on linux-64; None if it is no selector."""
    text = comment.strip()
    if not (text.startswith("[") and "]" in text):
        return None
    words = text[1 : text.index("]")].lower().replace("(", " ( ").replace(")", " ) ").split()
    if not words or len(words) > _MOST_WORDS or "(" in words:
        return None
    either = False
    both = True
    negated = False
    for index, word in enumerate(words):
        if word == "not":
            negated = not negated
        elif word in ("or", "and") and index:
            if word == "or":
                either, both = either or both, True
        elif word in _HOLD or word in _FAIL:
            both = both and ((word in _HOLD) != negated)
            negated = False
        else:
            return None
    return either or both

"""Comments that suppress findings, and which of them were used."""

from __future__ import annotations

from studio_lint.base.diagnostics import Located
from studio_lint.base.record import Record
from studio_lint.base.source import Source, Span
from studio_lint.syntax.comment import MARK, Comment

IGNORE = "ignore"
FILE_IGNORE = "file-ignore"
MOST_NAMES = 100
"""Words between the brackets of one comment that count."""
OTHER_MARKS = ("studio", "not-studio")


class Named(Record):
    """One word between the brackets.

    known  whether it is a code, a name or a family
    near   the word that was probably meant
    used   whether it hides a finding
    """

    word: str
    span: Span
    known: bool = True
    near: str | None = None
    used: bool = False


class Suppression(Record):
    """One comment with the program's mark.

    keyword   "ignore", "file-ignore", or whatever is there
    key_span  where the keyword stands
    named     the words between the brackets; empty without brackets, too
    reason    what follows the brackets
    covers    where findings are hidden; None: in the whole file
    late      a `file-ignore` below the first instruction or key: it hides nothing
    alone     the comment has a line of its own
    """

    comment: Comment
    keyword: str
    key_span: Span
    named: tuple[Named, ...]
    reason: str
    covers: Span | None
    late: bool = False
    alone: bool = True

    @property
    def hides(self) -> bool:
        """Whether it is a comment that hides, rightly written so far."""
        return self.keyword in (IGNORE, FILE_IGNORE)


class Suppressions(Located):
    """All such comments of a file once the rules have spoken.

    `complete` is False where the rules could not see the whole file: then what
    hides nothing today may hide something once the file can be read.
    """

    source: Source
    items: tuple[Suppression, ...]
    complete: bool = True


def read(source: Source, comment: Comment, covers: Span | None, late: bool, alone: bool) -> Suppression | None:
    """A comment with the program's mark, cut into its parts; None for any other comment."""
    text = comment.text
    start = comment.span.end - len(text)
    at = _past_blanks(text, 0)
    if not text.startswith(MARK, at):
        return None
    begin = end = _past_blanks(text, at + len(MARK))
    while end < len(text) and (text[end].isalnum() or text[end] in "-_"):
        end += 1
    keyword = text[begin:end]
    if keyword in OTHER_MARKS:
        return None
    named: tuple[Named, ...] = ()
    rest = end
    if text.startswith("[", end):
        close = text.find("]", end)
        close = len(text) if close < 0 else close
        named = tuple(_words(text, end + 1, close, start))
        rest = close + 1
    reason = text[rest:].strip().lstrip("-–—:").strip()
    whole_file = keyword == FILE_IGNORE
    key_span = Span(start + begin, start + end) if end > begin else comment.span
    return Suppression(
        comment=comment,
        keyword=keyword,
        key_span=key_span,
        named=named,
        reason=reason,
        covers=None if whole_file else covers,
        late=whole_file and late,
        alone=alone,
    )


def _past_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t":
        at += 1
    return at


def _words(text: str, begin: int, end: int, offset: int) -> list[Named]:
    found: list[Named] = []
    at = begin
    while at < end and len(found) < MOST_NAMES:
        cut = text.find(",", at, end)
        cut = end if cut < 0 else cut
        word = text[at:cut].strip()
        if word:
            first = text.index(word[0], at)
            found.append(Named(word, Span(offset + first, offset + first + len(word))))
        at = cut + 1
    return found

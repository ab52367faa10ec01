"""Finds the word of an instruction that a log mentions, as it is written in the user's file."""

from __future__ import annotations

from studio_lint.base.source import Source, Span
from studio_lint.syntax.pip.tree import normalized

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ENDS = frozenset(" \t\r\n'\"`;&|()<>,[]{}")
_NAME = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-")
_PATH = _NAME | frozenset("/")
_VERSION = ("==", ">=", "<=", "~=", "!=", "=", ">", "<", "[", "@", " @ ")
_VERBS = frozenset(("install", "add", "create"))


def word(source: Source, span: Span, name: str) -> Span | None:
    """The word that is `name`, or begins with it as a requirement does (`name==1.0`); None without one.

    A word with a version is preferred, then one that is no value of an option; comment lines do not count.
    """
    found = [*_whole(source, span, name)]
    if not found:
        return None
    return min(
        found, key=lambda each: (not _has_version(source, each, name), _is_value(source, span, each), each.start)
    )


def each_word(source: Source, span: Span, name: str) -> Iterator[Span]:
    """Every word that is exactly this text; comment lines do not count."""
    yield from (each for each in _occurrences(source, span, name) if _is_bounded(source, span, each, name))


def path(source: Source, span: Span, name: str) -> Span | None:
    """The word that names this path: in full, else by its last parts."""
    tail = name.lstrip("./") or name
    while tail:
        for each in _occurrences(source, span, tail):
            before = source.text[each.start - 1 : each.start]
            after = source.text[each.end : each.end + 1]
            if (before in _NAME and before) or (after in _NAME and after and after != "."):
                continue
            return _extended(source, span, each)
        _, slash, tail = tail.partition("/")
        if not slash:
            break
    return None


def phrase(source: Source, span: Span, phrases: Sequence[str]) -> Span | None:
    """The first of the phrases that the instruction contains, to the end of its command where words follow it."""
    for wanted in phrases:
        for each in _occurrences(source, span, wanted):
            before = source.text[each.start - 1 : each.start] if each.start > span.start else " "
            after = source.text[each.end : each.end + 1]
            if (before in _PATH and before != "/") or (after in _NAME and after and wanted[-1:] in _NAME):
                continue
            return Span(each.start, _end_of_command(source, span, each.end))
    return None


def address(source: Source, span: Span, names: Sequence[str]) -> Span | None:
    """The address in the instruction that the log names by a part of it, or its only one."""
    found = list(_addresses(source, span))
    for name in names:
        for each in found:
            if name and name in source.slice(each):
                return each
    return found[0] if len(found) == 1 else None


def starting(source: Source, span: Span, beginning: str) -> Span | None:
    """The first word that contains a text, from there to its end."""
    for each in _occurrences(source, span, beginning):
        end = each.end
        while end < span.end and source.text[end] not in _ENDS:
            end += 1
        return Span(each.start, end)
    return None


def variable(source: Source, span: Span) -> Span | None:
    """The first `$NAME` or `${NAME}`."""
    at = source.text.find("$", span.start, span.end)
    if at < 0:
        return None
    end = at + 1
    if source.text[end : end + 1] == "{":
        close = source.text.find("}", end, span.end)
        return Span(at, close + 1 if close >= 0 else end)
    while end < span.end and (source.text[end].isalnum() or source.text[end] == "_"):
        end += 1
    return Span(at, end)


def _occurrences(source: Source, span: Span, wanted: str) -> Iterator[Span]:
    """Where a text is in the stretch, lines that are comments left out."""
    text = source.text
    at = text.find(wanted, span.start, span.end) if wanted else -1
    while at >= 0:
        line = text.rfind("\n", 0, at) + 1
        if not text[line:at].lstrip().startswith("#"):
            yield Span(at, at + len(wanted))
        at = text.find(wanted, at + 1, span.end)


def _whole(source: Source, span: Span, name: str) -> Iterator[Span]:
    seen = False
    for each in _occurrences(source, span, name):
        if _is_bounded(source, span, each, name):
            seen = True
            yield _extended(source, span, each)
    if seen:
        return
    wanted = normalized(name)
    for each in _words(source, span):
        if normalized(_name_of(source.slice(each))) == wanted:
            yield each


def _is_bounded(source: Source, span: Span, each: Span, name: str) -> bool:
    before = source.text[each.start - 1] if each.start > span.start else " "
    after = source.text[each.end : each.end + 1]
    bare = name[-1:] in _NAME
    return before not in _PATH and not (bare and after in _NAME and after and after not in ".")


def _words(source: Source, span: Span) -> Iterator[Span]:
    at = span.start
    text = source.text
    while at < span.end:
        while at < span.end and text[at] in _ENDS:
            at += 1
        end = at
        while end < span.end and (text[end] not in _ENDS or (text[end] in "<>[]," and end > at)):
            end += 1
        if end > at:
            yield Span(at, end)
        at = end + 1


def _name_of(text: str) -> str:
    end = 0
    while end < len(text) and text[end] in _NAME:
        end += 1
    return text[:end]


def _extended(source: Source, span: Span, each: Span) -> Span:
    """The word as a whole, a requirement's version included."""
    start, end = each.start, each.end
    while start > span.start and source.text[start - 1] not in _ENDS and source.text[start - 1] in _PATH:
        start -= 1
    quoted = source.text[start - 1 : start] if source.text[start - 1 : start] in ("'", '"') else ""
    while end < span.end and (source.text[end] not in _ENDS or (quoted and source.text[end] not in (quoted, "\n"))):
        end += 1
    if quoted and source.text[end : end + 1] != quoted:
        end = each.end
    return Span(start, end)


def _has_version(source: Source, each: Span, name: str) -> bool:
    return source.slice(each)[len(name) :].startswith(_VERSION)


def _is_value(source: Source, span: Span, each: Span) -> bool:
    """Whether the word follows an option on its line (`--no-binary psutil`)."""
    before = source.text[span.start : each.start].split()
    return bool(before) and before[-1].startswith("-") and "=" not in before[-1]


def _end_of_command(source: Source, span: Span, end: int) -> int:
    """Where the command ends that goes on after `end`, on the same line."""
    text = source.text
    before = text[span.start : end]
    stops = "\n;&|" + "".join(quote for quote in "'\"" if before.count(quote) % 2)
    last = end
    while end < span.end and text[end] not in stops and not text.startswith("\\\n", end):
        if not text[end].isspace():
            last = end + 1
        end += 1
    return last


def _addresses(source: Source, span: Span) -> Iterator[Span]:
    for each in _occurrences(source, span, "://"):
        start, end = each.start, each.end
        while start > span.start and source.text[start - 1].isalpha():
            start -= 1
        while end < span.end and source.text[end] not in _ENDS:
            end += 1
        yield Span(start, end)

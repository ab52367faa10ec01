"""Giving what was read of a text its places in the next one, after an edit elsewhere in the file."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Source, Span, Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

_PLAIN = (str, int, frozenset, type(None), type(lambda: None))


class Places:
    """All places in the file that something refers to, and all records that may have concluded something from them."""

    def __init__(self, texts: tuple[Text, ...], records: tuple[Record, ...]) -> None:
        self._texts = texts
        self._records = records

    def move(self, source: Source, by: int) -> None:
        """Let them be in another source, so many characters further on; what was concluded is forgotten."""
        for record in self._records:
            record.forget()
        for text in self._texts:
            text.source = source
            if by:
                text.whole = Span(text.whole.start + by, text.whole.end + by)
                text.runs = tuple((index, start + by, width) for index, start, width in text.runs)


def places_of(thing: object, source: Source, own: tuple[type, ...], left_out: Iterable[object] = ()) -> Places | None:
    """The places in a source that something refers to, however deep; None where it refers to anything unknown.

    `own`: the classes, besides texts and records, whose objects are gone through. `left_out` are not.
    """
    seen = {id(one): one for one in left_out}
    texts: list[Text] = []
    records: list[Record] = []
    waiting = [thing]
    while waiting:
        one = waiting.pop()
        if isinstance(one, _PLAIN) or id(one) in seen:
            continue
        seen[id(one)] = one
        if isinstance(one, Text):
            if one.source is not source:
                return None
            texts.append(one)
            continue
        if isinstance(one, Record) and not isinstance(one, Span):
            one.forget()
            records.append(one)
        elif not isinstance(one, (tuple, list, dict, set, *own)):
            return None
        waiting += _within(one)
    return Places(tuple(texts), tuple(records))


def _within(thing: Any) -> list[object]:
    if isinstance(thing, dict):
        return [*thing.keys(), *thing.values()]
    if isinstance(thing, (tuple, list, set)):
        return list(thing)
    slots = [name for kind in type(thing).__mro__ for name in vars(kind).get("__slots__", ())]
    return [*vars(thing).values()] if not slots else [getattr(thing, name) for name in slots if hasattr(thing, name)]

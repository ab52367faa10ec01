"""Brackets and quotes in match specs: finding what stands outside of them.

libmamba counts `[]`, `()`, `"` and `'` each by itself and lets none nest
properly in another; a quote opens and closes in turn. A stretch counts as
closed when all four are even.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_OPENING = {"[": 0, "(": 1}
_CLOSING = {"]": 0, ")": 1}
_QUOTES = {'"': 2, "'": 3}
_PAIRED = frozenset("[]()\"'")


class _Depths:
    """How deep in each kind of pair; `broken` once a closer came first."""

    def __init__(self, backwards: bool) -> None:
        self.opening = _CLOSING if backwards else _OPENING
        self.closing = _OPENING if backwards else _CLOSING
        self.counts = [0, 0, 0, 0]
        self.broken = False

    def take(self, character: str) -> bool:
        """Counts a character; False where it is no bracket and no quote."""
        counts = self.counts
        if character in self.opening:
            counts[self.opening[character]] += 1
        elif character in self.closing:
            counts[self.closing[character]] -= 1
            self.broken = self.broken or counts[self.closing[character]] < 0
        elif character in _QUOTES:
            counts[_QUOTES[character]] ^= 1
        else:
            return False
        return True

    @property
    def closed(self) -> bool:
        return self.counts == [0, 0, 0, 0]


def _search(text: str, wanted: str, places: Iterable[int], backwards: bool) -> int | None:
    depths = _Depths(backwards)
    for at in places:
        if not depths.take(text[at]) and text[at] == wanted and depths.closed:
            return None if depths.broken else at
    return -1 if depths.closed and not depths.broken else None


def find_outside(text: str, wanted: str, start: int, end: int) -> int | None:
    """The first `wanted` outside of pairs; -1 without one; None when pairs do not match."""
    return _search(text, wanted, range(start, end), backwards=False)


def rfind_outside(text: str, wanted: str, end: int) -> int | None:
    """The last `wanted` before `end` outside of pairs; -1 and None as above."""
    if _PAIRED.isdisjoint(text):
        return text.rfind(wanted, 0, end)
    return _search(text, wanted, range(end - 1, -1, -1), backwards=True)


def matching_start(text: str, start: int, end: int) -> int | None:
    """Where the pair that closes at `end - 1` opens; None when it does not."""
    depths = _Depths(backwards=True)
    for at in range(end - 1, start - 1, -1):
        if depths.take(text[at]) and depths.closed:
            return None if depths.broken else at
    return None

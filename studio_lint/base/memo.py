"""What was worked out of a text, kept for the next time that it is met.

An editor has a whole file checked at each letter that is typed, and all but
one of its lines are as they were.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    Made = TypeVar("Made")

MOST = 4_096
"""Texts of which something is kept; when there are more, all is let go."""

LONGEST = 500
"""Characters; nothing is kept of a longer text."""


def remembered(make: Callable[[str], Made]) -> Callable[[str], Made]:
    """The function that gives what `make` gives, from memory where it can.

    `make` is to depend on nothing but the text, and what it makes is not to be changed.
    """
    kept: dict[str, Made] = {}

    def of(text: str) -> Made:
        if text in kept:
            return kept[text]
        made = make(text)
        if len(text) <= LONGEST:
            if len(kept) >= MOST:
                kept.clear()
            kept[text] = made
        return made

    return of

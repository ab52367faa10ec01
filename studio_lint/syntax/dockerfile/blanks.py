"""Which characters BuildKit takes for blanks."""

from __future__ import annotations

SPACE = (
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
"""Those of Go's `unicode.IsSpace`; Python's `str.isspace` knows four more."""

GAP = "\t\v\f\r "
"""Those between the words of an instruction."""

_TO_SPACE = {ord(character): " " for character in GAP}


def next_gap(text: str, start: int) -> tuple[int, int]:
    """The first stretch of word-separating blanks from `start` on: (start, end).

    Both are the text's length where there is none.
    """
    end = len(text)
    at = start
    while at < end and text[at] not in GAP:
        at += 1
    stop = at
    while stop < end and text[stop] in GAP:
        stop += 1
    return at, stop


def split_words(text: str) -> list[tuple[int, int]]:
    """The words between blanks, as (start, end); none of them is empty."""
    level = text.translate(_TO_SPACE)
    words = []
    at = 0
    for word in level.split(" "):
        if word:
            words.append((at, at + len(word)))
        at += len(word) + 1
    return words


def strip_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """`text[start:end]` without blanks at both ends, as (start, end)."""
    part = text[start:end]
    bare = part.lstrip(SPACE)
    start += len(part) - len(bare)
    return start, start + len(bare.rstrip(SPACE))

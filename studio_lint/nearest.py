"""The word that was probably meant."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 64


def distance(left: str, right: str, most: int) -> int:
    """How many slips lie between two words; `most + 1` when there are more.

    A slip is a letter too many, too few, another letter, or two neighbours
    swapped.
    """
    if abs(len(left) - len(right)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and b == left[i - 2]:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def nearest(word: str, known: Iterable[str], most: int | None = None) -> str | None:
    """The one known word nearest to `word`, capitals aside, or None.

    At most `most` slips away (by default one for short words, two from five
    letters on, three from nine). None where two known words are equally near.
    """
    if not word or len(word) > _LONGEST:
        return None
    low = word.lower()
    reach = most if most is not None else 1 if len(low) < 5 else 2 if len(low) < 9 else 3
    best: str | None = None
    least = reach + 1
    tied = False
    for candidate in known:
        slips = distance(low, candidate.lower(), min(reach, least))
        if slips < least:
            best, least, tied = candidate, slips, False
        elif slips == least and slips <= reach and candidate != best:
            tied = True
    return None if tied else best

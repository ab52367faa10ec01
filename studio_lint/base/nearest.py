"""Which known word a misspelt one was meant to be ("did you mean")."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LONGEST = 64


def distance(left: str, right: str) -> int:
    """Single-letter changes, insertions, deletions and swaps of neighbours between two words."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        before_that, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            cost = min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and b == left[i - 2]:
                cost = min(cost, before_that[j - 2] + 1)
            row.append(cost)
    return row[-1]


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` most likely stands for, upper and lower case alike.

    A third of the letters may differ, three at most; None where no known word
    is that near, or where two are equally near.
    """
    folded = word.casefold()
    if not folded or len(folded) > _LONGEST:
        return None
    letters = set(folded)
    best: list[str] = []
    least = min(3, max(1, len(folded) // 3)) + 1
    for candidate in known:
        if abs(len(candidate) - len(folded)) > least:
            continue
        plain = candidate.casefold()
        if len(letters.difference(plain)) > least:  # each slip brings in one strange letter at most
            continue
        apart = distance(folded, plain)
        if apart < least:
            best, least = [candidate], apart
        elif apart == least and best and candidate not in best:
            best.append(candidate)
    return best[0] if len(best) == 1 else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean …?`, or nothing where no known word is near."""
    near = nearest(word, known)
    return f"; did you mean {near}?" if near else ""


def one_of(words: Sequence[str]) -> str:
    """`a, b or c`."""
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else "".join(words)

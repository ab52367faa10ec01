"""The words that bash makes of one with braces: `{a,b}` and `{1..3}`."""

from __future__ import annotations

from studio_lint.base.source import Text
from studio_lint.facts.wrappers import BRACE_SHELLS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.commands.command import Hop
    from studio_lint.syntax.shell.words import Piece, Word

_MOST = 100


def expanded(word: Word, hops: tuple[Hop, ...]) -> tuple[Word, ...]:
    """The words that the last shell of `hops` makes of one.

    Itself where that shell leaves braces as they are, where they are not plain (nested, around a variable), and where
    the words are too many.
    """
    shell = next((hop.name for hop in reversed(hops) if hop.name != "eval"), "")
    done: list[Word] = []
    todo = [word]
    while todo and shell in BRACE_SHELLS:
        first, *todo = todo
        made = _at_first(first)
        done += () if made else (first,)
        todo = [*made, *todo]
        if len(done) + len(todo) > _MOST:
            return (word,)
    return tuple(done) or (word,)


def _at_first(word: Word) -> list[Word]:
    """A word for each choice of its first braces; none where it has no plain ones."""
    for number, piece in enumerate(word.pieces):
        made = _choices(piece) if piece.kind == "text" and not piece.quoting else []
        if made:
            before, after = word.pieces[:number], word.pieces[number + 1 :]
            return [word.replace(pieces=(*before, *one, *after)) for one in made]
    return []


def _choices(piece: Piece) -> list[tuple[Piece, ...]]:
    """What may be in place of a piece, one for each choice of its first braces."""
    text = piece.text
    value = text.value
    start = value.find("{")
    while start >= 0:
        end = value.find("}", start)
        inside = value[start + 1 : end] if end > start else ""
        choices = _listed(text, start + 1, inside) or _counted(text, start, end, inside)
        if choices and "{" not in inside:
            head, tail = text.sub(0, start), text.sub(end + 1)
            return [tuple(piece.replace(text=one) for one in (head, choice, tail) if one.value) for choice in choices]
        start = value.find("{", start + 1)
    return []


def _listed(text: Text, start: int, inside: str) -> list[Text]:
    found: list[Text] = []
    for choice in inside.split(","):
        found.append(text.sub(start, start + len(choice)))
        start += len(choice) + 1
    return found if len(found) > 1 else []


def _counted(text: Text, start: int, end: int, inside: str) -> list[Text]:
    first, dots, last = inside.partition("..")
    if not dots or not first.isdecimal() or not last.isdecimal() or abs(int(first[:6]) - int(last[:6])) >= _MOST:
        return []
    width = max(len(first), len(last)) if "0" in (first[:1] if len(first) > 1 else "", last[:1]) else 0
    low, high = int(first[:6]), int(last[:6])
    numbers = range(low, high + 1) if low <= high else range(low, high - 1, -1)
    whole = text.sub(start, end + 1).whole
    return [Text(text.source, str(number).zfill(width), (), whole) for number in numbers]

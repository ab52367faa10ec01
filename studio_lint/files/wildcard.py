"""The wildcards of one ignore pattern: `?`, `*`, `**` and sets, held to a path byte by byte.

All ways through a pattern are followed at once, so that no pattern takes more time than its length times that of the
path. What a place in a pattern becomes with a character is remembered, so that most characters cost one look-up.
Source of the rules: gitignore(5) and the behavior of `git check-ignore` 2.39.
"""

from __future__ import annotations

# What one step takes: a character by itself, a set of them, or one of these. `_MAYBE` comes before the two steps of a
# `**/`, which may be there or not.
_ANY, _STAR, _STARS, _MAYBE, _NEVER = range(5)

_LONGEST_PATH = 4_096
"""Bytes of a path (PATH_MAX of Linux): a pattern that needs more characters matches none."""

_REMEMBERED = 256
"""Moves of one pattern that are remembered, of those to at most so many places:"""
_FEW = 32


class Wildcard:
    """A pattern from its first special character on."""

    __slots__ = ("_begin", "_moves", "_steps", "ending")

    def __init__(self, pattern: str) -> None:
        steps = _steps(octets(pattern))
        taking = sum(step not in (_STAR, _STARS, _MAYBE) for step in steps)
        self._steps = steps if taking <= _LONGEST_PATH else (_NEVER,)
        self.ending: str | None = None
        if steps[:1] == (_STAR,) and len(steps) > 1 and pattern.isascii() and set(map(type, steps[1:])) == {str}:
            # A name has no slash, so that a star takes in all that comes before.
            self.ending = "".join(map(str, steps[1:]))
        self._begin = frozenset(_spread(self._steps, {0}))
        self._moves: dict[tuple[frozenset[int], str], frozenset[int]] = {}

    def matches(self, text: str) -> bool:
        """Whether it takes in the whole text, which is in `octets`."""
        steps, moves = self._steps, self._moves
        last = steps[-1]
        if isinstance(last, str) and not text.endswith(last):
            return False
        live = self._begin
        for char in text:
            after = moves.get((live, char))
            if after is None:
                after = frozenset(_spread(steps, _moved(steps, live, char)))
                if len(moves) < _REMEMBERED and len(after) <= _FEW:
                    moves[live, char] = after
            if not after:
                return False
            live = after
        return len(steps) in live


def octets(text: str) -> str:
    """One character a byte, as git compares: `?` is one byte of an `é`."""
    if text.isascii():
        return text
    try:
        data = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # half a pair, as a name on Windows may have it
        data = text.encode("utf-8", "surrogatepass")
    return data.decode("latin-1")


def _steps(pattern: str) -> tuple[object, ...]:
    steps: list[object] = []
    at = 0
    while at < len(pattern):
        char = pattern[at]
        at += 1
        if char == "?":
            steps.append(_ANY)
        elif char == "*":
            begin = at - 1
            while at < len(pattern) and pattern[at] == "*":
                at += 1
            steps.extend(_star(pattern, begin, at))
        elif char == "[":
            allowed, at = _bracket(pattern, at)
            steps.append(allowed)
        elif char == "\\":
            steps.append(pattern[at] if at < len(pattern) else _NEVER)
            at += 1
        else:
            steps.append(char)
    return tuple(steps)


def _star(pattern: str, begin: int, end: int) -> tuple[int, ...]:
    """`**` crosses folders only where slashes or the pattern's ends enclose it."""
    if end - begin == 1 or (begin and pattern[begin - 1] != "/"):
        return (_STAR,)
    if end == len(pattern) or pattern.startswith("\\/", end):
        return (_STARS,)
    return (_MAYBE, _STARS) if pattern[end] == "/" else (_STAR,)


_CLASSES = {
    "alnum": str.isalnum,
    "alpha": str.isalpha,
    "blank": " \t".__contains__,
    "cntrl": lambda char: char < " " or char == "\x7f",
    "digit": str.isdigit,
    "graph": lambda char: "!" <= char <= "~",
    "lower": str.islower,
    "print": lambda char: " " <= char <= "~",
    "punct": lambda char: "!" <= char <= "~" and not char.isalnum(),
    "space": " \t\n\v\f\r".__contains__,
    "upper": str.isupper,
    "xdigit": "0123456789abcdefABCDEF".__contains__,
}


def _bracket(pattern: str, at: int) -> tuple[object, int]:
    """The set behind a `[`: (characters, whether they are those left out), and where it ends.

    A set that is not closed matches nothing, and so does the pattern.
    """
    allowed: set[str] = set()
    negated = at < len(pattern) and pattern[at] in "!^"
    at += negated
    first = True
    while at < len(pattern) and (first or pattern[at] != "]"):
        first = False
        if pattern.startswith("[:", at):
            end = pattern.find(":]", at + 2)
            belongs = _CLASSES.get(pattern[at + 2 : end]) if end > 0 else None
            if belongs is not None:
                allowed.update(char for char in map(chr, range(128)) if belongs(char))
                at = end + 2
                continue
            if end > 0 and pattern[at + 2 : end].isalpha():
                return _NEVER, len(pattern)
        low, at = _literal(pattern, at)
        high = low
        if pattern.startswith("-", at) and at + 1 < len(pattern) and pattern[at + 1] != "]":
            high, at = _literal(pattern, at + 1)
        allowed.update(map(chr, range(ord(low), ord(high) + 1)))
    if at >= len(pattern):
        return _NEVER, len(pattern)
    return (frozenset(allowed), negated), at + 1


def _literal(pattern: str, at: int) -> tuple[str, int]:
    if pattern[at] == "\\" and at + 1 < len(pattern):
        return pattern[at + 1], at + 2
    return pattern[at], at + 1


def _moved(steps: tuple[object, ...], live: frozenset[int], char: str) -> set[int]:
    """The places that a character leads to from those that are live."""
    after = set()
    for at in live:
        if at == len(steps):
            continue
        step = steps[at]
        if step == _STARS or (step == _STAR and char != "/"):
            after.add(at)
        elif _takes(step, char):
            after.add(at + 1)
    return after


def _takes(step: object, char: str) -> bool:
    if isinstance(step, str):
        return step == char
    if isinstance(step, tuple):
        return char != "/" and (char in step[0]) != step[1]
    return step == _ANY and char != "/"


def _spread(steps: tuple[object, ...], live: set[int]) -> set[int]:
    """The places reached without taking a character: past any star."""
    waiting = list(live)
    while waiting:
        at = waiting.pop()
        if at >= len(steps):
            continue
        step = steps[at]
        beyond = [at + 1] if step in (_STAR, _STARS, _MAYBE) else []
        if step == _MAYBE:
            beyond.append(at + 3)
        for place in beyond:
            if place not in live:
                live.add(place)
                waiting.append(place)
    return live

"""The patterns of `${V#pattern}`, `${V%pattern}` and `${V/pattern/word}`.

`*` stands for any characters, `?` for one; there are no brackets. A pattern is
kept as a list of tokens: a character, `ANY` for `?`, `STAR` for `*`.
"""

from __future__ import annotations

ANY = "any"
STAR = "star"
MOST = 4_000_000  # steps after which a match is not worth its time


def tokens(pattern: str) -> list[str] | str:
    """The tokens of a pattern, or what is wrong with it in BuildKit's words."""
    found: list[str] = []
    at = 0
    while at < len(pattern):
        character = pattern[at]
        at += 1
        if character == "*":
            found.append(STAR)
        elif character == "?":
            found.append(ANY)
        elif character != "\\":
            found.append(character)
        elif pattern[at : at + 1] not in ("}", "/"):
            escaped = pattern[at : at + 1]
            if escaped not in ("*", "?", "\\"):
                return f"invalid escape '\\{escaped or chr(0xFFFD)}'"
            found.append(escaped)
            at += 1
    return found


def without_prefix(pattern: list[str], value: str, longest: bool) -> str:
    """`value` without the shortest or longest prefix that matches."""
    end = _match(pattern, value, 0, longest)
    return value if end is None else value[end:]


def replaced(pattern: list[str], value: str, word: str, every: bool, room: int) -> str:
    """`value` with the first match, or every one, replaced by `word`.

    Stops replacing once more than `room` characters have been made.
    """
    made: list[str] = []
    size = at = kept = 0
    while at <= len(value) and size <= room:
        start, end = _search(pattern, value, at)
        if start < 0:
            break
        if end == start == kept and kept and made:
            # no empty match right behind another match
            at = start + 1
            continue
        made += (value[kept:start], word)
        size += start - kept + len(word)
        kept = end
        at = end if end > start else end + 1
        if not every:
            break
    made.append(value[kept:])
    return "".join(made)


def _segments(pattern: list[str]) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for token in pattern:
        if token is STAR:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _fits(segment: list[str], value: str, at: int) -> bool:
    if at + len(segment) > len(value):
        return False
    return all(token is ANY or token == value[at + index] for index, token in enumerate(segment))


def _find(segment: list[str], value: str, start: int, last: bool) -> int:
    """The first or last place from `start` on at which a segment fits; -1 if none."""
    if ANY not in segment:
        literal = "".join(segment)
        return value.rfind(literal, start) if last else value.find(literal, start)
    stop = len(value) - len(segment)
    places = range(stop, start - 1, -1) if last else range(start, stop + 1)
    return next((place for place in places if _fits(segment, value, place)), -1)


def _match(pattern: list[str], value: str, at: int, longest: bool) -> int | None:
    """Where a match that begins at `at` ends."""
    first, *rest = _segments(pattern)
    if not _fits(first, value, at):
        return None
    at += len(first)
    for index, segment in enumerate(rest):
        at = _find(segment, value, at, longest and index == len(rest) - 1)
        if at < 0:
            return None
        at += len(segment)
    return at


def _search(pattern: list[str], value: str, start: int) -> tuple[int, int]:
    """The leftmost match from `start` on and its end; (-1, -1) if there is none."""
    first = _segments(pattern)[0]
    at = _find(first, value, start, False)
    if at < 0:
        return -1, -1
    end = _match(pattern, value, at, True)
    return (-1, -1) if end is None else (at, end)

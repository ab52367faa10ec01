"""Wildcards in paths, as COPY and .dockerignore interpret them.

`*` matches any characters except `/`, `?` one of them, `[a-z]` and `[^a-z]` are
classes, and `\\` escapes the next character. In .dockerignore, `**` matches folders.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    Token = tuple[str, str]

LITERAL, ONE, STAR, DEEP, FOLDERS, CLASS = "literal", "one", "star", "deep", "folders", "class"


def has_wildcard(path: str) -> bool:
    """Whether a COPY source is a pattern."""
    return "*" in path or "?" in path or "[" in path or "\\" in path


def compile_pattern(pattern: str, deep: bool) -> list[Token] | None:
    """The tokens of a pattern; None where it is none (an open `[`). `deep`: `**` goes through folders."""
    tokens: list[Token] = []
    at = 0
    while at < len(pattern):
        character = pattern[at]
        at += 1
        if deep and character == "*" and pattern[at : at + 1] == "*":
            at += 1
            if pattern[at : at + 1] == "/":
                at += 1
                tokens.append((FOLDERS, ""))
            else:
                tokens.append((DEEP, ""))
        elif character == "*":
            tokens.append((STAR, ""))
        elif character == "?":
            tokens.append((ONE, ""))
        elif character == "[":
            end = pattern.find("]", at + (1 if pattern[at : at + 1] == "^" else 0) + 1)
            if end < 0:
                return None
            tokens.append((CLASS, pattern[at:end]))
            at = end + 1
        elif character == "\\" and at < len(pattern):
            tokens.append((LITERAL, pattern[at]))
            at += 1
        else:
            tokens.append((LITERAL, character))
    return tokens


def matches(tokens: list[Token], path: str) -> bool:
    """Whether the whole path matches. Takes the length of the path times that of the pattern at most."""
    reached = _closed(tokens, {0}, True)
    for index, character in enumerate(path):
        following: set[int] = set()
        for at in reached:
            if at < len(tokens):
                following |= _step(tokens, at, character)
        if not following:
            return False
        reached = _closed(tokens, following, path[index] == "/")
    return len(tokens) in reached


def _closed(tokens: list[Token], reached: set[int], fresh: bool) -> set[int]:
    """With all places that are reached without a character; `fresh`: at the start of a folder's name."""
    closed: set[int] = set()
    waiting = list(reached)
    while waiting:
        at = waiting.pop()
        if at in closed:
            continue
        closed.add(at)
        kind = tokens[at][0] if at < len(tokens) else ""
        if kind in (STAR, DEEP) or (kind == FOLDERS and fresh):
            waiting.append(at + 1)
    return closed


def _step(tokens: list[Token], at: int, character: str) -> set[int]:
    kind, text = tokens[at]
    if kind in (DEEP, FOLDERS):
        return {at}
    if kind == STAR:
        return {at} if character != "/" else set()
    if kind == ONE:
        fine = character != "/"
    elif kind == CLASS:
        fine = character != "/" and in_class(text, character)
    else:
        fine = character == text
    return {at + 1} if fine else set()


def in_class(text: str, character: str) -> bool:
    """Whether a class such as `a-z` or `^0-9` has a character."""
    negated = text.startswith("^")
    inner = text[1:] if negated else text
    found = False
    at = 0
    while at < len(inner):
        if inner[at] == "\\" and at + 1 < len(inner):
            at += 1
        low = high = inner[at]
        if inner[at + 1 : at + 2] == "-" and at + 2 < len(inner):
            high = inner[at + 2]
            at += 2
        found = found or low <= character <= high
        at += 1
    return found != negated

"""Names of conda packages: which are legal, and how they are compared."""

from __future__ import annotations

from studio_lint.syntax.conda.version import ALPHANUMERIC


def fold(name: str) -> str:
    """A package name in lower case, ASCII letters alone."""
    if name.isascii():
        return name.lower()
    return "".join(character.lower() if character.isascii() else character for character in name)


def is_legal_name(name: str) -> bool:
    """Whether a channel can hold a package of that name, or the machine provide it (CEP 26).

    Letters, digits, `.`, `_` and `-`; a letter, a digit or `_` first (two of
    them for what the machine provides); no two separators side by side.
    """
    body = name[2:] if name.startswith("__") else name.removeprefix("_")
    if not body:
        return name == "_"
    # A lone `_` in front counts as a letter: a separator may follow it.
    before = "_" if len(body) != len(name) - 1 else "a"
    for character in body:
        if character not in ALPHANUMERIC and (character not in "._-" or before in "._-"):
            return False
        before = character
    return True

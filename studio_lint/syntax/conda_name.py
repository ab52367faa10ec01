"""Names of conda packages: which are legal, and how they are compared."""

from __future__ import annotations

from studio_lint.syntax.conda_version import ALPHANUMERIC


def fold(name: str) -> str:
    """A package name in lower case, ASCII letters alone."""
    return "".join(character.lower() if character.isascii() else character for character in name)


def is_legal_name(name: str) -> bool:
    """Whether a channel can hold a package of that name, or the machine provide it (CEP 26)."""
    name = name.lower() if name.isascii() else ""
    body = name[2:] if name.startswith("__") else name[1:] if name.startswith("_") and len(name) > 1 else name
    if not body or (body[0] not in ALPHANUMERIC and body != "_"):
        return False
    before = "-"
    for character in body if body != "_" else "":
        if character not in ALPHANUMERIC and (character not in "._-" or before in "._-"):
            return False
        before = character
    return True

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


def is_word(text: str) -> bool:
    """Whether a text is of letters, digits, `-` and `_` alone, and begins with none of the last two."""
    return text[:1].isalnum() and text.isascii() and text.replace("-", "").replace("_", "").isalnum()


_KEEP_DASHES = ("r-",)
"""Beginnings of names whose versions have a `-` of their own: R's `7.3-60` is 7.3_60 to conda-forge (2026-11)."""
_BUILD = frozenset(ALPHANUMERIC + "_.")


def pasted_name(name: str) -> tuple[int, int] | None:
    """Where version and build begin in a name that is a package file's: `numpy-1.21.6`, `samtools-1.21-h00cdaf9_1`.

    The build's place is the length of the name where none follows. A version has two numbers at least: names such as
    `cuda-cudart-12` and `ld_impl_linux-64` exist.
    """
    parts = name.split("-")
    for count in (1, 2):
        if len(parts) <= count or not _is_version(parts[-count]) or not parts[0][:1].isalpha():
            continue
        if count == 2 and not (_BUILD.issuperset(parts[-1]) and (parts[-1].isdecimal() or "_" in parts[-1])):
            continue
        end = len(name) if count == 1 else len(name) - len(parts[-1])
        return len(name) - sum(len(part) + 1 for part in parts[-count:]) + 1, end
    return None


def _is_version(text: str) -> bool:
    """Numbers with dots between them, the last perhaps with letters behind: `1.21.6`, `2.0rc1`."""
    pieces = text.split(".")
    return len(pieces) > 1 and all(piece[:1].isdecimal() for piece in pieces) and all(map(str.isdigit, pieces[:-1]))


def dashed_range(name: str, constraint: str) -> tuple[int, int] | None:
    """Where the two versions of a range begin that is written with a dash: `=3.9-3.11`; None for any other text.

    To libmamba `3.9-3.11` is one version, which no channel has.
    """
    start = len(constraint) - len(constraint.lstrip("= "))
    low, dash, high = constraint[start:].partition("-")
    if not dash or name.startswith(_KEEP_DASHES) or not (_numbers(low) and _numbers(high)):
        return None
    return (start, start + len(low) + 1) if _numbers(low) < _numbers(high) else None


def _numbers(text: str) -> tuple[int, ...]:
    """The numbers of `3.11`; () for what is not two or more of them."""
    pieces = text.split(".")
    if len(pieces) < 2 or not all(piece.isdecimal() and piece.isascii() and len(piece) < 9 for piece in pieces):
        return ()
    return tuple(map(int, pieces))


def after_series(version: str) -> str:
    """The series that follows: 3.11 → 3.12. `version` is numbers with dots."""
    head, dot, last = version.rpartition(".")
    return f"{head}{dot}{int(last) + 1}"

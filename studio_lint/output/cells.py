"""What a character looks like on a terminal, and how many columns it takes."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

TAB = 4

_INVISIBLE = ("Cc", "Cf", "Cs", "Zl", "Zp", "Zs")
_ATTACHED = ("Mn", "Me")


def cells(text: str) -> Iterator[tuple[str, int]]:
    """For each character of a line: what to print for it, and its width in columns.

    Nothing that a terminal would act upon gets through: control characters
    become their pictures (`␛`), invisible ones their numbers (`<U+200B>`).
    Tabs are filled up with spaces to columns that `TAB` divides.
    """
    column = 0
    for char in text:
        if " " <= char <= "~":
            cell = char, 1
        elif char == "\t":
            width = TAB - column % TAB
            cell = " " * width, width
        else:
            cell = _cell(char)
        column += cell[1]
        yield cell


def shown(text: str) -> str:
    """A text from a file, a path or a message, safe to print on one line."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(picture for picture, _ in cells(text))


def _cell(char: str) -> tuple[str, int]:
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code), 1
    if code == 0x7F:
        return "\u2421", 1
    from unicodedata import category, east_asian_width

    kind = category(char)
    if kind in _INVISIBLE:
        number = f"<U+{code:04X}>"
        return number, len(number)
    if kind in _ATTACHED:
        return char, 0
    return char, 2 if east_asian_width(char) in "WF" else 1

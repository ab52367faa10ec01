"""Small things of Go that BuildKit's instruction layer rests on."""

from __future__ import annotations

DIGITS = "0123456789"


def go_quoted(text: str) -> str:
    """A text in double quotes as Go's `%q` prints it."""
    shown = []
    for character in text:
        if character in '"\\':
            shown.append("\\" + character)
        elif character.isprintable():
            shown.append(character)
        else:
            shown.append(_escaped(character))
    return '"' + "".join(shown) + '"'


def _escaped(character: str) -> str:
    short = {"\a": "\\a", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\v": "\\v"}
    code = ord(character)
    if character in short:
        return short[character]
    if code < 0x80:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def is_stage_name(name: str) -> bool:
    """Whether FROM … AS takes a name: a letter, then letters, digits, `-`, `_`, `.`."""
    low = name.lower()
    return low.isascii() and low[:1].isalpha() and all(character.isalnum() or character in "-_." for character in low)


def whole_number(text: str) -> int | str:
    """The number as Go's `strconv.ParseInt(text, 10, 32)` reads it, or its words where it fails."""
    digits = text[1:] if text[:1] in ("+", "-") else text
    if not digits or any(character not in DIGITS for character in digits):
        return f"strconv.ParseInt: parsing {go_quoted(text)}: invalid syntax"
    bare = digits.lstrip("0")
    if len(bare) <= 10:
        number = -int(bare or "0") if text.startswith("-") else int(bare or "0")
        if -(2**31) <= number < 2**31:
            return number
    return f"strconv.ParseInt: parsing {go_quoted(text)}: value out of range"

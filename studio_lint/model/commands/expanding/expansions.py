"""What a shell makes of a known value: `${V%.*}`, `${V##*/}`, `${V//./_}`, `${V^^}`."""

from __future__ import annotations

LONGEST = 1_000
_ENDS = ("%", "%%")
_STARTS = ("#", "##")
_CASES = {"^^": str.upper, ",,": str.lower}
_UNREAD = frozenset("[]\\!@+(){}~$`'\"")
"""Characters of a pattern whose meaning depends on more than is read here."""


def expanded(value: str, operator: str, operand: str) -> str | None:
    """The value after an operator; None where that is not known."""
    if len(operator) > 1 and operator[0] in "%#/^," and operator[1] != operator[0]:
        operator, operand = operator[0], operator[1] + operand
    if len(value) > LONGEST or len(operand) > LONGEST or not value.isascii() or _UNREAD.intersection(operand[:-1]):
        return None
    if operator in _CASES:
        return _CASES[operator](value) if not operand else None
    if operator == "[":
        return value if operand == "0]" else None
    if operator in ("/", "//"):
        return _replaced(value, operator, operand)
    if operator not in _ENDS + _STARTS or not operand or operand[-1] in _UNREAD:
        return None
    lengths = range(len(value) + 1) if len(operator) == 1 else range(len(value), -1, -1)
    for length in lengths:
        at = length if operator in _STARTS else len(value) - length
        cut, left = (value[:at], value[at:]) if operator in _STARTS else (value[at:], value[:at])
        if _matches(operand, cut):
            return left
    return value


def _replaced(value: str, operator: str, operand: str) -> str | None:
    old, _, new = operand.partition("/")
    if not old or old[0] in "#%" or (_UNREAD | set("*?&")).intersection(operand):
        return None
    return value.replace(old, new) if operator == "//" else value.replace(old, new, 1)


def _matches(pattern: str, value: str) -> bool:
    """Whether a pattern of plain characters, `*` and `?` stands for the whole value."""
    at = given = 0
    star, held = -1, 0
    while given < len(value):
        if at < len(pattern) and pattern[at] == "*":
            star, held = at, given
            at += 1
        elif at < len(pattern) and pattern[at] in ("?", value[given]):
            at, given = at + 1, given + 1
        elif star >= 0:
            held += 1
            at, given = star + 1, held
        else:
            return False
    return all(one == "*" for one in pattern[at:])

"""What a shell's `$(( … ))` computes from one variable: its value, or its value plus a number."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Lookup = Callable[[str], "tuple[Any, ...] | None"]
    """The parts of a variable's value; None where it is not known, or not set."""

LONGEST = 100
LARGEST = 65_535


def read(text: str, variable: str, lookup: Lookup) -> str:
    """`NAME`, `NAME + 1` or `NAME - 1` for the variable of that name; "" for all else."""
    if len(text) > LONGEST:
        return ""
    count = number = 0
    sign, wanted = 1, True
    for token in _tokens(text):
        if token in ("+", "-"):
            sign = (sign if wanted else 1) * (1 if token == "+" else -1)
            wanted = True
            continue
        value = _value(token, variable, lookup)
        if not wanted or value is None:
            return ""
        count, number = count + sign * value[0], number + sign * value[1]
        sign, wanted = 1, False
    if count != 1 or wanted or abs(number) > LARGEST:
        return ""
    return f"{variable} {'+' if number > 0 else '-'} {abs(number)}" if number else variable


def _value(token: str, variable: str, lookup: Lookup) -> tuple[int, int] | None:
    """How often the variable is in a token, and the number in it."""
    if token.isdecimal():
        return (0, int(token)) if token[0] != "0" or token == "0" else None
    if not token.isidentifier():
        return None
    parts = lookup(token)
    if parts is None:
        return (1, 0) if token == variable else None
    part = parts[0] if len(parts) == 1 else None
    if part is None or part.kind != "text":
        return (1, 0) if part is not None and part.kind == "variable" and part.name == variable else None
    value = part.text.value
    return (0, int(value)) if value.isdecimal() and len(value) < 6 and value[0] != "0" else None


def _tokens(text: str) -> list[str]:
    """Names, numbers and signs; `$NAME` and `${NAME}` as the name."""
    spaced = text.replace("${", " ").replace("}", " ").replace("$", " ")
    for sign in "+-":
        spaced = spaced.replace(sign, f" {sign} ")
    return spaced.split()

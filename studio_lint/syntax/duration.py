"""Lengths of time as Go writes them: `1m30s`, `1.5h`, `250ms`."""

from __future__ import annotations

UNITS = {
    "ns": 1,
    "us": 1_000,
    "µs": 1_000,
    "μs": 1_000,
    "ms": 1_000_000,
    "s": 1_000_000_000,
    "m": 60_000_000_000,
    "h": 3_600_000_000_000,
}
DIGITS = "0123456789"
LONGEST = 2**63 - 1


def nanoseconds(text: str) -> int | None:
    """The length in nanoseconds; None where Go's `time.ParseDuration` refuses it."""
    negative = text.startswith("-")
    rest = text[1:] if text[:1] in ("-", "+") else text
    if rest == "0":
        return 0
    if not rest:
        return None
    total = 0
    while rest:
        number = _leading(rest, DIGITS + ".")
        unit = _leading_unit(rest[len(number) :])
        whole, _, fraction = number.partition(".")
        if "." in fraction or not (whole or fraction) or unit not in UNITS:
            return None
        rest = rest[len(number) + len(unit) :]
        scale = UNITS[unit]
        total += int(whole[:20] or "0") * scale + int(fraction[:18] or "0") * scale // 10 ** len(fraction[:18])
        if total > LONGEST or len(whole.lstrip("0")) > 19:
            return None
    return -total if negative else total


def _leading(text: str, allowed: str) -> str:
    return text[: len(text) - len(text.lstrip(allowed))]


def _leading_unit(text: str) -> str:
    """What stands before the next digit or dot."""
    at = 0
    while at < len(text) and text[at] not in DIGITS and text[at] != ".":
        at += 1
    return text[:at]

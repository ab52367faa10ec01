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
    length = parse(text)
    return length if isinstance(length, int) else None


def parse(text: str) -> int | str:
    """The length in nanoseconds, or the words in which Go's `time.ParseDuration` refuses it."""
    invalid = f"time: invalid duration {_quoted(text)}"
    at = 1 if text[:1] in ("-", "+") else 0
    if text[at:] == "0":
        return 0
    if at == len(text):
        return invalid
    total = 0
    while at < len(text):
        point = _behind_digits(text, at)
        end = _behind_digits(text, point + 1) if text.startswith(".", point) else point
        whole, fraction = text[at:point].lstrip("0"), text[point + 1 : end]
        if (point == at and not fraction) or len(whole) > 19:
            return invalid
        at = _behind_unit(text, end)
        unit = text[end:at]
        if not unit:
            return f"time: missing unit in duration {_quoted(text)}"
        if unit not in UNITS:
            return f"time: unknown unit {_quoted(unit)} in duration {_quoted(text)}"
        total += int(whole or "0") * UNITS[unit]
        total += int(fraction[:18] or "0") * UNITS[unit] // 10 ** len(fraction[:18])
        if total > LONGEST:
            return invalid
    return -total if text.startswith("-") else total


def _behind_digits(text: str, at: int) -> int:
    while at < len(text) and text[at] in DIGITS:
        at += 1
    return at


def _behind_unit(text: str, at: int) -> int:
    while at < len(text) and text[at] not in DIGITS and text[at] != ".":
        at += 1
    return at


def _quoted(text: str) -> str:
    """In double quotes, all but plain ASCII by its bytes, as Go's `time` writes it."""
    shown = []
    for character in text:
        if character in '"\\':
            shown.append("\\" + character)
        elif " " <= character < "\x80":
            shown.append(character)
        else:
            shown += [f"\\x{byte:02x}" for byte in character.encode("utf-8", "replace")]
    return '"' + "".join(shown) + '"'

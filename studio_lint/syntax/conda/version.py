"""Versions of conda packages, as libmamba 2.8 parses them.

This is reading only; how versions compare is in `studio_lint.model.environment.version`.
"""

from __future__ import annotations

from studio_lint.base.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.kind_types import RefusalKind

    Atom = tuple[int, str]
    Part = tuple[Atom, ...]

DIGITS = "0123456789"
LOWER = "abcdefghijklmnopqrstuvwxyz"
ALPHANUMERIC = DIGITS + LOWER + LOWER.upper()
_VERSION_CHARACTERS = frozenset(ALPHANUMERIC + ".-_*")
# Numbers are held in 64 bits; a longer one ends the program that reads it.
_MOST_DIGITS = 20
_BIGGEST = 2**64 - 1


class Version(Record):
    """A version: `epoch!parts+local`.

    A part is what stands between two separators (`.`, `-`, `_`), cut into
    atoms of a number and the letters behind it: `1rc2` is ((1, "rc"), (2, "")).
    Letters are folded to lower case. `text` is the canonical spelling.
    """

    epoch: int
    parts: tuple[Part, ...]
    local: tuple[Part, ...]
    text: str


class Refusal(Record):
    """Why something was not accepted.

    `kind` is a short fixed word; `start` and `end` cover the wrong stretch,
    counted in the string that was given; `note` holds libmamba's words.
    """

    kind: RefusalKind
    start: int
    end: int
    note: str


def is_graphic(character: str) -> bool:
    """Whether a character counts as visible: printable ASCII but no space."""
    return "!" <= character <= "~"


def strip_range(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without spaces, control and non-ASCII characters at its ends."""
    while start < end and not "!" <= text[start] <= "~":
        start += 1
    while end > start and not "!" <= text[end - 1] <= "~":
        end -= 1
    return start, end


def strip(text: str) -> str:
    """The text without spaces, control and non-ASCII characters at its ends."""
    start, end = strip_range(text, 0, len(text))
    return text[start:end]


def _digits_end(text: str, at: int) -> int:
    while at < len(text) and text[at] in DIGITS:
        at += 1
    return at


def _number(digits: str) -> int | None:
    """The number, or None where it does not fit into 64 bits."""
    digits = digits.lstrip("0") or "0"
    if len(digits) > _MOST_DIGITS:
        return None
    number = int(digits)
    return number if number <= _BIGGEST else None


def fits(digits: str) -> bool:
    """Whether libmamba can hold a number of these digits."""
    return _number(digits) is not None


def _read_part(text: str) -> Part | None:
    """The atoms of one part; None when a number in it is too big."""
    if text.isascii() and text.isdecimal():
        number = _number(text)
        return None if number is None else ((number, ""),)
    atoms: list[Atom] = []
    at = 0
    while at < len(text):
        end = _digits_end(text, at)
        number = _number(text[at:end]) if end > at else 0
        if number is None:
            return None
        at = end
        while end < len(text) and text[end] not in DIGITS:
            end += 1
        atoms.append((number, text[at:end].lower()))
        at = end
    return tuple(atoms)


def _spell_part(part: Part, written: str) -> str:
    spelt = "".join(f"{number}{letters}" for number, letters in part)
    # A part that begins with letters has an unwritten 0 before them.
    return spelt if written[0] in DIGITS else spelt[1:]


def _read_parts(text: str, offset: int) -> tuple[tuple[Part, ...], str] | Refusal:
    """The parts of `text` and their canonical spelling; `offset` is added to places."""
    last = len(text) - 1
    if "-" in text and -1 < text.find("_") < last:
        note = f"Cannot use both '-' and '_' delimiters in {text}'."
        return Refusal("mixed-separators", offset, offset + len(text), note)
    for index, character in enumerate(() if _VERSION_CHARACTERS.issuperset(text) else text):
        if character not in _VERSION_CHARACTERS:
            note = f"Version contains invalid characters in {text}."
            return Refusal("version-characters", offset + index, offset + index + 1, note)
    # `_` at the very end belongs to the last part.
    body = text[:last] if text.endswith("_") else text
    tail = text[len(body) :]
    written = body.replace("-", ".").replace("_", ".").split(".")
    written[-1] += tail
    parts: list[Part] = []
    spelt: list[str] = []
    at = offset
    for piece in written:
        if not piece:
            return Refusal("empty-part", max(offset, at - 1), at, f"Empty part in '{text}'.")
        part = _read_part(piece)
        if part is None:
            return Refusal("number-too-big", at, at + len(piece), "bad optional access")
        parts.append(part)
        spelt.append(_spell_part(part, piece))
        at += len(piece) + 1
    return tuple(parts), ".".join(spelt)


def _read_epoch(text: str) -> tuple[int, int] | Refusal:
    """The epoch and where the version behind it begins."""
    mark = text.find("!")
    if mark < 0:
        return 0, 0
    if mark == 0:
        return Refusal("epoch", 0, 1, "Empty epoch delimited by '!'.")
    digits = text[:mark]
    number = _number(digits) if _digits_end(digits, 0) == mark else None
    if number is None:
        return Refusal("epoch", 0, mark, f"Epoch should be a number, got '{digits}'.")
    return number, mark + 1


def _read_version(text: str) -> Version | Refusal:
    epoch = _read_epoch(text)
    if isinstance(epoch, Refusal):
        return epoch
    number, start = epoch
    spelt = f"{number}!" if number else ""
    plus = text.rfind("+", start)
    local: tuple[Part, ...] = ()
    local_spelt = ""
    if plus >= 0:
        if plus + 1 == len(text):
            return Refusal("empty-local", plus, plus + 1, "Empty local version delimited by '+'.")
        read = _read_parts(text[plus + 1 :], plus + 1)
        if isinstance(read, Refusal):
            return read
        local, local_spelt = read[0], "+" + read[1]
    body = text[start : plus if plus >= 0 else len(text)]
    if not body:
        return Refusal("version-missing", start, start, "Empty version.")
    read = _read_parts(body, start)
    if isinstance(read, Refusal):
        return read
    return Version(number, read[0], local, spelt + read[1] + local_spelt)


def parse_version(text: str) -> Version | Refusal:
    """Reads one version, such as `1!2.0rc1+cpu`; spaces around it do not count."""
    start, end = strip_range(text, 0, len(text))
    given = text[start:end]
    read = _read_version(given)
    if isinstance(read, Refusal):
        note = read.note if read.kind == "number-too-big" else f'Error parsing version "{given}". {read.note}'
        return Refusal(read.kind, start + read.start, start + read.end, note)
    return read

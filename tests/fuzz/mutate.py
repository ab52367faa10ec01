"""Changed texts, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Sequence

LONGEST = 4096
"""Characters of an ordinary input; see `blown_up` for the others."""

ODD = (
    "",
    "\n",
    "\r\n",
    "\t",
    " ",
    "\\",
    "\\\n",
    "\0",
    "\x1b[31m",
    "\x85",
    "\ufeff",
    "\u200b",
    "\u202e",
    "é",
    "🐍",
    "\ud800",
    "'",
    '"',
    "`",
    "#",
    "# ",
    "$",
    "${",
    "}",
    "$$",
    "${A:-",
    "${A/",
    "$(",
    ")",
    "((",
    "<<E",
    "<<-'E'",
    "\nE\n",
    "|",
    "||",
    "&",
    "&&",
    ";",
    ";;",
    ">",
    "<",
    ">>",
    "=",
    "==",
    "~=",
    "!=",
    "===",
    "*",
    "**",
    "?",
    "!",
    "[",
    "]",
    "[[",
    "{",
    "{}",
    ":",
    ": ",
    "- ",
    "-",
    "--",
    "@",
    "%",
    "&a ",
    "*a",
    "|-\n",
    "? ",
    "---\n",
    "...\n",
    "!!int ",
    ",",
    ", ",
    "/",
    "//",
    "..",
    "~",
    "^",
    "0",
    "1.0",
    "1e9",
    "9" * 30,
    "-1",
    "v1",
    "1!",
    "+",
    "_",
    ".",
    "post",
    "dev",
    "::",
    "::a",
    "[build=",
    "version='",
    "@sha256:",
    "FROM ",
    "RUN ",
    "COPY --from=",
    "ENV ",
    "ARG ",
    "CMD [",
    "ONBUILD ",
    "HEALTHCHECK --interval=",
    "AS ",
    "ENTRYPOINT ",
    "if ",
    "fi",
    "for i in ",
    "do ",
    "done",
    "case ",
    "esac",
    "function f() {",
    "pip:",
    "dependencies:",
    "channels:",
    "git+https://",
    "; python_version",
    " ; extra == ",
    "--hash=sha256:",
    "-r ",
    "-e ",
    "# studio-lint: ignore[",
    "# escape=`\n",
)
"""What breaks readers: marks of the languages at hand, and characters that few think of."""


class Mutator:
    """Texts made from seeds; every number gives one text, whatever was asked for before."""

    def __init__(self, seeds: Sequence[str], key: str) -> None:
        self._seeds = seeds
        self._key = key

    def text(self, number: int) -> str:
        """The text of that number: a seed, changed between one and eight times."""
        dice = random.Random(f"{self._key}:{number}")
        text = dice.choice(self._seeds)[: LONGEST * 2]
        for _ in range(dice.choice((1, 1, 1, 2, 2, 3, 5, 8))):
            text = dice.choice(CHANGES)(text, dice, self._seeds)[:LONGEST]
        return text

    def blown_up(self, number: int, size: int) -> str:
        """A text of about `size` characters in which one small piece stands over and over."""
        dice = random.Random(f"{self._key}:large:{number}")
        text = dice.choice(self._seeds)
        start, end = _stretch(text, dice, 60)
        piece = text[start:end] + dice.choice(ODD) or "a"
        return (text[:end] + piece * (size // len(piece) + 1) + text[end:])[:size]


def _stretch(text: str, dice: random.Random, longest: int) -> tuple[int, int]:
    start = dice.randrange(len(text) + 1)
    return start, min(len(text), start + dice.randrange(1, longest))


def _drop(text: str, dice: random.Random, _: Sequence[str]) -> str:
    start, end = _stretch(text, dice, 30)
    return text[:start] + text[end:]


def _double(text: str, dice: random.Random, _: Sequence[str]) -> str:
    start, end = _stretch(text, dice, 80)
    return text[:end] + text[start:end] * dice.choice((1, 1, 2, 20)) + text[end:]


def _insert(text: str, dice: random.Random, _: Sequence[str]) -> str:
    at = dice.randrange(len(text) + 1)
    return text[:at] + dice.choice(ODD) * dice.choice((1, 1, 1, 2, 9)) + text[at:]


def _replace(text: str, dice: random.Random, _: Sequence[str]) -> str:
    start, end = _stretch(text, dice, 8)
    return text[:start] + dice.choice(ODD) + text[end:]


def _character(text: str, dice: random.Random, _: Sequence[str]) -> str:
    at = dice.randrange(len(text) + 1)
    return text[:at] + chr(dice.choice((dice.randrange(32, 127), dice.randrange(0x3000)))) + text[at + 1 :]


def _cut(text: str, dice: random.Random, _: Sequence[str]) -> str:
    return text[: dice.randrange(len(text) + 1)]


def _splice(text: str, dice: random.Random, seeds: Sequence[str]) -> str:
    other = dice.choice(seeds)
    start, end = _stretch(other, dice, 200)
    at = dice.randrange(len(text) + 1)
    return text[:at] + other[start:end] + text[at + dice.randrange(40) :]


def _swap(text: str, dice: random.Random, _: Sequence[str]) -> str:
    lines = text.split("\n")
    first, second = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    return "\n".join(lines)


def _indent(text: str, dice: random.Random, _: Sequence[str]) -> str:
    lines = text.split("\n")
    at = dice.randrange(len(lines))
    lines[at] = " " * dice.randrange(1, 5) + lines[at] if dice.random() < 0.5 else lines[at].lstrip()
    return "\n".join(lines)


CHANGES = (_drop, _double, _insert, _insert, _replace, _replace, _character, _cut, _splice, _swap, _indent)

"""Secrets that a command receives by position or in its input: `htpasswd -b f me …`, `sudo -S x <<< …`, `send "…"`."""

from __future__ import annotations

from studio_lint.facts.secret_commands import BEFORE_COMMANDS, LAST_ARGUMENTS, READS_INPUT
from studio_lint.model.secrets.commands import (
    PRINTING,
    STOPS,
    command_end,
    found,
    printed_before,
    word_at,
    words_between,
)
from studio_lint.model.secrets.names import is_secret_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    Stretch = tuple[int, int]

_LEAST = 6
"""Characters of a secret that only its place tells."""
_FAR = 1_000
_MOST_OPTIONS = 8
_NO_SECRET = "-$<>{%(`|&;"


def given(text: str) -> Iterator[Stretch]:
    """Start and end of each secret that is the last argument of a command, its input, or sent to its prompt."""
    for program, letters, count in LAST_ARGUMENTS:
        for at in found(text, program):
            yield from _last_argument(text, at + len(program), letters, count)
    for word, option in READS_INPUT:
        for at in found(text, word):
            yield from _input(text, at, at + len(word), option)
    yield from _substituted(text)
    for at in found(text, "expect"):
        yield from _sent(text, at)


def _last_argument(text: str, at: int, letters: str, count: int) -> Iterator[Stretch]:
    if text[at : at + 1] == ".":
        at = word_at(text, at)[1]
    if text[at : at + 1] not in (" ", "\t", "\\"):
        return
    options, arguments = "", []
    for start, stop in words_between(text, at, command_end(text, at)):
        word = text[start:stop]
        if word in STOPS or word[:1] in ("<", ">", "#") or word[1:2] == ">":
            break
        if word.startswith("-"):
            options += word
        else:
            arguments.append((start, stop))
        if len(arguments) > count + _MOST_OPTIONS:
            return
        if text[stop : stop + 1] == ")" or text[stop : stop + 2] in ("')", '")'):
            break  # the end of `$(…)`
    # An option may take a word, so there may be as many more.
    if not count <= len(arguments) <= count + options.count("-") or not set(letters) <= set(options):
        return
    start, stop = arguments[-1]
    word = text[start:stop]
    if stop - start >= _LEAST and word[0] not in _NO_SECRET and "=" not in word and "://" not in word:
        yield start, stop


def _input(text: str, at: int, end: int, option: str) -> Iterator[Stretch]:
    last = command_end(text, end)
    here = text.find("<<<", end, last)
    pipe = text.rfind("|", max(0, at - _FAR), at)
    piped = pipe > 0 and text[pipe - 1] != "|" and not any(mark in text[pipe:at] for mark in ";&\n")
    if here < 0 and not piped:
        return
    if not reads(text, at, end, last if here < 0 else here, option):
        return
    if here >= 0:
        start, stop = word_at(text, here + 3)
        if stop - start >= _LEAST and text[start] not in _NO_SECRET:
            yield start, stop
    if piped:
        yield from printed_before(text, pipe)


def reads(text: str, at: int, end: int, last: int, option: str) -> bool:
    """Whether the word at that place is a command, or an option, that reads a secret from its input."""
    if not option:
        return text[at] == "-" or " " in text[at:end] or is_command(text, at)
    words = [text[start:stop] for start, stop in words_between(text, end, last)]
    if len(option) == 2:  # other letters may be written with it
        return any(word[:1] == "-" and word[1:2] != "-" and option[1] in word for word in words)
    return any(word.partition("=")[0] == option for word in words)


def is_command(text: str, at: int) -> bool:
    """Whether a word is where a command may be: at the beginning of a line, or after `|`, `&&`, `(`, `RUN`, `sudo`."""
    while at and not text[at - 1].isspace() and text[at - 1] not in "|&;(":
        at -= 1  # the path of the program
    head = text[max(0, at - _FAR) : at].rstrip(" \t\\\n" if text[max(0, at - 1) : at] != "\n" else " \t")
    return (
        not head
        or head[-1] in "|&;({\n`"
        or head.rpartition("\n")[2].split(" ")[-1].rpartition("/")[2] in BEFORE_COMMANDS
    )


def _substituted(text: str) -> Iterator[Stretch]:
    """`--password-file=<(echo …)`"""
    at = text.find("<(")
    while at >= 0:
        begin = at
        while begin > max(0, at - 100) and (text[begin - 1].isalnum() or text[begin - 1] in "-_.= "):
            begin -= 1
        name = text[begin:at].strip(" =").rpartition(" ")[2]
        start, stop = word_at(text, at + 2)
        if is_secret_name(name.removesuffix("-file")) and text[start:stop] in PRINTING:
            close = text.find(")", stop, stop + _FAR)
            for first, last in words_between(text, stop, max(close, stop)):
                if text[first] not in _NO_SECRET:
                    yield first, last
        at = text.find("<(", at + 2)


def _sent(text: str, at: int) -> Iterator[Stretch]:
    """What `expect` types at a prompt: one word of some length; a command has spaces."""
    last = min(len(text), at + _FAR)
    for mark in ("send ", "send -- "):
        begin = text.find(mark, at, last)
        while begin >= 0:
            first = begin + len(mark)
            while text[first : first + 1] in ("\\", '"', "'", "{"):
                first += 1
            stop = first
            while stop < len(text) and not text[stop].isspace() and text[stop] not in "\\\"'}":
                stop += 1
            if text[stop : stop + 1] != " " and stop - first >= _LEAST and text[first] not in _NO_SECRET:
                yield first, stop
            begin = text.find(mark, first, last)

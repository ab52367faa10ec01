"""Secrets that a command receives: `curl -u me:…`, `sshpass -p …`, `echo root:… | chpasswd`, the words of a .netrc."""

from __future__ import annotations

from studio_lint.facts.secret_commands import ASSIGNED, COMMANDS, FROM_INPUT
from studio_lint.model.secrets.names import is_secret_name, is_weak_name
from studio_lint.model.secrets.values import looks_secret

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    Stretch = tuple[int, int]

_FAR = 1_000
"""Characters from a program to the end of its options."""

PRINTING = ("echo", "printf", "print", "yes")
STOPS = ("|", "||", "&&", ";", "&")


def given(text: str) -> Iterator[Stretch]:
    """Start and end of each secret that is a word of a command, but for what follows an option of its name."""
    for program, options, glued, after_colon in COMMANDS:
        for at in found(text, program):
            yield from _of_program(text, at + len(program), options, glued, after_colon)
    for word in FROM_INPUT:
        for at in found(text, word):
            yield from printed_before(text, at)
            yield from _here(text, at + len(word))
    for word in ASSIGNED:
        end = 0
        for at in found(text, word):
            if at < end:
                continue
            end = command_end(text, at)
            for start, stop in words_between(text, at + len(word), end):
                equals = text.find("=", start, stop)
                if equals > 0 and text[equals + 1 : equals + 2] not in ("", "$", "@"):
                    yield equals + 1, stop
    for at in found(text, "password"):
        head = text[max(0, at - 200) : at]
        if "login" in head or "machine" in head:
            yield from _next_word(text, at + len("password"))


def found(text: str, word: str) -> Iterator[int]:
    """Where a word begins, no letters around it."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if (at == 0 or not text[at - 1].isalnum()) and not text[end : end + 1].isalnum():
            yield at
        at = text.find(word, end)


def options(text: str) -> Iterator[Stretch]:
    """`--password X`, in a list too; what follows `=` is told by the name alone."""
    at = text.find("--")
    while at >= 0:
        end = at + 2
        while end < len(text) and (text[end].isalnum() or text[end] in "-_."):
            end += 1
        if end - at > 3 and text[end : end + 1] != "=":
            # In a list a quote and a comma are between them.
            after = end + text.startswith(('",', "',"), end)
            if is_secret_name(text[at:end]):
                yield from _next_word(text, after)
            elif is_weak_name(text[at:end]):
                yield from (found for found in _next_word(text, after) if looks_secret(text[slice(*found)]))
        at = text.find("--", end)


def _next_word(text: str, end: int) -> Iterator[Stretch]:
    start, stop = word_at(text, end)
    if '="' in text[start:stop] or "='" in text[start:stop]:
        return  # the next argument of a function
    if stop - start >= 3 and start > end and text[start] not in "-$<{%" and text[start:stop] not in STOPS:
        yield start, stop


def word_at(text: str, at: int) -> Stretch:
    """The next word, quotes and the commas of a list left out; a backslash and its line end are a space."""
    while at < len(text) and (text[at] in " \t,\r\n\\"):
        at += 1
    quote = text[at : at + 1]
    if quote and quote in "\"'":
        end = at + 1
        while end < len(text) and text[end] not in (quote, "\n"):
            end += 2 if text[end] == "\\" else 1
        return at + 1, min(end, len(text))
    end = at
    while end < len(text) and not text[end].isspace():
        end += 1
    while end > at and text[end - 1] in "\"'`,])};":
        end -= 1
    return at, end


def words_between(text: str, at: int, last: int) -> Iterator[Stretch]:
    """Start and end of each word from `at` on that begins before `last`."""
    while at < last:
        start, stop = word_at(text, at)
        if stop <= start:
            start, stop = start, start + 1
        if start >= last:
            return
        yield start, stop
        at = stop + (text[stop : stop + 1] in ("'", '"'))


def _of_program(
    text: str, at: int, options: tuple[str, ...], glued: tuple[str, ...], after_colon: bool
) -> Iterator[Stretch]:
    if "" in options:
        if text[at : at + 1] == " ":
            yield from _next_word(text, at)
        return
    last = command_end(text, at)
    following = False
    for start, stop in words_between(text, at, last):
        word = text[start:stop]
        if word in STOPS:
            return
        if following:
            yield from _secret_of(text, start, stop, after_colon)
        following = word in options or (after_colon and _ends_in_one(word, options))
        for option in glued:
            if word.startswith(option) and len(word) > len(option) and not word.startswith("--"):
                yield from _secret_of(text, start + len(option), stop, after_colon)
        name, equals, _ = word.partition("=")
        if equals and name in options:
            yield from _secret_of(text, start + len(name) + 1, stop, after_colon)


def _ends_in_one(word: str, options: tuple[str, ...]) -> bool:
    """Whether options of one letter are written together, as in `curl -sSLu`, and the last is one of these."""
    return 2 < len(word) < 8 and word[0] == "-" and word[1:].isalpha() and f"-{word[-1]}" in options


def _secret_of(text: str, start: int, stop: int, after_colon: bool) -> Iterator[Stretch]:
    if after_colon:
        mark = next((at for sign in ":%," if (at := text.find(sign, start, stop)) >= 0), -1)
        if mark < 0:
            return
        start = mark + 1
    while start < stop and text[start] in "\"'":
        start += 1
    if start < stop and text[start] not in "$<{":
        yield start, stop


def command_end(text: str, at: int) -> int:
    """The end of the line, those that a backslash continues included."""
    end = text.find("\n", at, at + _FAR)
    while end > 0 and text[end - 1] == "\\":
        end = text.find("\n", end + 1, at + _FAR)
    return end if end >= 0 else min(len(text), at + _FAR)


def line_begin(text: str, at: int) -> int:
    """The beginning of the line, those before it included that a backslash continues."""
    begin = text.rfind("\n", max(0, at - _FAR), at) + 1 or max(0, at - _FAR)
    while begin > 1 and text[begin - 2 : begin] == "\\\n" and at - begin < _FAR:
        begin = text.rfind("\n", 0, begin - 1) + 1
    return begin


def printed_before(text: str, at: int) -> Iterator[Stretch]:
    """What `echo` prints into the command that begins at `at`."""
    begin = max(line_begin(text, at), text.rfind("&&", max(0, at - _FAR), at))
    # Quotes may be around the whole command: from the first `echo` on.
    line = text[begin:at]
    begin += min((place for word in PRINTING for place in found(line, word)), default=at - begin)
    printing = False
    for start, stop in words_between(text, begin, at):
        word = text[start:stop]
        if word in STOPS:
            printing = False
        elif printing and not word.startswith("-") and word[:1] not in "$<{%" and len(word) > 2:
            colon = word.find(":")
            yield start + colon + 1, stop
        printing = printing or word.rpartition("/")[2].lstrip("({") in PRINTING


def _here(text: str, at: int) -> Iterator[Stretch]:
    """`chpasswd <<< root:…`, and the lines of a heredoc."""
    end = command_end(text, at)
    if "<<" not in text[at:end]:
        return
    for start, stop in words_between(text, at, end):
        colon = text.find(":", start, stop)
        if colon > 0:
            yield colon + 1, stop

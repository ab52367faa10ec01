"""Secrets in the lines of a heredoc that `sudo -S` or `chpasswd` reads, and those written into a file: `… > token.txt`.

Stretches of a text, as in `hiding`.
"""

from __future__ import annotations

from studio_lint.facts.secret_commands import READS_ACCOUNTS, READS_INPUT
from studio_lint.facts.tokens import OPEN_FILES, SECRET_FILES
from studio_lint.model.secrets.commands import command_end, found, line_begin, printed_before, word_at, words_between
from studio_lint.model.secrets.inputs import reads
from studio_lint.model.secrets.names import is_secret_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    Stretch = tuple[int, int]

_MOST_LINES = 20
_LONGEST = 300
_LEAST = 3


def given(text: str) -> Iterator[Stretch]:
    """Start and end of each line of such a heredoc, and of what is printed into a file of secrets."""
    at = text.find("<<")
    while at >= 0:
        if text.startswith("<<<", at):
            at = text.find("<<", at + 3)
            continue
        yield from _lines(text, at)
        at = text.find("<<", command_end(text, at))  # those of one line are read together
    at = text.find(">")
    while at >= 0:
        start, stop = word_at(text, at + 1 + text.startswith(">>", at))
        if stop > start and is_secret_file(text[start:stop]):
            yield from printed_before(text, at)
            stop = command_end(text, at)
        at = text.find(">", max(stop, at + 1))


def is_secret_file(path: str) -> bool:
    """Whether a file's name tells that it contains nothing but a secret."""
    plain = path.strip("\"'").rstrip("/")
    name = plain.rpartition("/")[2].lstrip(".")
    if plain in OPEN_FILES or not name:
        return False
    stem = name.partition(".")[0] if name.endswith(SECRET_FILES) or "." not in name else name
    return "/secrets/" in plain or is_secret_name(stem)


def _lines(text: str, at: int) -> Iterator[Stretch]:
    start, stop = word_at(text, at + 2 + text.startswith("<<-", at))
    delimiter = text[start:stop]
    begin = line_begin(text, at)
    end = command_end(text, at)
    if not delimiter or not (delimiter[0].isalpha() or delimiter[0] == "_") or stop > end:
        return
    line = text[begin:end]
    accounts = any(True for word in READS_ACCOUNTS for _ in found(line, word))
    whole = any(
        reads(text, begin + place, begin + place + len(word), end, option)
        for word, option in READS_INPUT
        for place in found(line, word)
    )
    written = any(is_secret_file(text[first:last]) for first, last in words_between(text, begin, end))
    if accounts or whole or written:
        yield from _body(text, end, delimiter, accounts)


def _body(text: str, end: int, delimiter: str, accounts: bool) -> Iterator[Stretch]:
    for _ in range(_MOST_LINES):
        start, end = end + 1, text.find("\n", end + 1)
        end = len(text) if end < 0 else end
        line = text[start:end].strip()
        if line == delimiter or start >= len(text):
            return
        first = start + (len(text[start:end]) - len(text[start:end].lstrip()))
        if accounts:
            first = text.find(":", first, end) + 1 or first
        if end - first >= _LEAST and end - first <= _LONGEST and text[first] not in "$<{#":
            yield first, first + len(text[first:end].rstrip())

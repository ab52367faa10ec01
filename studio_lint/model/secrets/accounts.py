"""Secrets of accounts, by position: `//me:…@host`, a line of `.pgpass`, a hashed password, `sqlplus me/…@db`.

Stretches of a text, as in `hiding`.
"""

from __future__ import annotations

from studio_lint.facts.secret_commands import USER_AND_PASSWORD
from studio_lint.facts.tokens import HASHES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    Stretch = tuple[int, int]

_FAR = 300
_ENDS = " \t\r\n/<>\"'`,;()[]"
_NOT_SAID = "$<{%*"
_TOKEN = 10
_PGPASS = 5
_HASHED = 24


def given(text: str) -> Iterator[Stretch]:
    """Start and end of each of them."""
    at = text.find("//")
    while at >= 0:
        yield from _in_authority(text, at + 2)
        at = text.find("//", at + 2)
    yield from _in_pgpass(text)
    for hash in HASHES:
        at = text.find(hash)
        while at >= 0:
            end = _until(text, at, " \t\r\n\"',:;")
            if end - at >= _HASHED and text.count("$", at, end) >= 3:
                yield at, end
            at = text.find(hash, at + 1)
    for word in USER_AND_PASSWORD:
        at = text.find(word)
        while at >= 0:
            slash, end = text.find("/", at + len(word), at + _FAR), text.find("@", at + len(word), at + _FAR)
            if 0 < slash < end and not any(map(str.isspace, text[at + len(word) : end])):
                yield slash + 1, end
            at = text.find(word, at + 1)


def _in_authority(text: str, start: int) -> Iterator[Stretch]:
    """A user's name that is a token, and a password where no scheme precedes the slashes."""
    end = _until(text, start, _ENDS)
    last = text.rfind("@", start, end)
    if last < 0:
        return
    user, colon, password = text[start:last].partition(":")
    if colon and password and password[0] not in _NOT_SAID and not text.startswith(":", start - 3):
        yield start + len(user) + 1, last
    # After a token any word may be written, `x-oauth-basic` for instance.
    if len(user) >= _TOKEN and _is_mixed(user):
        yield start, start + len(user)


def _is_mixed(word: str) -> bool:
    return all(any(map(kind, word)) for kind in (str.isupper, str.islower, str.isdecimal)) and word.isascii()


def _in_pgpass(text: str) -> Iterator[Stretch]:
    """`host:5432:database:user:…`"""
    at = text.find(":*:")
    marks = [at] if at >= 0 else []
    at = text.find(":5432:")
    while at >= 0 and len(marks) < _FAR:
        marks.append(at)
        at = text.find(":5432:", at + 1)
    for mark in marks:
        begin = mark
        while begin and text[begin - 1] not in " \t\n\"'":
            begin -= 1
        end = _until(text, mark, " \t\r\n\"'")
        if text[begin:end].count(":") == _PGPASS - 1:
            yield text.rindex(":", begin, end) + 1, end


def _until(text: str, at: int, ends: str) -> int:
    end = at
    while end < len(text) and text[end] not in ends and end - at < _FAR:
        end += 1
    return end

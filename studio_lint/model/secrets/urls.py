"""URLs inside a text, and the secrets in them."""

from __future__ import annotations

from studio_lint.facts.tokens import WEBHOOKS
from studio_lint.model.secrets.shapes import credential

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_LOCAL = ("localhost", "127.0.0.1", "[::1]")
_ENDS = " \t\r\n,;'\"<>"
SHORTEST = 4
"""Characters of a token after `/t/`; conda takes any word there for one."""
_USUAL = 8
_FAR = 500
_TOKEN_LENGTH, _TOKEN_KINDS = 16, 8
_AUTHORITY_ENDS = " \t\r\n/<>"


def _urls(value: str) -> list[tuple[int, int]]:
    """Where `//` of each URL stands, and where it ends."""
    found = []
    at = value.find("://")
    while at >= 0:
        end = at + 3
        while end < len(value) and value[end] not in _ENDS:
            end += 1
        found.append((at + 1, end))
        at = value.find("://", end)
    return found


def secrets_in(value: str, least: int = _USUAL) -> Iterator[tuple[int, int]]:
    """Start and end of every password and token in URLs; a `${VARIABLE}` is none.

    `least`: how many characters a word after `/t/` has, if it is a token. What may
    be any URL, as of a forum (`/t/title/1`), needs more of them than a channel's.
    """
    for start, end in _urls(value):
        host_end = _authority_end(value, start + 2)
        at = value.rfind("@", start, host_end)
        if at > 0:
            colon = value.find(":", start + 2, at)
            begin = colon + 1 if colon > 0 else start + 2
            if _is_secret(value[begin:at], colon > 0 or _is_user_token(value[begin:at])):
                yield begin, at
        hook = next((one for one in WEBHOOKS if value.find(one, start, start + _FAR) >= 0), None)
        if hook is not None:
            begin = value.find(hook, start) + len(hook)
            if begin < end and value[begin] not in "$<{%":
                yield begin, end
        token = value.find("/t/", start, end)
        if token > 0:
            stop = value.find("/", token + 3, end)
            stop = end if stop < 0 else stop
            word = value[token + 3 : stop]
            if _is_secret(word, len(word) >= least and word.upper() != "TOKEN"):
                yield token + 3, stop


def _authority_end(value: str, start: int) -> int:
    """Where the host of a URL ends. A password before it may have any sign but a space, a slash too."""
    end = start
    while end < len(value) and value[end] not in _AUTHORITY_ENDS and end - start < _FAR:
        end += 1
    if value[end : end + 1] == "/" and "@" not in value[start:end]:
        port = value[start:end].partition(":")[2]
        later = value.find("@", end, end + _FAR)
        if port and not port.isdecimal() and later > 0 and not any(char.isspace() for char in value[end:later]):
            return later + 1
    return end


def _is_user_token(word: str) -> bool:
    """Whether a user's name without a password is a token: long, of letters and digits."""
    kinds = set(word)
    return len(word) >= _TOKEN_LENGTH and len(kinds) >= _TOKEN_KINDS and any(char.isdecimal() for char in kinds)


def without_secrets(value: str) -> str:
    """The text with `*` for every letter of a secret."""
    for start, end in secrets_in(value):
        value = value[:start] + "*" * (end - start) + value[end:]
    return value


def _is_secret(word: str, placed: bool) -> bool:
    """`placed`: it stands where a password stands."""
    if not word or "$" in word or word[0] in "<{%" or word.strip("*xX.") == "":
        return False
    return placed or credential(word) is not None


def plain_http(value: str) -> tuple[int, int] | None:
    """Start and end of the `http` of a URL that is not encrypted, on another machine."""
    for start, end in _urls(value):
        scheme = start - 1
        while scheme and (value[scheme - 1].isalnum() or value[scheme - 1] in "+.-"):
            scheme -= 1
        word = value[scheme : start - 1]
        host = value[start + 2 : end].rpartition("@")[2]
        if word.rpartition("+")[2].lower() == "http" and not host.startswith(_LOCAL):
            return start - 5, start - 1
    return None

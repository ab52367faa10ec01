"""URLs inside a text: what is secret in them."""

from __future__ import annotations

from studio_lint.model.secrets.shapes import credential

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_LOCAL = ("localhost", "127.0.0.1", "[::1]")
_ENDS = " \t\r\n,;'\"<>"
SHORTEST = 4
"""Characters of a token behind `/t/`; conda takes any word there for one."""
_USUAL = 8


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

    `least`: how many characters a word behind `/t/` has, if it is a token. What may
    be any URL, as of a forum (`/t/title/1`), needs more of them than a channel's.
    """
    for start, end in _urls(value):
        host_end = value.find("/", start + 2, end)
        host_end = end if host_end < 0 else host_end
        at = value.rfind("@", start, host_end)
        if at > 0:
            colon = value.find(":", start + 2, at)
            begin = colon + 1 if colon > 0 else start + 2
            if _is_secret(value[begin:at], colon > 0):
                yield begin, at
        token = value.find("/t/", start, end)
        if token > 0:
            stop = value.find("/", token + 3, end)
            stop = end if stop < 0 else stop
            word = value[token + 3 : stop]
            if _is_secret(word, len(word) >= least and word.upper() != "TOKEN"):
                yield token + 3, stop


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

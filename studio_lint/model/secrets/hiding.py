"""What must not be printed of a file, wherever in it a secret stands.

`hide_secrets` marks the stretches of a source, `masked` takes them out of
words that are said about it. Told by shape (`model/secrets`), by place (the
password of a URL, what follows `Bearer`), or by the name that a value is given
to. Too much may be hidden, never too little: nothing is reported from here.
"""

from __future__ import annotations

from studio_lint.base.source import Span
from studio_lint.facts.tokens import TOKENS
from studio_lint.model.secrets.shapes import is_random
from studio_lint.model.secrets.urls import secrets_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeVar

    from studio_lint.base.diagnostics import Finding, Place
    from studio_lint.base.source import Source

    Value = TypeVar("Value")

NAMES = (
    "password", "passwd", "passphrase", "secret", "token", "api_key", "apikey", "access_key", "secret_key",
    "private_key", "auth_key", "credential", "credentials",
)  # fmt: skip
"""Endings of names whose values are taken for secrets."""
LEAST = 6
"""Characters of a value that is told by its name alone."""
LONGEST = 500
"""Characters that are hidden of it at the most."""
CUT = 5
"""Characters of a secret that are known again where a message was cut short."""

_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
_TOKEN = _LETTERS | frozenset("./+=")
_BLANKS = frozenset(" \r\n")
_ENDS = frozenset(" \t\r\n'\",;&|()[]")
_CALLS = ("(", "[")
_NOT_SAID = "$<{%/*("
_QUOTES = ("'", '"')
_VALUE = "value: "
_BEGIN, _END = "-----BEGIN ", "-----END "


def hide_secrets(source: Source) -> None:
    """Keep every secret of a source from being printed; it is searched once."""
    if not source.searched:
        source.searched = True
        for start, end in secret_stretches(source.text):
            source.hide(Span(start, end))


def discreet(finding: Finding) -> Finding:
    """The finding without the secrets of the files it speaks of; the texts of its fix stay, since they are written."""
    places = (finding.place, *finding.related)
    for place in places:
        hide_secrets(place.source)
    known = {secret for place in places for secret in place.source.secrets}
    if not known:
        return finding

    def clean(place: Place) -> Place:
        return place.replace(label=masked(place.label, known)) if place.label else place

    fix = finding.fix
    return finding.replace(
        message=masked(finding.message, known),
        place=clean(finding.place),
        help=masked(finding.help, known) if finding.help else finding.help,
        related=tuple(map(clean, finding.related)),
        notes=tuple(masked(note, known) for note in finding.notes),
        fix=fix.replace(message=masked(fix.message, known)) if fix else None,
    )


def masked(words: str, known: Iterable[str] = ()) -> str:
    """The words with stars for what is secret in them: the `known` secrets, cut short ones too, and what looks so."""
    for secret in sorted(known, key=len, reverse=True):
        words = _without(words, secret)
    for start, end in secret_stretches(words):
        words = words[:start] + "*" * (end - start) + words[end:]
    return words


def masked_all(value: Value, known: Iterable[str] = ()) -> Value:
    """Lists and dictionaries of words, masked throughout."""
    if isinstance(value, str):
        return masked(value, known)  # type: ignore[return-value]
    if isinstance(value, list):
        return [masked_all(item, known) for item in value]  # type: ignore[return-value]
    if isinstance(value, dict):
        return {masked_all(key, known): masked_all(item, known) for key, item in value.items()}  # type: ignore[return-value]
    return value


def _without(words: str, secret: str) -> str:
    if len(secret) < CUT:
        return words
    at = words.find(secret[:CUT])
    while at >= 0:
        end = at + CUT
        while end < len(words) and end - at < len(secret) and words[end] == secret[end - at]:
            end += 1
        cut_short = end == len(words) or words[end] in ".…`\"'"
        if end - at == len(secret) or cut_short:
            words = words[:at] + "*" * (end - at) + words[end:]
        at = words.find(secret[:CUT], at + 1)
    return words


def secret_stretches(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of everything in a text that is taken for a secret."""
    if "://" in text:
        yield from secrets_in(text)
    yield from _tokens(text)
    yield from _keys(text)
    lower = text.lower()
    if len(lower) == len(text):
        yield from _named(text, lower)
        yield from _borne(text, lower)


def _tokens(text: str) -> Iterator[tuple[int, int]]:
    for token in TOKENS:
        for prefix in token.prefixes:
            at = text.find(prefix)
            while at >= 0:
                end = _run(text, at + len(prefix), _LETTERS | {"."})
                rest = text[at + len(prefix) : end].rstrip(".")
                if (at == 0 or not text[at - 1].isalnum()) and is_random(rest, token.least, token.most):
                    yield at, end
                at = text.find(prefix, end)
    at = text.find("eyJ")
    while at >= 0:
        end = _run(text, at, _LETTERS | {"."})
        if text.count(".eyJ", at, end) == 1 or end - at >= 40:
            yield at, end
        at = text.find("eyJ", end)


def _keys(text: str) -> Iterator[tuple[int, int]]:
    at = text.find(_BEGIN)
    while at >= 0:
        end = text.find(_END, at)
        end = len(text) if end < 0 else end + len(_END)
        if "PRIVATE KEY" in text[at : at + 60]:
            yield at, end
        at = text.find(_BEGIN, end)


def _named(text: str, lower: str) -> Iterator[tuple[int, int]]:
    for name in NAMES:
        line = 0
        at = lower.find(name)
        while at >= 0:
            end = at + len(name)
            line = max(line, text.rfind("\n", line, at) + 1)
            start = _value_of(text, end, lower.startswith("env ", line))
            stop = max(end, _value_end(text, start)) if start >= 0 else end
            said = 0 <= start <= stop - LEAST and text[start] not in _NOT_SAID and text[stop : stop + 1] not in _CALLS
            if said:
                yield start, stop
            at = lower.find(name, stop)


def _value_of(text: str, end: int, in_env: bool) -> int:
    """Where the value of the name that ends at `end` begins, or -1."""
    if text[end : end + 1] in _QUOTES:
        end += 1
    if text[end : end + 1] == "=":
        start = end + 1
    elif text[end : end + 2] == ": " or (in_env and text[end : end + 1] == " "):
        start = _run(text, end + 1, _BLANKS)
    elif text[end : end + 2].lstrip("\r")[:1] == "\n":
        # A studio-config's variable has its name on one line and its value on the next.
        start = _run(text, end, _BLANKS)
        start = start + len(_VALUE) if text.startswith(_VALUE, start) else -1
    else:
        return -1
    return start + 1 if start >= 0 and text[start : start + 1] in _QUOTES else start


def _value_end(text: str, start: int) -> int:
    end = start
    while end < len(text) and text[end] not in _ENDS and end - start < LONGEST:
        end += 1
    return end


def _borne(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """`Authorization: Bearer …`"""
    for word in ("bearer ", "basic "):
        at = lower.find(word)
        while at >= 0:
            start = at + len(word)
            end = _run(text, start, _TOKEN)
            if end - start >= 8 and (word == "bearer " or "authorization" in lower[max(0, at - 20) : at]):
                yield start, end
            at = lower.find(word, start)


def _run(text: str, at: int, letters: frozenset[str]) -> int:
    while at < len(text) and text[at] in letters:
        at += 1
    return at

"""Which parts of a file must not be printed because they contain a secret.

`hide_secrets` marks the parts of a source, and `masked` removes them from
messages about it. Secrets are recognized by form (`model/secrets`), by position
(the password of a URL, what follows `Bearer`), or by the name that the value
is assigned to. This may hide too much, never too little: it reports nothing.
"""

from __future__ import annotations

from studio_lint.base.source import Span
from studio_lint.facts.tokens import INSIDE, TOKENS
from studio_lint.model.secrets import accounts, commands, heredocs, inputs, names_before, values
from studio_lint.model.secrets.names import may_name
from studio_lint.model.secrets.shapes import is_random
from studio_lint.model.secrets.urls import secrets_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TypeVar

    from studio_lint.base.diagnostics import Finding, Place
    from studio_lint.base.source import Source

    Value = TypeVar("Value")

CUT = 5
"""Characters of a secret that are known again where a message was cut short."""

_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
_TOKEN = _LETTERS | frozenset("./+=")
_AROUND = _LETTERS | frozenset(".~")
_FRAGMENT = 12
_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_NO_SIGNS = {code: " " for code in range(128) if not chr(code).isalnum()}
_LEAST = 8
"""Characters of what follows `Bearer`."""
_HEADER = "authorization"
_BEFORE_SCHEME = frozenset("\"' :=")
_CERTAIN = 8
_MOST = 200
"""Secrets of one file that are looked for everywhere in it."""
_BEGIN, _END = "-----BEGIN ", "-----END "


def hide_secrets(source: Source) -> None:
    """Keep every secret of a source from being printed; it is searched once."""
    if not source.searched:
        source.searched = True
        found = set()
        for start, end in secret_stretches(source.text):
            source.hide(Span(start, end))
            found.add(source.text[start:end])
        for start, end in _again(source.text, found):
            source.hide(Span(start, end))


def _again(text: str, secrets: set[str]) -> Iterator[tuple[int, int]]:
    """Where secrets are met once more, those that are nothing else: `hunter` may be a word of its own."""
    certain = [secret for secret in secrets if len(secret) >= _CERTAIN and values.looks_secret(secret)]
    for secret in sorted(certain)[:_MOST]:
        at = text.find(secret)
        while at >= 0:
            yield at, at + len(secret)
            at = text.find(secret, at + len(secret))


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
    for secret in [part for head, part in _parts(frozenset(known)) if head in words]:
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


_parts_of: dict[frozenset[str], tuple[tuple[str, str], ...]] = {}
"""The parts of the secrets of one file, whose findings are masked one after the other."""


def _parts(known: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Secrets and their parts, the longest first, each after its first letters."""
    if known not in _parts_of:
        _parts_of.clear()
        parts = sorted({part for whole in known for part in _fragments(whole)}, key=len, reverse=True)
        _parts_of[known] = tuple((part[:CUT], part) for part in parts)
    return _parts_of[known]


def _fragments(secret: str) -> Iterator[str]:
    """A secret, and its parts between signs that a message may write in another way: a line end as `\\\\n`."""
    yield secret
    begin = 0
    for at in range(len(secret) + 1):
        if at == len(secret) or secret[at] not in _TOKEN:
            if at - begin >= _FRAGMENT and begin | (len(secret) - at):
                yield secret[begin:at]
                if secret[begin] == "n" and begin and secret[begin - 1] == "\\":
                    yield secret[begin + 1 : at]
            begin = at + 1


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
    """Start and end of everything in a text that is taken for a secret; in time in proportion to its length."""
    if "://" in text:
        yield from secrets_in(text)
    yield from _tokens(text)
    yield from _keys(text)
    if may_name(text):
        yield from values.given(text)
        yield from names_before.given(text)
        yield from commands.options(text)
    yield from commands.given(text)
    yield from inputs.given(text)
    yield from heredocs.given(text)
    yield from accounts.given(text)
    # Of letters such as a dotted capital I the small form is longer: the places would not be those of the text.
    yield from _borne(text, text.translate(_LOWER))


def _may_begin(text: str) -> Callable[[str], bool]:
    """A first look: whether a word of the text begins as that prefix does; most of so many prefixes never do."""
    if not text.isascii():
        return bool
    begins = {word[:2] for word in text.translate(_NO_SIGNS).split()}
    return lambda prefix: (prefix[:2] if prefix[:2].isalnum() else prefix[:1]) in begins


def _tokens(text: str) -> Iterator[tuple[int, int]]:
    may_begin = _may_begin(text)
    for token in TOKENS:
        for prefix in filter(may_begin, token.prefixes):
            at = text.find(prefix)
            while at >= 0:
                end = at + len(prefix)
                if at == 0 or not text[at - 1].isalnum():
                    end = _run(text, end, _LETTERS | {"."})
                    rest = text[at + len(prefix) : end].rstrip(".")
                    if is_random(rest, token.least, token.most):
                        yield at, end
                at = text.find(prefix, end)
    for inside, least in INSIDE:
        at = text.find(inside)
        while at >= 0:
            begin, end = _run_back(text, at), _run(text, at + len(inside), _AROUND)
            if end - begin >= least and any(char.isdecimal() for char in text[begin:end]):
                yield begin, end
            at = text.find(inside, end)
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


def _borne(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """`Authorization: Bearer …`, and what follows another scheme, or none, in that header."""
    at = lower.find("bearer ")
    while at >= 0:
        start = at + len("bearer ")
        end = _run(text, start, _TOKEN)
        if end - start >= _LEAST:
            yield start, end
        at = lower.find("bearer ", start)
    at = lower.find(_HEADER)
    while at >= 0:
        start = _run(text, at + len(_HEADER), _BEFORE_SCHEME)
        end = _run(text, start, _TOKEN) if set(":=") & set(text[at + len(_HEADER) : start]) else start
        if text[end : end + 1] == " " and text[start:end].isalpha():
            start, end = end + 1, _run(text, end + 1, _TOKEN)
            if end - start >= _LEAST:
                yield start, end
        elif end - start >= _LEAST and any(map(str.isdecimal, text[start:end])):
            yield start, end
        at = lower.find(_HEADER, at + 1)


def _run_back(text: str, at: int) -> int:
    while at > 0 and text[at - 1] in _AROUND:
        at -= 1
    return at


def _run(text: str, at: int, letters: frozenset[str]) -> int:
    while at < len(text) and text[at] in letters:
        at += 1
    return at

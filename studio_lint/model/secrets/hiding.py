"""What must not be printed of a file, wherever in it a secret stands.

`hide_secrets` marks the stretches of a source, `masked` takes them out of
words that are said about it. Told by shape (`model/secrets`), by place (the
password of a URL, what follows `Bearer`), or by the name that a value is given
to. Too much may be hidden, never too little: nothing is reported from here.
"""

from __future__ import annotations

from studio_lint.base.source import Span
from studio_lint.facts.tokens import IN_QUERIES, INSIDE, TOKENS
from studio_lint.model.secrets import commands, inputs
from studio_lint.model.secrets.names import is_secret_name
from studio_lint.model.secrets.shapes import is_random
from studio_lint.model.secrets.urls import secrets_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeVar

    from studio_lint.base.diagnostics import Finding, Place
    from studio_lint.base.source import Source

    Value = TypeVar("Value")

LEAST = 6
"""Characters of a value that is told by its name alone."""
LONGEST = 500
"""Characters that are hidden of it at the most."""
CUT = 5
"""Characters of a secret that are known again where a message was cut short."""

_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
_TOKEN = _LETTERS | frozenset("./+=")
_AROUND = _LETTERS | frozenset(".~")
_FRAGMENT = 12
_LONGEST_NAME = 100
_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_BETWEEN = "\"' \t:+"
_BETWEEN_VALUE = " \t"
_CLOSING = "\"'`,;)]}"
_NOT_SAID = "$<{%/*("
_QUOTES = "'\""
_BEFORE_NAME = " \t\n{,;\"'"
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
    for secret in sorted({part for whole in known for part in _fragments(whole)}, key=len, reverse=True):
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
    yield from _named(text)
    yield from _in_elements(text)
    yield from commands.given(text)
    yield from inputs.given(text)
    # Of letters such as a dotted capital I the small form is longer: the places would not be those of the text.
    yield from _borne(text, text.translate(_LOWER))


def _tokens(text: str) -> Iterator[tuple[int, int]]:
    for token in TOKENS:
        for prefix in token.prefixes:
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


def _named(text: str) -> Iterator[tuple[int, int]]:
    """What a secret's name is given by `=` or `:`, in an ENV by a space, in a studio-config on the next line."""
    for mark in "=:":
        at = text.find(mark)
        while at >= 0:
            stretch = _value(text, at + 1, mark) if _secret_before(text, at, mark) else None
            if stretch is not None:
                yield stretch
            at = text.find(mark, stretch[1] if stretch is not None else at + 1)
    yield from _on_the_next_line(text)
    yield from _in_env(text)


def _secret_before(text: str, at: int, mark: str) -> bool:
    """Whether a secret's name ends before the mark, a quote in between perhaps."""
    end = at
    while end > max(0, at - 3) and text[end - 1] in _BETWEEN:
        end -= 1
    begin = end
    while begin > max(0, end - _LONGEST_NAME) and (text[begin - 1].isalnum() or text[begin - 1] in "_-."):
        begin -= 1
    name = text[begin:end]
    if mark == "=" and begin and text[begin - 1] in "?&" and name.lower() in IN_QUERIES:
        return True
    return bool(name) and is_secret_name(name)


def _value(text: str, at: int, mark: str) -> tuple[int, int] | None:
    """The value that begins behind `=` or `:`; None where it is a variable, a path, a call, or too short."""
    start = at
    while start < len(text) and text[start] in _BETWEEN_VALUE and (mark != "=" or text[at - 2] in _BETWEEN_VALUE):
        start += 1
    if mark == ":" and start == at and text[at : at + 1] not in _QUOTES and not _is_mixed(text, at):
        return None
    quote = ""
    while start < len(text) and text[start] in _QUOTES + "\\":
        quote = text[start]
        start += 1
    end = _quoted_end(text, start, quote) if quote in ("'", '"') and quote else _word_end(text, start)
    value = text[start:end]
    if len(value) < LEAST or value[0] in _NOT_SAID or _is_call(value):
        return None
    return start, end


def _quoted_end(text: str, start: int, quote: str) -> int:
    end = start
    while end < len(text) and text[end] not in (quote, "\n") and end - start < LONGEST:
        end += 2 if text[end] == "\\" and text[end + 1 : end + 2] not in ("", "\n") else 1
    return min(end, len(text))


def _word_end(text: str, start: int) -> int:
    end = start
    while end < len(text) and not text[end].isspace() and end - start < LONGEST:
        end += 1
    while end > start and text[end - 1] in _CLOSING:
        end -= 1
    return end


def _is_mixed(text: str, at: int) -> bool:
    """Whether letters and digits, and no tag of an image, follow `password:` at the beginning of a word."""
    begin = at - 1
    while begin > 0 and (text[begin - 1].isalnum() or text[begin - 1] in "_-."):
        begin -= 1
    value = text[at : _word_end(text, at)]
    if (begin and text[begin - 1] not in _BEFORE_NAME) or "/" in value or value.lstrip("v")[:1].isdecimal():
        return False
    return any(char.isdecimal() for char in value) and any(char.isalpha() for char in value)


def _is_call(value: str) -> bool:
    """`getpass.getpass()` and `os.environ["X"]` are no values."""
    cut = min((at for at in (value.find("("), value.find("[")) if at >= 0), default=-1)
    name = value[:cut]
    return cut > 0 and name.replace(".", "").replace("_", "").isalpha() and name.islower()


def _on_the_next_line(text: str) -> Iterator[tuple[int, int]]:
    at = text.find(_VALUE)
    while at >= 0:
        line = text.rfind("\n", 0, at) + 1
        before = text[text.rfind("\n", 0, max(0, line - 1)) + 1 : max(0, line - 1)].strip(" \r\t\"'")
        if not text[line:at].strip(" -") and before.partition(":")[0].strip(" -") == "name":
            name = before.partition(":")[2].strip(" \"'")
            stretch = _value(text, at + len(_VALUE) - 1, ":") if is_secret_name(name) else None
            if stretch is not None:
                yield stretch
        at = text.find(_VALUE, at + 1)


def _in_env(text: str) -> Iterator[tuple[int, int]]:
    """`ENV NAME value`"""
    line = 0
    while line >= 0:
        if text[line : line + 4].lower() == "env ":
            words = text[line : line + 300].split("\n", 1)[0].split(" ")
            if len(words) > 2 and "=" not in words[1] and is_secret_name(words[1]):
                stretch = _value(text, line + len(words[0]) + len(words[1]) + 1, " ")
                if stretch is not None:
                    yield stretch
        line = text.find("\n", line)
        line = line + 1 if line >= 0 else -1


def _in_elements(text: str) -> Iterator[tuple[int, int]]:
    """`<password>…</password>`, as in the settings of Maven."""
    at = text.find("</")
    while at >= 0:
        end = _run(text, at + 2, _LETTERS | {"."})
        if is_secret_name(text[at + 2 : end]):
            start = text.rfind(">", max(0, at - LONGEST), at) + 1
            if start and at - start >= LEAST and text[start] not in _NOT_SAID:
                yield start, at
        at = text.find("</", end)


def _borne(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """`Authorization: Bearer …`"""
    for word in ("bearer ", "basic ", "authorization: token "):
        at = lower.find(word)
        while at >= 0:
            start = at + len(word)
            end = _run(text, start, _TOKEN)
            if end - start >= 8 and (word != "basic " or "authorization" in lower[max(0, at - 20) : at]):
                yield start, end
            at = lower.find(word, start)


def _run_back(text: str, at: int) -> int:
    while at > 0 and text[at - 1] in _AROUND:
        at -= 1
    return at


def _run(text: str, at: int, letters: frozenset[str]) -> int:
    while at < len(text) and text[at] in letters:
        at += 1
    return at

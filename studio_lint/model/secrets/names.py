"""Names of secrets: `DB_PASS`, `apiKey` and `_authToken` are, `PATH`, `KEY_FILE` and `max_tokens` are not."""

from __future__ import annotations

from studio_lint.facts.tokens import (
    ALONE,
    ENDINGS,
    HARMLESS,
    HARMLESS_KEYS,
    HARMLESS_PASSES,
    HASHING,
    IN_QUERIES,
    LAST_WORDS,
    LOGINS,
    TRAILING,
    WEAK,
)

_LONGEST = 100
_ENDINGS = tuple(ENDINGS)
_PARTS = frozenset((*ENDINGS, *LAST_WORDS, *WEAK, "pass", "rootpw", "auth"))
"""One of them is in each name of a secret once the signs between its words are gone."""
_OTHERS = (*LOGINS, *HASHING, *(f"{name}=" for name in IN_QUERIES), "identified", "' by", '" by')
"""What else tells that a value is one, in small letters."""
_NO_SIGNS = {ord(sign): None for sign in "_-."}
_FREQUENT = ("path", "patch")
"""Words of nearly every file that begin as one of the parts does, and are no secret's name however they go on."""
_USER = "user"


def may_name(text: str) -> bool:
    """A first look: whether a secret's name may be in a text, or another word that tells what its value is."""
    if not text.isascii():
        return True
    lower = text.lower()
    plain = lower.translate(_NO_SIGNS)
    for word in _FREQUENT:
        plain = plain.replace(word, "")
    if any(part in plain for part in _PARTS) or any(word in lower for word in _OTHERS):
        return True
    # `user: me:…`, and not every `USER me`
    return any(not {":", "="}.isdisjoint(after[:6]) for after in lower.split(_USER)[1:])


def is_secret_name(name: str) -> bool:
    """Whether what a variable, a key or an option of that name is given is taken for a secret."""
    plain = name.strip("-")[-_LONGEST:]
    lower = plain.lower()
    if lower in HARMLESS:
        return False
    words = _telling(plain)
    if not words:
        return False
    lower = lower if len(words) > 1 else words[0]
    if words[-1].endswith(("pass", "rootpw")) and not words[-1].endswith(HARMLESS_PASSES) and words[-1] != "pass":
        return True
    joined = "".join(words)
    if lower in ALONE or joined.endswith(_ENDINGS) or joined.removesuffix("s").endswith(_ENDINGS):
        return "tokens" not in words[-1:] or "max" not in words
    if len(words) < 2 or words[-1] not in LAST_WORDS:
        return False
    # `unknown-key` is a word of prose.
    return words[-1] != "key" or not (words[-2] in HARMLESS_KEYS or ("-" in plain and plain.islower()))


def is_weak_name(name: str) -> bool:
    """Whether it may be the name of a secret, as `REDIS_AUTH` and `AUTH_METHOD` both are of the same word."""
    words = _telling(name.strip("-")[-_LONGEST:])
    return bool(words) and (words[-1] in WEAK or words == ["key"])


def _telling(name: str) -> list[str]:
    """The words of a name without those at its end that number secrets: `TOKEN_1`, `API_KEY_V2`, `DB_PASSWORD_PROD`."""
    words = _words(name)
    while words and (
        words[-1].isdecimal()
        or (words[-1][:1] == "v" and words[-1][1:].isdecimal())
        or (len(words) > 1 and words[-1] in TRAILING)
    ):
        words.pop()
    if words:
        words[-1] = words[-1].rstrip("0123456789")
    return words


def _words(name: str) -> list[str]:
    """The words of a name, cut at signs and at the capitals of `dbPass`."""
    found = [""]
    before = ""
    for char in name:
        if not char.isalnum():
            found.append("")
        elif char.isupper() and before.islower():
            found.append(char)
        else:
            found[-1] += char
        before = char
    return [word.lower() for word in found if word]

"""Names of secrets: `DB_PASS`, `apiKey` and `_authToken` are, `PATH`, `KEY_FILE` and `max_tokens` are not."""

from __future__ import annotations

from studio_lint.facts.tokens import ALONE, ENDINGS, HARMLESS, HARMLESS_KEYS, LAST_WORDS

_LONGEST = 100
_ENDINGS = tuple(ENDINGS)


def is_secret_name(name: str) -> bool:
    """Whether what a variable, a key or an option of that name is given is taken for a secret."""
    plain = name.strip("-")[-_LONGEST:]
    lower = plain.lower()
    if lower in HARMLESS:
        return False
    words = _words(plain)
    if not words:
        return False
    if lower in ALONE or "".join(words).endswith(_ENDINGS):
        return True
    if len(words) < 2 or words[-1] not in LAST_WORDS:
        return False
    return words[-1] != "key" or words[-2] not in HARMLESS_KEYS


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

"""Names of secrets: `DB_PASS`, `apiKey` and `_authToken` are, `PATH`, `KEY_FILE` and `max_tokens` are not."""

from __future__ import annotations

from studio_lint.facts.tokens import ALONE, ENDINGS, HARMLESS, HARMLESS_KEYS, HARMLESS_PASSES, LAST_WORDS

_LONGEST = 100
_ENDINGS = tuple(ENDINGS)


def is_secret_name(name: str) -> bool:
    """Whether what a variable, a key or an option of that name is given is taken for a secret."""
    plain = name.strip("-")[-_LONGEST:]
    lower = plain.lower()
    if lower in HARMLESS:
        return False
    words = _words(plain)
    while words and (words[-1].isdecimal() or (words[-1][:1] == "v" and words[-1][1:].isdecimal())):
        words.pop()  # `TOKEN_1`, `API_KEY_V2`
    if not words:
        return False
    words[-1] = words[-1].rstrip("0123456789")
    if words[-1].endswith(("pass", "rootpw")) and not words[-1].endswith(HARMLESS_PASSES) and words[-1] != "pass":
        return True
    if lower in ALONE or "".join(words).endswith(_ENDINGS):
        return True
    if len(words) < 2 or words[-1] not in LAST_WORDS:
        return False
    # `unknown-key` is a word of prose.
    return words[-1] != "key" or not (words[-2] in HARMLESS_KEYS or ("-" in plain and plain.islower()))


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

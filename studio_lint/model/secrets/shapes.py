"""Credentials, recognized by their form."""

from __future__ import annotations

from studio_lint.facts.tokens import TOKENS

_DIGITS = frozenset("0123456789")
_WORD = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-") | _DIGITS
_BASE64 = _WORD | frozenset("+/=")
_TOKEN = _BASE64 | frozenset(".")
_KEY_NAMES = ("secret_access_key", "secret_key", "secretkey", "secretaccesskey")
_AWS_SECRET = 40
_FEWEST_KINDS = 6


def credential(value: str, name: str = "") -> str | None:
    """What kind of credential a value is ("a GitHub token"), or None.

    Only shapes that nothing else has count; a placeholder (`ghp_xxxx…`,
    `${TOKEN}`) is none. `name` is the variable's: an AWS secret key is told by
    it and its length.
    """
    text = value.strip()
    if "-----BEGIN " in text and "PRIVATE KEY-----" in text:
        return "a private key"
    for token in TOKENS:
        for prefix in token.prefixes:
            if text.startswith(prefix) and is_random(text[len(prefix) :], token.least, token.most):
                return token.what
    if _is_web_token(text):
        return "a signed web token (JWT)"
    if len(text) == _AWS_SECRET and name.lower().endswith(_KEY_NAMES) and _BASE64.issuperset(text) and _varied(text):
        return "an AWS secret key"
    return "a URL with a password" if _has_password(text) else None


def is_random(rest: str, least: int, most: int | None) -> bool:
    """Whether what follows a token's prefix can be the rest of it, and is no placeholder."""
    return len(rest) >= least and (most is None or len(rest) <= most) and _TOKEN.issuperset(rest) and _varied(rest)


def _varied(text: str) -> bool:
    """Placeholders repeat a letter or two, or are words."""
    kinds = set(text)
    return len(kinds) >= _FEWEST_KINDS and not kinds.isdisjoint(_DIGITS)


def _is_web_token(text: str) -> bool:
    parts = text.split(".")
    return (
        len(parts) == 3
        and parts[0].startswith("eyJ")
        and parts[1].startswith("eyJ")
        and all(len(part) >= 10 and _WORD.issuperset(part) for part in parts)
    )


def _has_password(text: str) -> bool:
    """`scheme://user:password@host`, the password no variable and no placeholder."""
    scheme, mark, rest = text.partition("://")
    if not mark or not scheme.replace("+", "").isalnum():
        return False
    user, at, _ = rest.partition("/")[0].rpartition("@")
    password = user.partition(":")[2]
    return bool(at) and len(password) > 2 and password[0] not in "$<{%*" and len(set(password)) > 2

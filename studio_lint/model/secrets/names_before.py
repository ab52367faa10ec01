"""Words after a secret's name, without `=` or `:`: `requirepass …`, `setenv TOKEN …`, `PASSWORD '…'`, `passwd('…')`.

Stretches of a text, as in `hiding`.
"""

from __future__ import annotations

from studio_lint.facts.tokens import HASHING, LOGINS, PROMPTS, SETTERS, SQL
from studio_lint.model.secrets.names import is_secret_name
from studio_lint.model.secrets.values import LEAST, looks_secret, name_begin, quoted_end, word_end

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    Stretch = tuple[int, int]

_OPENING = " \t(,\"'\\"
_NOT_SAID = "$<{%/*(-|&;>=:#[`\"'\\"
_AFTER_COMMAND = ("", "&", "|", ";", "-", "\\", ")", ">", "#")
_CERTAIN = 8
_FAR = 60
_LAST_LETTERS = frozenset("dsnytehwlkDSNYTEHWLK0123456789")
"""What the name of a secret ends in."""


def given(text: str) -> Iterator[Stretch]:
    """Start and end of each quoted text and of each word that follows a secret's name."""
    for quote in "'\"":
        at = text.find(quote)
        while at >= 0:
            stretch = _quoted(text, at, quote)
            if stretch is not None:
                yield stretch
            at = text.find(quote, at + 1)
    known: dict[str, bool] = {}  # a text of many words has few that differ
    for blank in " \t":
        yield from _words(text, blank, known)


def _words(text: str, blank: str, known: dict[str, bool]) -> Iterator[Stretch]:
    """Each word that follows that blank and a secret's name."""
    at = 0
    for head in text.split(blank)[:-1]:
        at += len(head)
        if head not in known:
            known[head] = head[-1:] in _LAST_LETTERS and _names_secret(head)
        if known[head]:
            stretch = _word(text, at)
            if stretch is not None:
                yield stretch
        at += 1


def _names_secret(head: str) -> bool:
    """Whether what precedes a blank ends in a secret's name."""
    name = head[name_begin(head, len(head)) :]
    return not name.startswith("--") and is_secret_name(name)


def _logs_in(text: str, at: int) -> bool:
    """Whether a quoted text that begins there is an argument of `login(…)`."""
    call = text.rfind("(", max(0, at - _FAR), at)
    name = text[name_begin(text, call) : call].lower().rpartition(".")[2] if call > 0 else ""
    return name in LOGINS and "\n" not in text[call:at]


def _quoted(text: str, at: int, quote: str) -> Stretch | None:
    end = at
    while end > max(0, at - 5) and text[end - 1] in _OPENING:
        end -= 1
    if end == 0:
        return None
    between = text[end:at]
    logs_in = _logs_in(text, at)
    named = bool(between.strip("\"'\\")) and _is_named(text, end, between)
    if not logs_in and not named:
        return None
    value = text[at + 1 : quoted_end(text, at + 1, quote)].rstrip("\\")
    if len(value) < LEAST:
        return None
    said = value[0] not in _NOT_SAID and not set(" \t") & set(value) and "://" not in value
    # `["password", "username"]`
    is_secret = (logs_in and looks_secret(value)) or (named and said and ("," not in between or looks_secret(value)))
    return (at + 1, at + 1 + len(value)) if is_secret else None


def _is_named(text: str, end: int, between: str) -> bool:
    """Whether a secret's name ends there, or a word of SQL or a function that takes one."""
    name = text[name_begin(text, end) : end]
    if text[end - 1] in _LAST_LETTERS and is_secret_name(name) and name.lower() not in PROMPTS:
        return True
    if "(" in between and name.lower().rpartition(".")[2] in HASHING:
        return True
    return text[max(0, end - 40) : end].lower().endswith((*SQL, "' by", '" by', "password by"))


def _word(text: str, at: int) -> Stretch | None:
    """What follows the name that ends there, if it is its value."""
    begin = name_begin(text, at)
    start = at
    while text[start : start + 1] in (" ", "\t"):
        start += 1
    end = word_end(text, start)
    value = text[start:end]
    if len(value) < LEAST or value[0] in _NOT_SAID:
        return None
    if text[begin] == "-" or _is_set(text, begin, end):
        return start, end
    return (start, end) if _is_certain(value) else None


def _is_set(text: str, begin: int, end: int) -> bool:
    """Whether a line says nothing but a name and its value, or a command sets it: `git config x.token …`."""
    line = text.rfind("\n", max(0, begin - _FAR), begin) + 1 or max(0, begin - _FAR)
    head = text[line:begin].lower().split()
    if head[:1] and head[0].startswith("#"):
        return False
    stop = text.find("\n", end)
    if not head and not text[end : stop if stop >= 0 else len(text)].strip(" \t\"'\\"):
        return True
    while len(head) > 1 and head[-1].startswith("-"):
        head.pop()
    rest = text[end : stop if stop >= 0 else len(text)].lstrip(" \"'")
    return rest[:1] in _AFTER_COMMAND and not SETTERS.isdisjoint(head[-2:])


def _is_certain(value: str) -> bool:
    """Whether a word is neither prose nor a package: capitals, small letters and digits, and nothing else."""
    kinds = (str.isupper, str.islower, str.isdecimal)
    return len(value) >= _CERTAIN and value.isalnum() and all(any(map(kind, value)) for kind in kinds)

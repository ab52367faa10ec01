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
        at = text.find(blank)
        while at >= 0:
            if at and text[at - 1] in _LAST_LETTERS:
                stretch = _word(text, at, known)
                if stretch is not None:
                    yield stretch
            at = text.find(blank, at + 1)


def _logs_in(text: str, at: int, value: str) -> bool:
    """Whether a quoted text is an argument of `login(…)` and looks like a secret."""
    call = text.rfind("(", max(0, at - _FAR), at)
    name = text[name_begin(text, call) : call].lower().rpartition(".")[2] if call > 0 else ""
    return name in LOGINS and "\n" not in text[call:at] and looks_secret(value)


def _quoted(text: str, at: int, quote: str) -> Stretch | None:
    end = at
    while end > max(0, at - 5) and text[end - 1] in _OPENING:
        end -= 1
    between = text[end:at]
    stop = quoted_end(text, at + 1, quote)
    value = text[at + 1 : stop].rstrip("\\")
    if len(value) < LEAST or end == 0:
        return None
    if _logs_in(text, at, value):
        return at + 1, at + 1 + len(value)
    if not between.strip("\"'\\"):
        return None
    name = text[name_begin(text, end) : end]
    in_sql = text[max(0, end - 40) : end].lower().endswith((*SQL, "' by", '" by', "password by"))
    is_function = "(" in between and name.lower().rpartition(".")[2] in HASHING
    if (
        not in_sql
        and not is_function
        and not (text[end - 1] in _LAST_LETTERS and is_secret_name(name) and name.lower() not in PROMPTS)
    ):
        return None
    if value[0] in _NOT_SAID or set(" \t") & set(value) or "://" in value:
        return None
    if "," in between and not looks_secret(value):
        return None  # `["password", "username"]`
    return at + 1, at + 1 + len(value)


def _word(text: str, at: int, known: dict[str, bool]) -> Stretch | None:
    begin = name_begin(text, at)
    name = text[begin:at]
    if name not in known:
        known[name] = not name.startswith("--") and is_secret_name(name)
    if not known[name]:
        return None
    start = at
    while text[start : start + 1] in (" ", "\t"):
        start += 1
    end = word_end(text, start)
    value = text[start:end]
    if len(value) < LEAST or value[0] in _NOT_SAID:
        return None
    if name.startswith("-") or _is_set(text, begin, end):
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

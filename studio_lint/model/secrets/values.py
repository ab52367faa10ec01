"""Values for a secret's name: `DB_PASS=…`, `apiKey: …`, `ENV NAME …`, `<password>…</password>`, `name: … value: …`.

Stretches of a text, as in `hiding`.
"""

from __future__ import annotations

from studio_lint.facts.tokens import IN_QUERIES
from studio_lint.model.secrets.names import is_secret_name, is_weak_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    Stretch = tuple[int, int]

LEAST = 6
"""Characters of a value that is told by its name alone."""
LONGEST = 500
"""Characters that are hidden of it at the most."""

_LONGEST_NAME = 100
_BETWEEN = "\"' \t:+?!])"
_BLANKS = " \t"
_CLOSING = "\"'`,;)]}"
_NOT_SAID = "$<{%/*(."
_QUOTES = "'\""
_BEFORE_NAME = " \t\n{,;\"'"
_VALUE = "value"
_PAIR = " \t\r\n,;\"'-\\"
_NO_QUOTES = {ord(sign): "" for sign in _QUOTES}
_BLOCKS = ("", "|", ">", "|-", ">-", "|+", ">+")
_MOST_LINES = 20


def given(text: str) -> Iterator[Stretch]:
    """Start and end of each value that a secret's name is given in the text."""
    known: dict[str, str] = {}  # a text of many names has few that differ
    for mark in "=:":
        at = text.find(mark)
        while at >= 0:
            told = _name_before(text, at, mark, known)
            stretch = value_at(text, at + 1, mark, told == _WEAK) if told else None
            if stretch is not None:
                yield stretch
            elif told and mark == ":":
                yield from _below(text, at)
            at = text.find(mark, stretch[1] if stretch is not None else at + 1)
    yield from _of_pairs(text)
    yield from _in_env(text)
    yield from _in_elements(text)


_STRONG, _WEAK = "strong", "weak"
_ACCOUNTS = ("user", "proxy-user")


def _name_before(text: str, at: int, mark: str, known: dict[str, str]) -> str:
    """Whether a secret's name ends before the mark, and how sure that is; signs such as a quote may be in between."""
    end = at
    while end > max(0, at - 4) and text[end - 1] in _BETWEEN:
        end -= 1
    begin = name_begin(text, end)
    name = text[begin:end]
    before = text[begin - 1] if begin else ""
    if mark == "=" and (
        (before and before in "?&" and name.lower() in IN_QUERIES) or (before == ";" and name == "PWD")
    ):
        return _STRONG
    if name == "pwd":
        return _STRONG if text[at + 1 : at + 3].strip()[:1] in ("'", '"') else ""
    if not name:
        return ""
    if name in _ACCOUNTS:
        return _WEAK if ":" in text[at + 1 : word_end(text, at + 2)] else ""
    if name not in known:
        known[name] = _STRONG if is_secret_name(name) else _WEAK if is_weak_name(name) else ""
    return known[name]


def name_begin(text: str, end: int) -> int:
    """Where the name begins that ends there."""
    begin = end
    while begin > max(0, end - _LONGEST_NAME) and (text[begin - 1].isalnum() or text[begin - 1] in "_-."):
        begin -= 1
    return begin


def value_at(text: str, at: int, mark: str, weak: bool = False) -> Stretch | None:
    """The value that begins after `=` or `:`; None where it is a variable, a path, a call, or too short.

    `weak`: the name tells little, so that only what looks like a secret counts.
    """
    start = at
    if mark == "=" and text[at : at + 1] == "=":
        return None
    arrow = mark == "=" and text[at : at + 1] == ">"
    start += arrow
    while text[start : start + 1] in (" ", "\t") and (mark != "=" or arrow or _is_apart(text, at - 1)):
        start += 1
    if mark == ":" and start == at and text[at : at + 1] not in _QUOTES and not _is_mixed(text, at):
        return None
    start = _after_tags(text, start) if mark == ":" else start
    quote = ""
    while start < len(text) and text[start] in _QUOTES + "\\":
        if text[start] == quote and quote != "\\":
            return None  # nothing is between the quotes
        quote = text[start]
        start += 1
    start += mark == "=" and not quote and text[start : start + 1] == "("
    end = quoted_end(text, start, quote) if quote in ("'", '"') and quote else word_end(text, start)
    value = text[start:end]
    if value.startswith(("$(", "`")):
        return _printed(text, start)
    if value.startswith("$"):
        return _after_variable(text, start, end)
    if len(value) < LEAST or value[0] in _NOT_SAID or _is_call(value) or (weak and not looks_secret(value)):
        return None
    return start, end


def _is_apart(text: str, at: int) -> bool:
    """Whether blanks precede the mark at that place, as in `NAME = value` and `NAME ?= value`."""
    while at > 0 and text[at - 1] in ":?+!":
        at -= 1
    return at > 0 and text[at - 1] in _BLANKS


def _after_tags(text: str, start: int) -> int:
    """Past a tag or an anchor of YAML."""
    while text[start : start + 1] in ("!", "&"):
        end = word_end(text, start)
        if text[end : end + 1] != " ":
            return start
        start = end + 1
    return start


def _after_variable(text: str, start: int, end: int) -> Stretch | None:
    """What follows `$USER:` or `${USER}`, if that looks like a secret."""
    brace = text.startswith("${", start)
    begin = start + 1
    while begin < end and (text[begin] != "}" if brace else text[begin].isalnum() or text[begin] == "_"):
        begin += 1
    begin += brace
    while begin < end and text[begin] in ":-_":
        begin += 1
    return (begin, end) if looks_secret(text[begin:end]) else None


def _printed(text: str, start: int) -> Stretch | None:
    """What `$(echo …)` prints."""
    for word in ("echo ", "printf "):
        if text.startswith(word, start + 2 if text[start] == "$" else start + 1):
            begin = text.index(word, start) + len(word)
            end = min(
                (at for at in (text.find(sign, begin, begin + LONGEST) for sign in ")`\n") if at >= 0), default=begin
            )
            return (begin, end) if end - begin >= LEAST and text[begin] not in "$" else None
    return None


def quoted_end(text: str, start: int, quote: str) -> int:
    """Where a quoted text ends: at the same quote that no backslash precedes, or at the end of its line."""
    end = start
    while end < len(text) and text[end] not in (quote, "\n") and end - start < LONGEST:
        end += 2 if text[end] == "\\" and text[end + 1 : end + 2] not in ("", "\n") else 1
    return min(end, len(text))


def word_end(text: str, start: int) -> int:
    """Where a word ends, closing signs left out."""
    end = start
    while end < len(text) and not text[end].isspace() and end - start < LONGEST:
        end += 1
    while end > start and text[end - 1] in _CLOSING:
        end -= 1
    return end


def looks_secret(value: str) -> bool:
    """Whether letters and digits are mixed as in no word, path, version or list of these."""
    if len(value) < LEAST or not value.isascii() or value[0] in "-/.~" or set(" ()/$\\[]{}<>|") & set(value):
        return False
    kinds = [sum(map(kind, value)) for kind in (str.isupper, str.islower, str.isdecimal)]
    return all(kinds) or (kinds[2] >= 4 and kinds[1] + kinds[0] >= 4 and not set("-.") & set(value))


def _is_mixed(text: str, at: int) -> bool:
    """Whether letters and digits, and no tag of an image, follow `password:` at the beginning of a word."""
    begin = name_begin(text, at - 1)
    value = text[at : word_end(text, at)]
    if (begin and text[begin - 1] not in _BEFORE_NAME) or "/" in value or _is_version(value):
        return False
    return any(char.isdecimal() for char in value) and any(char.isalpha() for char in value)


def _is_version(value: str) -> bool:
    """`1.26-slim`, `v3` and `3rc1`, but not `1abcdef`."""
    digits = value.lstrip("v")
    if not digits[:1].isdecimal():
        return False
    letters = digits.lstrip("0123456789")
    return not letters or letters[0] in ".-_" or letters[:2] in ("rc", "b1", "a1") or len(letters) < 3


def _is_call(value: str) -> bool:
    """`getpass.getpass()` and `os.environ["X"]` are no values."""
    cut = min((at for at in (value.find("("), value.find("[")) if at >= 0), default=-1)
    name = value[:cut]
    return cut > 0 and name.replace(".", "").replace("_", "").isalpha() and name.islower()


def _below(text: str, at: int) -> Iterator[Stretch]:
    """A value on the lines after its key, as YAML has it: a block, or one word."""
    end = text.find("\n", at)
    said = text[at + 1 : end].strip() if end >= 0 else "-"
    if said not in _BLOCKS or (at and text[at - 1] not in _QUOTES and not text[at - 1].isalnum()):
        return
    line = text.rfind("\n", 0, at) + 1
    depth = _depth(text, line)
    for _ in range(_MOST_LINES if said else 1):
        start, end = end + 1, text.find("\n", end + 1)
        end = len(text) if end < 0 else end
        inner = text[start:end].strip()
        if not inner or _depth(text, start) <= depth:
            return
        first = start + _depth(text, start)
        if said or (len(inner) >= LEAST and inner[0] not in "-{[" + _NOT_SAID and not set(" :=/") & set(inner)):
            yield first, first + len(inner)
        if end == len(text):
            return


def _depth(text: str, line: int) -> int:
    at = line
    while text[at : at + 1] in (" ", "\t"):
        at += 1
    return at - line


def _of_pairs(text: str) -> Iterator[Stretch]:
    """`name: DB_PASSWORD` and `value: …`, in either order, in a list, a flow mapping, JSON or attributes of XML."""
    at = text.find(_VALUE)
    while at >= 0:
        mark = at + len(_VALUE)
        while text[mark : mark + 1] in ('"', "'", " "):
            mark += 1
        sign = text[mark : mark + 1]
        stretch = value_at(text, mark + 1, sign) if sign and sign in ":=" else None
        if stretch is not None and (_named_before(text, at) or _named_after(text, stretch[1])):
            yield stretch
        at = text.find(_VALUE, at + 1)


def _named_before(text: str, at: int) -> bool:
    end = at
    while end > max(0, at - _LONGEST_NAME) and text[end - 1] in _PAIR:
        end -= 1
    begin = name_begin(text, end)
    key = text[max(0, begin - 8) : begin].lower().translate(_NO_QUOTES).rstrip()
    return key.endswith(("name:", "name=", "key=", "key:", "id=", "<")) and is_secret_name(text[begin:end])


def _named_after(text: str, at: int) -> bool:
    start = at
    while start < min(len(text), at + _LONGEST_NAME) and text[start] in _PAIR:
        start += 1
    for key in ("name", "key"):
        if text.startswith(key, start):
            begin = start + len(key)
            while text[begin : begin + 1] in ('"', "'", " ", ":", "="):
                begin += 1
            end = begin
            while end < min(len(text), begin + _LONGEST_NAME) and (text[end].isalnum() or text[end] in "_-."):
                end += 1
            return is_secret_name(text[begin:end])
    return False


def _in_env(text: str) -> Iterator[Stretch]:
    """`ENV NAME value`"""
    line = 0
    while line >= 0:
        if text[line : line + 3].lower() == "env" and text[line + 3 : line + 4] in (" ", "\t"):
            words = text[line : line + 300].split("\n", 1)[0].split(None, 2)
            if len(words) > 2 and "=" not in words[1] and is_secret_name(words[1]):
                stretch = value_at(text, text.index(words[1], line + 4) + len(words[1]), " ")
                if stretch is not None:
                    yield stretch
        line = text.find("\n", line)
        line = line + 1 if line >= 0 else -1


def _in_elements(text: str) -> Iterator[Stretch]:
    """`<password>…</password>` and `<entry key="db.password">…</entry>`, as in the settings of Java and .NET."""
    at = text.find("</")
    while at >= 0:
        end = at + 2
        while text[end : end + 1].isalnum() or text[end : end + 1] in ("_", "-", "."):
            end += 1
        start, first, stop = _inner(text, at)
        value = text[first:stop].strip()
        is_one = start and len(value) >= LEAST and value[0] not in _NOT_SAID and "\n" not in value
        if is_one and (is_secret_name(text[at + 2 : end]) or _is_secret_attribute(text, start - 1)):
            first = text.index(value, first)
            yield first, first + len(value)
        at = text.find("</", end)


def _inner(text: str, at: int) -> tuple[int, int, int]:
    """Where the tag ends before the closing one at that place, and start and end of what is between; 0 for no tag."""
    if text.endswith("]]>", 0, at):
        start = max(0, text.rfind("<![CDATA[", max(0, at - LONGEST), at))
        return start, start + len("<![CDATA["), at - len("]]>")
    start = text.rfind(">", max(0, at - LONGEST), at) + 1
    return start, start, at


def _is_secret_attribute(text: str, at: int) -> bool:
    """Whether `key="…"` or `name="…"` before the end of a tag has the name of a secret."""
    end = at
    while end and text[end - 1] in _QUOTES:
        end -= 1
    begin = name_begin(text, end)
    return text[max(0, begin - 6) : begin].rstrip("\"'").endswith(("name=", "key=")) and is_secret_name(text[begin:end])

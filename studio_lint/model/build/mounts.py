"""`RUN --mount=…`: its fields, and what BuildKit rejects in them."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Text
from studio_lint.model.build.values import BadValue
from studio_lint.syntax.dockerfile.go_values import go_quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

TYPES = ("bind", "cache", "tmpfs", "secret", "ssh")
SHARING = ("shared", "private", "locked")
TRUTHS = ("1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False")
SOURCE_KEYS = ("source", "src")
TARGET_KEYS = ("target", "dst", "destination")


class Mount(Record):
    """One --mount after expansion. `origin_text` is the value of `from=` as written."""

    type: str
    origin: str
    origin_text: Text | None
    source: str
    source_text: Text | None
    target: str
    target_text: Text | None
    id: str = ""


def origin(value: Text) -> Text | BadValue | None:
    """The value of `from=`, which is read before anything is expanded."""
    fields = split(value)
    if isinstance(fields, BadValue):
        return fields
    found: Text | None = None
    for field in fields:
        name, equals, word = field.value.partition("=")
        if not equals or name.lower() != "from":
            continue
        if "$" in word[:-1]:
            return BadValue("'from' doesn't support variable expansion, define alias stage instead", word)
        found = field.sub(len(name) + 1)
    return found


def read(value: Text, expand: Callable[[Text], str | BadValue]) -> Mount | BadValue:
    """The mount that a --mount flag describes."""
    fields = split(value)
    if isinstance(fields, BadValue):
        return fields
    reader = _Reader()
    for field in fields:
        wrong = reader.take(field, expand)
        if wrong:
            return wrong
    return reader.check() or reader.mount()


def split(value: Text) -> list[Text] | BadValue:
    """The fields of a comma separated value; a field may be in double quotes, in which two make one."""
    text = value.value
    if not text:
        return BadValue("failed to parse csv mounts: EOF")
    fields: list[Text] = []
    at = 0
    while at <= len(text):
        if text[at : at + 1] == '"':
            pieces, close = _quoted(value, at)
            if close < 0:
                return _malformed(text, -close - 1, 'extraneous or missing " in quoted-field', text[at:])
            fields.append(pieces[0] if len(pieces) == 1 else value.joined(pieces, value.span(at, close + 1)))
            at = close + 2
            if at > len(text):
                break
            continue
        comma = text.find(",", at)
        end = comma if comma >= 0 else len(text)
        if '"' in text[at:end]:
            return _malformed(text, text.index('"', at), 'bare " in non-quoted-field', text[at:end])
        fields.append(value.sub(at, end))
        at = end + 1
    return fields


def _malformed(text: str, at: int, words: str, part: str) -> BadValue:
    column = len(text[:at].encode("utf-8", "replace")) + 1
    return BadValue(f"failed to parse csv mounts: parse error on line 1, column {column}: {words}", part)


def _quoted(value: Text, start: int) -> tuple[list[Text], int]:
    """What is in the quotes that open at `start`, and where they close.

    Where they do not, the place is given as -1 less the index at which that shows.
    """
    text = value.value
    pieces: list[Text] = []
    at = start + 1
    while True:
        close = text.find('"', at)
        if close < 0:
            return pieces, -1 - len(text)
        if text[close + 1 : close + 2] == '"':
            pieces.append(value.sub(at, close + 1))
            at = close + 2
            continue
        pieces.append(value.sub(at, close))
        return pieces, close if text[close + 1 : close + 2] in ("", ",") else -1 - close


def device(value: Text) -> BadValue | None:
    """What is wrong with the value of a --device."""
    fields = split(value)
    if isinstance(fields, BadValue):
        return BadValue(fields.message.replace("csv mounts", "csv devices"), fields.value)
    name = ""
    for field in fields:
        written, equals, word = field.value.partition("=")
        key = written.lower()
        if key == "required":
            if equals and word not in TRUTHS:
                return BadValue(f"invalid value for {key}: {word}", word)
        elif key == "name" and equals:
            if name:
                return BadValue(f"device name already set to {name}", field.value)
            name = word
        elif not name:
            name = field.value
        elif equals:
            return BadValue(f"unexpected key '{key}' in '{field.value}'", written)
        else:
            return BadValue(f"invalid field '{field.value}' must be a key=value pair", field.value)
    return None


class _Reader:
    """Takes the fields one by one; the type that holds so far decides what may follow."""

    def __init__(self) -> None:
        self.type = "bind"
        self.values: dict[str, str] = {}
        self.texts: dict[str, Text] = {}

    def take(self, field: Text, expand: Callable[[Text], str | BadValue]) -> BadValue | None:
        name, equals, _ = field.value.partition("=")
        key = name.lower()
        if not equals:
            if key in ("readonly", "ro", "readwrite", "rw"):
                return None
            if key != "required":
                return BadValue(f"invalid field '{field.value}' must be a key=value pair", field.value)
            return None if self.type in ("secret", "ssh") else self.unexpected(key)
        text = field.sub(len(name) + 1)
        value = expand(text)
        if isinstance(value, BadValue):
            return value
        key = "source" if key in SOURCE_KEYS else "target" if key in TARGET_KEYS else key
        wrong = self.wrong(key, value, field.value)
        self.values[key] = value
        self.texts[key] = text
        return wrong

    def unexpected(self, key: str) -> BadValue:
        return BadValue(f"unexpected key '{key}' for mount type '{self.type}'", key)

    def wrong(self, key: str, value: str, field: str) -> BadValue | None:
        if key == "type":
            if value.lower() not in TYPES:
                return BadValue(f"unsupported mount type {go_quoted(value)}", value)
            self.type = value.lower()
            return None
        if key in ("required", "readonly", "ro", "readwrite", "rw"):
            if key == "required" and self.type not in ("secret", "ssh"):
                return self.unexpected(key)
            return None if value in TRUTHS else BadValue(f"invalid value for {key}: {value}", value)
        if key == "sharing":
            known = value.lower() in SHARING
            return None if known else BadValue(f"unsupported sharing value {go_quoted(value)}", value)
        if key == "size":
            if self.type != "tmpfs":
                return self.unexpected(key)
            return None if _is_size(value) else BadValue(f"invalid value for {key}: {value}", value)
        if key in ("mode", "uid", "gid"):
            fine = _is_number(value, 8 if key == "mode" else 10)
            return None if fine else BadValue(f"invalid value {value} for {key}", value)
        if key in ("from", "source", "target", "id", "env"):
            return None
        return BadValue(f"unexpected key '{key}' in '{field}'", field.partition("=")[0])

    def check(self) -> BadValue | None:
        values = self.values
        if self.type not in ("secret", "ssh", "cache"):
            for key in ("mode", "uid", "gid"):
                if key in values:
                    return BadValue(f'{key} not allowed for "{self.type}" type mounts', key)
        if self.type == "secret":
            if values.get("from"):
                return BadValue("secret mount should not have a from", "from")
            if values.get("sharing"):
                return BadValue("secret mount should not define sharing", "sharing")
            if not (values.get("source") or values.get("target") or values.get("id")):
                return BadValue("invalid secret mount. one of source, target required")
            if values.get("source") and values.get("id"):
                return BadValue("both source and id can't be set")
        if values.get("sharing") and self.type != "cache":
            return BadValue(f"invalid cache sharing set for {self.type} mount", "sharing")
        return None

    def mount(self) -> Mount:
        values, texts = self.values, self.texts
        return Mount(
            type=self.type,
            origin=values.get("from", ""),
            origin_text=texts.get("from"),
            source=values.get("source", ""),
            source_text=texts.get("source"),
            target=values.get("target", ""),
            target_text=texts.get("target"),
            id=values.get("id", ""),
        )


def _is_number(text: str, base: int) -> bool:
    """Whether it is a whole number of 32 bits without a sign, as Go's `strconv.ParseUint` reads it."""
    digits = text.lstrip("0")
    if not text or not set("0123456789"[:base]).issuperset(text) or len(digits) > 11:
        return False
    return not digits or int(digits, base) < 2**32


def _is_size(text: str) -> bool:
    """A number with an optional unit, as `64m`, `1.5GiB` or `1e3 kb`: what go-units' `RAMInBytes` takes."""
    end = max(text.rfind(character) for character in "0123456789. ") + 1
    number, unit = text[:end].removesuffix(" "), text[end:].lower()
    if not _is_amount(number):
        return False
    return unit in ("", "b") or (unit[0] in "kmgtp" and unit[1:] in ("", "b", "ib"))


def _is_amount(text: str) -> bool:
    """Whether it is a decimal number that is not negative, perhaps with a point or an exponent."""
    if not set("0123456789.eE+-").issuperset(text):
        return False
    try:
        return 0 <= float(text) < float("inf")
    except ValueError:
        return False

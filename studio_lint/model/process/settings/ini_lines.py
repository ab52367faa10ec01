"""Settings with one entry per line: INI, TOML, YAML of one level, `key value;`."""

from __future__ import annotations

from studio_lint.base.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text

QUOTES = ("'", '"')


class IniSetting(Record):
    """`key = value` below `[section]`; the value without the quotes around it, its further lines joined."""

    section: str
    key: str
    value: Text


def settings(text: Text, marks: str = "=:") -> Iterator[IniSetting]:
    """The settings of a text in which one of `marks` follows a key; comments begin with `#` or `;`."""
    section = ""
    at = 0
    held: IniSetting | None = None
    for line in text.value.split("\n"):
        start, at = at, at + len(line) + 1
        bare = line.strip()
        if not bare or bare[0] in "#;":
            continue
        if held is not None and line[0] in " \t" and not _cut(bare, marks):
            more = text.sub(start, start + len(line.rstrip()))
            held = held.replace(value=text.joined((held.value, more), held.value.whole.to(more.whole)))
            continue
        if held is not None:
            yield held
            held = None
        if bare.startswith("[") and "]" in bare:
            section = bare[1 : bare.index("]")].strip()
            continue
        cut = _cut(line, marks)
        if cut:
            value = _value(text, start + cut, start + len(line.rstrip()))
            held = IniSetting(section, line[: cut - 1].strip().strip("\"'"), value)
    if held is not None:
        yield held


def _cut(line: str, marks: str) -> int:
    """The index after the first mark; 0 without one."""
    found = [at for at in (line.find(mark) for mark in marks) if at > 0]
    return min(found) + 1 if found else 0


def _value(text: Text, start: int, end: int) -> Text:
    value = text.value
    while start < end and value[start] in " \t":
        start += 1
    for mark in (" #", " ;", "\t#", "\t;"):
        found = value.find(mark, start, end)
        end = found if found >= 0 else end
    while end > start and value[end - 1] in " \t\r;":
        end -= 1
    if (
        end - start > 1
        and value[start] in QUOTES
        and value[end - 1] == value[start]
        and value.count(value[start], start, end) == 2
    ):
        start, end = start + 1, end - 1
    return text.sub(start, end)

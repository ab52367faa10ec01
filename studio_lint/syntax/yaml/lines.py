"""Lines of YAML that are neither a key nor an item of a list as they stand."""

from __future__ import annotations

from studio_lint.base.diagnostics import Problem
from studio_lint.base.source import Source, Span
from studio_lint.syntax.yaml.tree import STRAY_LINE

DASHLESS = "missing `- ` before this list item"
ITEM = "a list item starts with"
BULLETS = tuple("\u2022\u00b7\u2010\u2011\u2012\u2013\u2014\u2212\u2023\u25aa\u25cf\u25e6")
"""What word processors and web pages put before the items of a list."""


COLONS = tuple("\uff1a\ufe55\ua789\u2236")
"""Characters that look like a colon."""


def syntax(span: Span, message: str, help: str) -> Problem:
    return Problem(kind="syntax", span=span, message=f"{message}; the file cannot be parsed", help=help)


def line_rest(text: str, at: int) -> str:
    end = text.find("\n", at)
    value = text[at : len(text) if end < 0 else end]
    comment = value.find(" #")
    return (value if comment < 0 else value[:comment]).strip()


def indent_of(text: str, start: int) -> int:
    at = start
    while text[at : at + 1] == " ":
        at += 1
    return at - start


def cut(value: str) -> str:
    """A value for a message: short, and without a URL, which may hold a password."""
    if "://" in value:
        return "..."
    return value if len(value) <= 60 else value[:57] + "..."


def no_key(source: Source, start: int) -> Problem:
    text = source.text
    rest = line_rest(text, start)
    colon = rest.find(":")
    if rest[:1] in BULLETS and rest[1:2] == " ":
        message = f"{ITEM} `-`, not `{rest[0]}`"
        return syntax(Span(start, start + 1), message, f"use `- {cut(rest[1:].strip())}`")
    if rest[:1] == "-" and rest[1:2] not in ("", " ", "\t"):
        item = cut(rest.lstrip("-").strip())
        if rest[1] == "-":
            return syntax(Span(start, start + 2), f"{ITEM} one `-`", f"use `- {item}`")
        return syntax(Span(start, start + 1), "missing space after `-`", f"use `- {item}`")
    if colon > 0:
        behind = rest[colon + 1 :].strip()
        return syntax(
            Span(start + colon, start + colon + 1),
            "missing space after `:`",
            f"use `{cut(rest[:colon])}: {cut(behind)}`",
        )
    span = Span(start, start + max(1, len(rest)))
    problem = syntax(span, "this line is neither a key nor a list item", _no_key_help(text, start, rest))
    is_top = start == 0 or text[start - 1] == "\n"
    return problem.replace(kind=STRAY_LINE) if is_top else problem


def _no_key_help(text: str, start: int, rest: str) -> str:
    """What to do about a line that is neither a key nor an item."""
    first = text[start]
    if first.isspace() and first not in " \t":
        return f"use plain spaces: this line starts with another kind of space (U+{ord(first):04X})"
    if rest[-1:] in COLONS:
        return f"use a plain colon: `{cut(rest[:-1])}:`"
    if not rest.isprintable():
        return "delete the line"
    return f"use `{cut(rest)}:` if it is a key, or `- {cut(rest)}` if it belongs to the list above"


def header_line(source: Source, line: int) -> int:
    """The line, from 1, that stands above the items of which the last is in `line`, if it lacks its colon; else 0."""
    while line >= 1:
        rest = line_rest(source.text, source.line_starts[line - 1])
        if rest and not rest.startswith("-"):
            return 0 if ":" in rest or " " in rest else line
        line -= 1
    return 0


def dashless_above(source: Source, line_start: int, indent: int) -> Span | None:
    """The line above an item of a list, in its column, that is neither an item nor a key."""
    line = source.line_of(line_start) - 1
    while line >= 1 and (not (rest := line_rest(source.text, source.line_starts[line - 1])) or rest.startswith("#")):
        line -= 1
    if line < 1 or rest.startswith("-") or ":" in rest:
        return None
    start = source.line_starts[line - 1]
    at = start + indent_of(source.text, start)
    return Span(at, at + len(rest)) if at - start == indent else None


def item_above(source: Source, line_start: int) -> int | None:
    """By how much the next line above that is not blank is indented, if an item stands on it."""
    line = source.line_of(line_start) - 1
    while line >= 1 and not line_rest(source.text, source.line_starts[line - 1]):
        line -= 1
    if line < 1:
        return None
    start = source.line_starts[line - 1]
    indent = indent_of(source.text, start)
    return indent if source.text[start + indent] == "-" else None

"""What stands where a mistake in YAML is, and how it is written into a message."""

from __future__ import annotations

from studio_lint.diagnostics import Problem
from studio_lint.source import Source, Span


def refused(span: Span, message: str, help: str) -> Problem:
    """The problem that a reader stops at, with its help; `message` says what stands at the span."""
    return Problem("syntax", span, f"{message}: the file cannot be read", help)


def word_at(source: Source, at: int) -> Span:
    """What stands at an offset, up to the next blank; one character at the least."""
    text = source.text
    end = at
    while end < len(text) and text[end] not in " \t\r\n":
        end += 1
    if end == at and at and (at == len(text) or text[at] in "\r\n"):
        at = len(text[:at].rstrip())
        return Span(max(0, at - 1), at)
    return Span(at, max(end, min(at + 1, len(text))))


def line_rest(text: str, at: int) -> str:
    """What stands from an offset to the end of its line, without blanks at its ends and without a comment."""
    end = text.find("\n", at)
    value = text[at : len(text) if end < 0 else end]
    comment = value.find(" #")
    return (value if comment < 0 else value[:comment]).strip()


def indent_of(text: str, start: int) -> int:
    """How many spaces stand at an offset."""
    at = start
    while text[at : at + 1] == " ":
        at += 1
    return at - start


def in_quotes(text: str, at: int) -> str:
    """The value that begins at an offset, in quotes, for a help: `"..."` where it is long, or not to be shown."""
    value = line_rest(text, at)
    before = text[text.rfind("\n", 0, at) + 1 : at]
    if before.count("[") + before.count("{") > before.count("]") + before.count("}"):
        value = value.replace("]", ",").replace("}", ",").partition(",")[0].rstrip()
    if len(value) > 60 or '"' in value or "\\" in value or "://" in value:
        return '"..."'
    return f'"{value}"'


def cut(value: str) -> str:
    """A value for a message: short, and without a URL, which may hold a password."""
    if "://" in value:
        return "..."
    return value if len(value) <= 60 else value[:57] + "..."

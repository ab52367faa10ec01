"""Mistakes of lines in YAML: a colon or a blank that is missing, and what stands in the wrong column."""

from __future__ import annotations

from studio_lint.diagnostics import Problem
from studio_lint.source import Source, Span
from studio_lint.syntax.yaml_problem_places import cut, in_quotes, indent_of, line_rest, refused, word_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.syntax.yaml_reader import Failure


def missing_colon(source: Source, failure: Failure) -> Problem | None:
    """A key without its colon, or without the space behind it."""
    if "could not find expected ':'" not in failure.problem or failure.context_at < 0:
        return None
    return _no_key(source, failure.context_at)


def _no_key(source: Source, start: int) -> Problem:
    text = source.text
    rest = line_rest(text, start)
    colon = rest.find(":")
    if rest[:1] == "-" and rest[1:2] not in ("", " ", "\t"):
        return refused(Span(start, start + 1), "the space behind `-` is missing", f"write `- {cut(rest[1:])}`")
    if colon > 0:
        behind = rest[colon + 1 :].strip()
        return refused(
            Span(start + colon, start + colon + 1),
            "the space behind `:` is missing",
            f"write `{cut(rest[:colon])}: {cut(behind)}`",
        )
    return refused(
        Span(start, start + max(1, len(rest))),
        "this line is neither a key nor an item of a list",
        f"write `{cut(rest)}:` if it is a key, `- {cut(rest)}` if it belongs to the list above",
    )


def second_colon(source: Source, at: int, failure: Failure) -> Problem | None:
    """`: ` where no key can end: two on a line, or a line above that lacks its own."""
    if "mapping values are not allowed" not in failure.problem:
        return None
    text = source.text
    line = source.line_of(at)
    start = source.line_span(line).start
    before = text[start:at]
    first = before.find(": ")
    if first >= 0:
        value_at = start + first + 2
        return refused(
            Span(at, at + 1),
            "a second `: ` stands in this line",
            f"put the value in quotes if the colon belongs to it: `{in_quotes(text, value_at)}`",
        )
    above = line - 1
    while above >= 1 and not line_rest(text, source.line_starts[above - 1]):
        above -= 1
    if above < 1:
        return None
    return _line_above(source, above, start)


def _line_above(source: Source, above: int, start: int) -> Problem:
    """The line before a key that cannot be one: it lacks its colon, or the key is indented too far."""
    text = source.text
    line_start = source.line_starts[above - 1]
    rest = line_rest(text, line_start)
    indent = indent_of(text, line_start)
    key_indent = indent_of(text, start)
    if ": " in rest and key_indent > indent:
        return refused(
            Span(start, start + key_indent) if key_indent else word_at(source, start),
            "this line is indented further than the one above, which has a value already",
            f"{_indent_it(indent)}, like the line above",
        )
    header = _header(source, above) if rest.startswith("- ") else 0
    if header:
        start = source.line_starts[header - 1]
        return _no_key(source, start + indent_of(text, start))
    if rest.startswith("- ") and ": " not in rest:
        return refused(
            Span(start + key_indent, start + key_indent + 1),
            "a key cannot stand below an item of a list like this",
            "begin the line in the column of the key that it belongs beside, or write `- ` before it",
        )
    return _no_key(source, line_start + indent)


def _header(source: Source, line: int) -> int:
    """The line, from 1, that stands above the items of which the last is in `line`, if it lacks its colon; else 0."""
    while line >= 1:
        rest = line_rest(source.text, source.line_starts[line - 1])
        if rest and not rest.startswith("-"):
            return 0 if ":" in rest or " " in rest else line
        line -= 1
    return 0


def _columns(indent: int) -> str:
    return f"by {indent} space{'' if indent == 1 else 's'}"


def _indent_it(indent: int) -> str:
    return f"indent it {_columns(indent)}" if indent else "begin it in the first column"


def indentation(source: Source, at: int, failure: Failure) -> Problem | None:
    """A line that stands in no column that is open, or text behind a finished value."""
    began = failure.context_at
    if "sequence entries are not allowed" in failure.problem:
        return refused(
            word_at(source, at),
            "a list cannot begin behind a key on its line",
            "begin the list on the next line: `- ` before each item",
        )
    if began < 0 or "did not find expected" not in failure.problem:
        return None
    text = source.text
    line_start = source.line_span(source.line_of(at)).start
    if text[line_start:at].strip():
        return refused(
            word_at(source, at), "text stands behind a value that has ended", "put the whole value in quotes"
        )
    wanted = began - source.line_span(source.line_of(began)).start
    indent = at - line_start
    if indent == wanted:
        return _mixed(source, at, failure)
    what = "the list" if "collection" in failure.context else "the keys"
    above = _item_above(source, line_start)
    if text[at : at + 1] == "-" and above is not None:
        what, wanted = "the list", above
    return refused(
        Span(line_start, at) if indent else word_at(source, at),
        f"this line is indented {_columns(indent)}, {what} above {_columns(wanted)}",
        f"{_indent_it(wanted)} too",
    )


def _item_above(source: Source, line_start: int) -> int | None:
    """By how much the next line above that is not blank is indented, if an item stands on it."""
    line = source.line_of(line_start) - 1
    while line >= 1 and not line_rest(source.text, source.line_starts[line - 1]):
        line -= 1
    if line < 1:
        return None
    start = source.line_starts[line - 1]
    indent = indent_of(source.text, start)
    return indent if source.text[start + indent] == "-" else None


def no_document(source: Source, failure: Failure) -> Problem | None:
    """A whole value stands above the keys: the line of a template, mostly."""
    if "document start" not in failure.problem:
        return None
    for start in source.line_starts:
        rest = line_rest(source.text, start)
        if rest and not rest.startswith(("#", "---", "%")):
            begin = start + indent_of(source.text, start)
            if begin > start and ":" in rest and rest[0] not in "{[\"'":
                message = "this line is indented further than the keys below it"
                return refused(Span(start, begin), message, "indent all keys of the top level alike")
            help = "remove the line" + (": templates are not filled in here" if rest.startswith("{") else "")
            return refused(Span(begin, begin + len(rest)), "this line is no key", help)
    return None


def _mixed(source: Source, at: int, failure: Failure) -> Problem:
    """An item of a list among keys, or a key among items, or neither."""
    if source.text.startswith(("]", "}"), at):
        return refused(Span(at, at + 1), f"`{source.text[at]}` closes nothing that was opened", "remove it")
    if "collection" in failure.context:
        return refused(
            word_at(source, at),
            "a key stands among the items of a list",
            "write `- ` before it, or indent the list less",
        )
    if source.text.startswith("-", at):
        return refused(
            word_at(source, at),
            "an item of a list stands among keys",
            "put the list behind a key of its own, such as `dependencies:`",
        )
    return refused(word_at(source, at), "this is no key", "write `key: value`")

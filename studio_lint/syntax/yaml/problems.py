"""Where a mistake in YAML began, in plain words.

libyaml says where it could not go on, which is often lines below the cause.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import Problem
from studio_lint.base.source import Source, Span
from studio_lint.syntax.yaml.lines import (
    DASHLESS,
    ITEM,
    cut,
    dashless_above,
    header_line,
    indent_of,
    item_above,
    line_rest,
    no_key,
    syntax,
)
from studio_lint.syntax.yaml.tree import STRAY_LINE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.syntax.yaml.composer import YamlFailure

_QUOTES = "\"'"
_MARKERS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_RESERVED = {
    "@": "an unquoted value cannot start with `@`",
    "`": "an unquoted value cannot start with a backtick",
    "%": "an unquoted value cannot start with `%`",
}


def explain(source: Source, failure: YamlFailure, last_scalar: tuple[Span, str] | None) -> Problem:
    """The problem behind a failure; `last_scalar` is the value read last, with its style."""
    text = source.text
    at = min(failure.problem_at, len(text))
    note = f"libyaml: {failure.problem}" if failure.problem else None
    found = (
        _conflict(source)
        or _explicit(source, at)
        or _first_character(text, at, failure)
        or _quoted(source, at, failure, last_scalar)
        or _bracket(source, at, failure)
        or _missing_colon(source, failure)
        or _second_colon(source, at, failure)
        or _indentation(source, at, failure)
        or _no_document(source, failure)
    )
    if found is None:
        found = Problem("syntax", _word(source, at), "this is not valid YAML; the file cannot be parsed from here on")
    return found if found.kind not in ("syntax", STRAY_LINE) else found.replace(note=note)


def _word(source: Source, at: int) -> Span:
    """What stands at an offset, up to the next blank; one character at the least."""
    text = source.text
    end = at
    while end < len(text) and text[end] not in " \t\r\n":
        end += 1
    if end == at and at and (at == len(text) or text[at] in "\r\n"):
        at = len(text[:at].rstrip())
        return Span(max(0, at - 1), at)
    return Span(at, max(end, min(at + 1, len(text))))


def _conflict(source: Source) -> Problem | None:
    """A marker that a merge left behind; the first one is where the trouble began."""
    text = source.text
    if not any(marker in text for marker in _MARKERS):
        return None
    for start in source.line_starts:
        for marker in _MARKERS[:3:2]:
            if text.startswith(marker, start):
                return syntax(
                    Span(start, start + 7),
                    f"`{marker}` is an unresolved merge conflict marker",
                    "keep one side, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`",
                )
    return None


def _explicit(source: Source, at: int) -> Problem | None:
    line = source.slice(source.line_span(source.line_of(at)))
    if line.strip() != "@EXPLICIT":
        return None
    return Problem(
        kind="explicit",
        span=_word(source, at),
        message="this is a list of package files, not an environment file; the build fails",
        help="list the packages under `dependencies:`, one `- name=version` per line",
        note="yaml-cpp: unknown token",
    )


def _first_character(text: str, at: int, failure: YamlFailure) -> Problem | None:
    """A character that cannot begin a value, tabs among them."""
    character = text[at : at + 1]
    began = failure.context_at
    tab = _tab(text, at, failure)
    if tab is not None:
        return tab
    if text.startswith("```", at):
        end = at + 3
        while text[end : end + 1].isalnum():
            end += 1
        return syntax(Span(at, end), "this line is a code fence of Markdown", "remove the line")
    if text[at - 1 : at + 1] == "{%" and "cannot start any token" in failure.problem:
        return syntax(_to_line_end(text, at - 1, 2), "this file does not support templates", "remove the line")
    if "cannot start any token" in failure.problem and character in _RESERVED:
        return syntax(_to_line_end(text, at, 1), _RESERVED[character], f"quote it: `{_in_quotes(text, at)}`")
    if failure.context.endswith("an alias") and began >= 0:
        if text[began + 1 : began + 2] == " " and not text[text.rfind("\n", 0, began) + 1 : began].strip():
            item = line_rest(text, began + 1)
            message = f"{ITEM} `-`, not `*`"
            return syntax(Span(began, began + 1), message, f"use `- {cut(item)}`")
        return syntax(
            Span(began, began + 1),
            "an unquoted value cannot start with `*`, which refers to another value",
            f"quote it: `{_in_quotes(text, began)}`",
        )
    if failure.context.endswith("an anchor") and began >= 0:
        return syntax(
            Span(began, began + 1),
            "an unquoted value cannot start with `&`, which names a value",
            f"quote it: `{_in_quotes(text, began)}`",
        )
    if failure.context.endswith("a block scalar") and began >= 0:
        return _block_mark(text, began)
    if "directive" in failure.context and began >= 0:
        return syntax(Span(began, began + 1), "a line cannot begin with `%`", "quote the value")
    return None


def _tab(text: str, at: int, failure: YamlFailure) -> Problem | None:
    if text[at : at + 1] != "\t" or not ("token" in failure.problem or "indentation" in failure.problem):
        return None
    end = at
    while text[end : end + 1] == "\t":
        end += 1
    before = text[text.rfind("\n", 0, at) + 1 : at]
    if before.strip():
        message, help = "this is a tab, but YAML allows only spaces here", "Replace the tab with a space"
    else:
        message = "this line is indented with a tab, but YAML allows only spaces"
        help = "replace the tab with spaces, to match the neighboring lines"
    return syntax(Span(at, end), message, help)


def _block_mark(text: str, at: int) -> Problem:
    """`>` or `|` with something behind it: an operator outside the quotes, mostly."""
    before = text[text.rfind("\n", 0, at) + 1 : at].rstrip()
    if before and before[-1] in _QUOTES:
        return _behind_quote(Span(at, at + 1))
    return syntax(
        Span(at, at + 1),
        f"an unquoted value cannot start with `{text[at : at + 1]}`, which starts a block of text",
        f"quote it: `{_in_quotes(text, at)}`",
    )


def _in_quotes(text: str, at: int) -> str:
    value = line_rest(text, at)
    before = text[text.rfind("\n", 0, at) + 1 : at]
    if before.count("[") + before.count("{") > before.count("]") + before.count("}"):
        value = value.replace("]", ",").replace("}", ",").partition(",")[0].rstrip()
    if len(value) > 60 or '"' in value or "\\" in value or "://" in value:
        return '"..."'
    return f'"{value}"'


def _to_line_end(text: str, at: int, least: int) -> Span:
    return Span(at, at + least)


def _behind_quote(span: Span) -> Problem:
    return syntax(span, "unexpected text after a closing quote", "use one pair of quotes for the whole value")


def _quoted(source: Source, at: int, failure: YamlFailure, last: tuple[Span, str] | None) -> Problem | None:
    """A quote that is not closed, closed too early, or holds a bad escape."""
    text = source.text
    if failure.context.endswith("quoted scalar") and failure.context_at >= 0:
        if "escape" in failure.problem or "hexdecimal" in failure.problem or "Unicode" in failure.problem:
            return syntax(
                Span(at, min(at + 2, len(text))),
                "invalid escape sequence in double quotes",
                "use single quotes, or double the backslash",
            )
        return _open_quote(text, failure.context_at)
    if last is None or last[1] not in ("'", '"'):
        return None
    span = last[0]
    if "\n" in text[span.start : span.end] and span.end <= at:
        return _open_quote(text, span.start)
    if "flow" in failure.context or span.end > at:
        return None
    if not text[span.end : at].strip(" \t") and text[at : at + 1] not in ("\r", "\n", "", ":"):
        return _behind_quote(_word(source, at))
    return None


def _open_quote(text: str, at: int) -> Problem:
    quote = text[at : at + 1]
    return syntax(Span(at, at + 1), f"the quote `{quote}` is not closed on its line", f"close it with `{quote}`")


def _bracket(source: Source, at: int, failure: YamlFailure) -> Problem | None:
    text = source.text
    opened = failure.context_at
    character = text[at : at + 1]
    if character == "," and "node content" in failure.problem:
        return syntax(Span(at, at + 1), "missing value before this comma", "remove it, or add what is missing")
    if "flow" in failure.context and 0 <= opened < len(text):
        closing = "]" if text[opened] == "[" else "}"
        if source.line_of(opened) == source.line_of(min(at, len(text))) and character not in ("", "\n", "\r"):
            return syntax(
                _word(source, at),
                f"between `{text[opened]}` and `{closing}` values are separated by commas",
                f"add a comma, quote the value, or close the list with `{closing}`",
            )
        return syntax(
            Span(opened, opened + 1),
            f"unclosed bracket `{text[opened]}`",
            f"close it with `{closing}`, or quote the value",
        )
    if character in "]}," and character and "node content" in failure.problem:
        return syntax(
            Span(at, at + 1),
            f"an unquoted value cannot start with `{character}`",
            f"quote it: `{_in_quotes(text, at)}`",
        )
    return None


def _missing_colon(source: Source, failure: YamlFailure) -> Problem | None:
    """A key without its colon, or without the space behind it."""
    if "could not find expected ':'" not in failure.problem or failure.context_at < 0:
        return None
    return no_key(source, failure.context_at)


def _second_colon(source: Source, at: int, failure: YamlFailure) -> Problem | None:
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
        return syntax(
            Span(at, at + 1),
            "this line contains a second `: `",
            f"quote the value if the colon belongs to it: `{_in_quotes(text, value_at)}`",
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
        return syntax(
            Span(start, start + key_indent) if key_indent else _word(source, start),
            "this line is indented more than the line above, which already has a value",
            f"{_indent_it(indent)}, like the line above",
        )
    header = header_line(source, above) if rest.startswith("- ") else 0
    if header:
        start = source.line_starts[header - 1]
        return no_key(source, start + indent_of(text, start))
    if rest.startswith("- ") and ": " not in rest:
        return syntax(
            Span(start + key_indent, start + key_indent + 1),
            "a key cannot follow a list item at this indentation",
            "align this line with the key that it belongs next to, or add `- ` before it",
        )
    return no_key(source, line_start + indent)


def _columns(indent: int) -> str:
    return f"by {indent} space{'' if indent == 1 else 's'}"


def _indent_it(indent: int) -> str:
    return f"indent it {_columns(indent)}" if indent else "start it in the first column"


def _indentation(source: Source, at: int, failure: YamlFailure) -> Problem | None:
    """A line that stands in no column that is open, or text behind a finished value."""
    began = failure.context_at
    if "sequence entries are not allowed" in failure.problem:
        return syntax(
            _word(source, at),
            "a list cannot start on the same line as its key",
            "start the list on the next line, with `- ` before each item",
        )
    if began < 0 or "did not find expected" not in failure.problem:
        return None
    text = source.text
    line_start = source.line_span(source.line_of(at)).start
    if text[line_start:at].strip():
        return syntax(_word(source, at), "unexpected text after the value", "quote the whole value")
    wanted = began - source.line_span(source.line_of(began)).start
    indent = at - line_start
    if indent == wanted:
        return _mixed(source, at, failure)
    dashless = dashless_above(source, line_start, indent) if text.startswith("- ", at) else None
    if dashless is not None:
        return syntax(dashless, DASHLESS, f"use `- {cut(source.slice(dashless))}`")
    what = "the list" if "collection" in failure.context else "the keys"
    above = item_above(source, line_start)
    if text[at : at + 1] == "-" and above is not None:
        what, wanted = "the list", above
    return syntax(
        Span(line_start, at) if indent else _word(source, at),
        f"this line is indented {_columns(indent)}, but {what} above {_columns(wanted)}",
        f"{_indent_it(wanted)} too",
    )


def _item_indent(source: Source, line: int) -> int:
    """By how much the items of the list above a line are indented; 0 where none is above it."""
    while line > 1:
        line -= 1
        start = source.line_starts[line - 1]
        rest = line_rest(source.text, start)
        indent = indent_of(source.text, start)
        if rest.startswith("- "):
            return indent
        if rest and not rest.startswith("#") and indent == 0:
            return 0
    return 0


def _no_document(source: Source, failure: YamlFailure) -> Problem | None:
    """A whole value stands above the keys: the line of a template, mostly."""
    if "document start" not in failure.problem:
        return None
    for start in source.line_starts:
        rest = line_rest(source.text, start)
        if rest and not rest.startswith(("#", "---", "%")):
            begin = start + indent_of(source.text, start)
            if begin > start and ":" in rest and rest[0] not in "{[\"'":
                message = "this line is indented more than the keys below it"
                return syntax(Span(start, begin), message, "give all top-level keys the same indentation")
            help = "remove the line" + (": templates are not rendered here" if rest.startswith("{") else "")
            return syntax(Span(begin, begin + len(rest)), "this line is not a key", help)
    return None


def _mixed(source: Source, at: int, failure: YamlFailure) -> Problem:
    """An item of a list among keys, or a key among items, or neither."""
    if source.text.startswith(("]", "}"), at):
        return syntax(Span(at, at + 1), f"`{source.text[at]}` closes nothing that was opened", "remove it")
    if "collection" in failure.context:
        return syntax(
            _word(source, at), "a key cannot be among list items", "add `- ` before it, or indent the list less"
        )
    if source.text.startswith("-", at):
        above = _item_indent(source, source.line_of(at))
        help = "put the list under a key of its own, such as `dependencies:`"
        if above:
            help = f"indent it {_columns(above)}, like the items above, and what belongs to it as well"
        return syntax(_word(source, at), "a list item cannot be among keys", help)
    return syntax(_word(source, at), "this line is not a key", "use `key: value`")

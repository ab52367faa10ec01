"""Mistakes of single characters in YAML: what cannot begin a value, quotes, brackets, commas."""

from __future__ import annotations

from studio_lint.diagnostics import Problem
from studio_lint.source import Source, Span
from studio_lint.syntax.yaml_problem_places import in_quotes, refused, word_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.syntax.yaml_reader import Failure

_QUOTES = "\"'"
_RESERVED = {
    "@": "a value cannot begin with `@`",
    "`": "a value cannot begin with a backtick",
    "%": "a value cannot begin with `%`",
}


def first_character(text: str, at: int, failure: Failure) -> Problem | None:
    """A character that cannot begin a value, tabs among them."""
    character = text[at : at + 1]
    began = failure.context_at
    tab = _tab(text, at, failure)
    if tab is not None:
        return tab
    if "cannot start any token" in failure.problem and character in _RESERVED:
        return refused(Span(at, at + 1), _RESERVED[character], f"put it in quotes: `{in_quotes(text, at)}`")
    if failure.context.endswith("an alias") and began >= 0:
        return refused(
            Span(began, began + 1),
            "a value cannot begin with `*`, which stands for another value of the file",
            f"put it in quotes: `{in_quotes(text, began)}`",
        )
    if failure.context.endswith("an anchor") and began >= 0:
        return refused(
            Span(began, began + 1),
            "a value cannot begin with `&`, which gives a value a name",
            f"put it in quotes: `{in_quotes(text, began)}`",
        )
    if failure.context.endswith("a block scalar") and began >= 0:
        return _block_mark(text, began)
    if "directive" in failure.context and began >= 0:
        return refused(Span(began, began + 1), "a line cannot begin with `%`", "put the value in quotes")
    return None


def _tab(text: str, at: int, failure: Failure) -> Problem | None:
    if text[at : at + 1] != "\t" or not ("token" in failure.problem or "indentation" in failure.problem):
        return None
    end = at
    while text[end : end + 1] == "\t":
        end += 1
    before = text[text.rfind("\n", 0, at) + 1 : at]
    if before.strip():
        message, help = "a tab stands here, where YAML allows only spaces", "put one space in place of the tab"
    else:
        message = "this line is indented with a tab, and YAML allows only spaces"
        help = "put spaces in place of the tab, as many as the lines beside it have"
    return refused(Span(at, end), message, help)


def _block_mark(text: str, at: int) -> Problem:
    """`>` or `|` with something behind it: an operator outside the quotes, mostly."""
    before = text[text.rfind("\n", 0, at) + 1 : at].rstrip()
    if before and before[-1] in _QUOTES:
        return _behind_quote(Span(at, at + 1))
    return refused(
        Span(at, at + 1),
        f"a value cannot begin with `{text[at : at + 1]}`, which opens a text of several lines",
        f"put it in quotes: `{in_quotes(text, at)}`",
    )


def _behind_quote(span: Span) -> Problem:
    return refused(span, "text stands behind a closing quote", "put the whole value between one pair of quotes")


def quoted(source: Source, at: int, failure: Failure, last: tuple[Span, str] | None) -> Problem | None:
    """A quote that is not closed, closed too early, or holds a bad escape."""
    text = source.text
    if failure.context.endswith("quoted scalar") and failure.context_at >= 0:
        if "escape" in failure.problem or "hexdecimal" in failure.problem or "Unicode" in failure.problem:
            return refused(
                Span(at, min(at + 2, len(text))),
                "a backslash in double quotes begins an escape, and this one is none",
                "use single quotes, or write the backslash twice",
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
        return _behind_quote(word_at(source, at))
    return None


def _open_quote(text: str, at: int) -> Problem:
    quote = text[at : at + 1]
    return refused(
        Span(at, at + 1), f"the quote `{quote}` is opened here and not closed on its line", f"close it with `{quote}`"
    )


def bracket(source: Source, at: int, failure: Failure) -> Problem | None:
    """A bracket that is not closed, or a comma with nothing before it."""
    text = source.text
    opened = failure.context_at
    character = text[at : at + 1]
    if character == "," and "node content" in failure.problem:
        return refused(Span(at, at + 1), "nothing stands before this comma", "delete it, or write what is missing")
    if "flow" in failure.context and 0 <= opened < len(text):
        closing = "]" if text[opened] == "[" else "}"
        if source.line_of(opened) == source.line_of(min(at, len(text))) and character not in ("", "\n", "\r"):
            return refused(
                word_at(source, at),
                f"between `{text[opened]}` and `{closing}` the values are parted by commas",
                f"write a comma, or put the value in quotes, or close with `{closing}`",
            )
        return refused(
            Span(opened, opened + 1),
            f"the bracket `{text[opened]}` is opened here and not closed",
            f"close it with `{closing}`, or put the value in quotes",
        )
    if character in "]}," and character and "node content" in failure.problem:
        return refused(
            Span(at, at + 1), f"a value cannot begin with `{character}`", f"put it in quotes: `{in_quotes(text, at)}`"
        )
    return None

"""A `# comment` behind an instruction: to BuildKit it is no comment there."""

from __future__ import annotations

from studio_lint.base.diagnostics import Problem
from studio_lint.base.source import Span, Text


def comment_problem(keyword: str, word: Text, body: Text, words: str) -> Problem:
    """The problem at a word that begins with `#`; `words` are BuildKit's.

    The fix moves the comment to a line of its own above the instruction.
    """
    source = body.source
    comment = Span(word.whole.start, body.whole.end)
    edits: tuple[tuple[Span, str], ...] = ()
    line = source.line_span(source.line_of(word.whole.start))
    if "\n" not in source.slice(comment) and line.start <= body.whole.start:
        text = source.text[line.start :]
        indent = text[: len(text) - len(text.lstrip(" \t"))] if len(text) < 1000 else ""
        before = source.slice(Span(line.start, comment.start)).rstrip(" \t")
        gap = Span(line.start + len(before), comment.end)
        edits = ((Span(line.start, line.start), f"{indent}{source.slice(comment)}\n"), (gap, ""))
    return Problem(
        kind="comment",
        span=comment,
        message=f"a comment cannot follow {keyword} on the same line; the build fails",
        help="move the comment to its own line",
        note=f"BuildKit: {words}",
        edits=edits,
        edits_message="move the comment to its own line" if edits else "",
    )

"""Suppression comment is unused

## Why

The comment hides nothing: its finding is fixed, or is on another line. If the comment stays, it will hide the next
finding there.

## Instead

Remove the comment. If it should hide something, put it on the line of the finding, or on its own line directly above
the instruction. `file-ignore` belongs at the top of the file, below directives such as `# syntax=`.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import SAFE, WARNING, Edit, Effect, Fix, Meta
from studio_lint.base.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.base.source import Source
    from studio_lint.model.suppression import Named, Suppression, Suppressions

META = Meta("SL005", "suppression-unused", WARNING, fix=SAFE)


def check(suppressions: Suppressions) -> Iterator[Finding]:
    if not suppressions.complete:
        return
    for item in suppressions.items:
        unused = [named for named in item.named if named.known and not named.used]
        if not item.hides or not unused:
            continue
        if len(unused) == len(item.named):
            yield _whole(suppressions, item)
        else:
            for named in unused:
                yield _one(suppressions, item, named)


def _whole(suppressions: Suppressions, item: Suppression) -> Finding:
    message, help = "unused suppression comment", "remove this comment"
    if item.late:
        message = "unused suppression comment: `file-ignore` only works at the top of the file"
        help = "move this comment to the top of the file, or remove it"
    edit = Edit(suppressions.source, _with_line(suppressions.source, item), "")
    fix = None if item.late else Fix("Remove the comment", (edit,), effect=Effect(comments=True))
    return META.finding(suppressions.place(item.comment.span), message, help=help, fix=fix)


def _one(suppressions: Suppressions, item: Suppression, named: Named) -> Finding:
    number = item.named.index(named)
    if number:
        span = Span(item.named[number - 1].span.end, named.span.end)
    else:
        span = Span(named.span.start, item.named[1].span.start)
    fix = Fix(f"Remove `{named.word}`", (Edit(suppressions.source, span, ""),), effect=Effect(comments=True))
    return META.finding(
        suppressions.place(named.span), f"unused suppression of `{named.word}`", help=f"remove `{named.word}`", fix=fix
    )


def _with_line(source: Source, item: Suppression) -> Span:
    """The comment with all that only it needs: its line, or the blanks before it."""
    line = source.line_span(source.line_of(item.comment.span.start))
    if not item.alone:
        before = source.slice(Span(line.start, item.comment.span.start)).rstrip(" \t")
        return Span(line.start + len(before), item.comment.span.end)
    end = source.text.find("\n", item.comment.span.end)
    if end >= 0:
        return Span(line.start, end + 1)
    return Span(line.start, len(source.text))

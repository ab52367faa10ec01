"""Build context in `.seqera/` is larger than the Platform accepts

## Why

For a Studio that is built from Git, `.seqera/` is the build context. The Platform accepts files of up to 5 MB each, and
up to 10 MB in total.

## Instead

Keep data out of `.seqera/`: mount it as a data link, or download it in a RUN. Add files that the build does not need
to `.dockerignore`.

## Evidence

docs.seqera.io, Studios built from Git (2026-08).
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta, Place
from studio_lint.base.source import Source, Span
from studio_lint.facts.platforms import MOST_CONTEXT, MOST_CONTEXT_FILE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image
    from studio_lint.model.context.context import Context

META = Meta("SL207", "context-too-large", ERROR, asks="options.in_seqera")
HELP = "move data out of `.seqera/`: mount it as a data link, or download it in a RUN"
MEGABYTE = 1_000_000


def check(image: Image) -> Iterator[Finding]:
    context = image.context
    if context is None or not image.options.in_seqera:
        return
    total = 0
    largest = ("", 0)
    for path, size in context.files():
        total += size
        largest = max(largest, (path, size), key=lambda one: one[1])
        if size > MOST_CONTEXT_FILE:
            message = f"this file is {size / MEGABYTE:.1f} MB, but the Platform accepts at most 5 MB; the build fails"
            yield META.finding(_place(context, path), message, help=HELP)
    if total > MOST_CONTEXT and largest[1] <= MOST_CONTEXT_FILE:
        message = f"the build context is {total / MEGABYTE:.1f} MB, but the Platform accepts at most 10 MB; "
        yield META.finding(_place(context, largest[0]), f"{message}the build fails", help=HELP)


def _place(context: Context, path: str) -> Place:
    return Place(Source(context.shown(path), ""), Span(0, 0))

"""The files of a Studio built from Git are larger than the Platform takes.

## Why

`.seqera/` is the build context. The Platform takes files of at most 5 MB each,
and of at most 10 MB together.

## Instead

Leave data out of `.seqera/`: mount it as a data link, or fetch it in a RUN.
A file that the build does not need can stand in `.dockerignore`.

## Evidence

docs.seqera.io, Studios built from Git (2026-08).
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta, Place
from studio_lint.base.source import Source, Span
from studio_lint.facts.wave import MOST_CONTEXT, MOST_CONTEXT_FILE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image
    from studio_lint.model.context.context import Context

META = Meta("SL207", "context-too-large", ERROR)
HELP = "keep data out of `.seqera/`: mount it as a data link, or fetch it in a RUN"
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
            message = f"this file has {size / MEGABYTE:.1f} MB, and the Platform takes 5 MB: the Studio is not built"
            yield META.finding(_place(context, path), message, help=HELP)
    if total > MOST_CONTEXT and largest[1] <= MOST_CONTEXT_FILE:
        message = f"the build context has {total / MEGABYTE:.1f} MB, and the Platform takes 10 MB: "
        yield META.finding(_place(context, largest[0]), f"{message}the Studio is not built", help=HELP)


def _place(context: Context, path: str) -> Place:
    return Place(Source(context.shown(path), ""), Span(0, 0))

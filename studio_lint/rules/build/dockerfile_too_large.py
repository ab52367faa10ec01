"""Dockerfile is longer than Wave accepts

## Why

Wave receives the Dockerfile as base64 and refuses more than 10,000 characters of it: about 7,500 bytes of text.

## Instead

Move long scripts into files in the build context and COPY them.

## Evidence

Wave's default configuration (2026-08). Wave rarely builds a Dockerfile outside `.seqera/`, so there this is advice.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ADVICE, WARNING, Meta
from studio_lint.base.source import Span
from studio_lint.facts.platforms import MOST_CONTAINER_FILE, as_base64

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image

META = Meta("SL208", "dockerfile-too-large", WARNING)


def check(image: Image) -> Iterator[Finding]:
    size = len(image.source.text.encode("utf-8", "surrogatepass")) + (3 if image.source.bom else 0)
    if as_base64(size) > MOST_CONTAINER_FILE:
        yield META.finding(
            image.place(Span(0, 0)),
            f"this Dockerfile is {size:,} bytes long, more than Wave accepts",
            help="move long scripts into files in the build context and COPY them",
            severity=WARNING if image.options.in_seqera else ADVICE,
            notes=(f"Wave accepts {MOST_CONTAINER_FILE:,} characters of base64, about 7,500 bytes",),
        )

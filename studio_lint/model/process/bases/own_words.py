"""The program that a base image starts by default, and its arguments."""

from __future__ import annotations

from studio_lint.base.source import Text
from studio_lint.model.commands.arguments import literal
from studio_lint.model.contents.state import base_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Span
    from studio_lint.facts.bases.base import KnownBase, OwnStart
    from studio_lint.model.build.image import Image
    from studio_lint.model.commands.arguments import Argument


def of(image: Image, given: tuple[Argument, ...]) -> tuple[Argument, ...] | None:
    """The words that the base image's own program comes to; None for any other, and where that is not known.

    They are in no file: their place is that of the program's name.
    """
    value = given[0].value or ""
    own = own_start(image)
    if own is None or not (own.starts or own.passes) or value not in (own.path, own.path.rpartition("/")[2]):
        return None
    if (len(given) > 1 and not own.passes) or hooks(image):
        return None
    at = given[0].text
    return (*(literal(Text(at.source, word, (), at.whole)) for word in own.starts), *given[1:]) or None


def base_at_bottom(image: Image) -> KnownBase | None:
    """What is known of the image at the bottom of the final stage."""
    bottom = next((stage for stage in image.lineage if stage.base.stage is None), None)
    return base_of(bottom) if bottom is not None else None


def own_start(image: Image) -> OwnStart | None:
    """The program by which the base image starts by itself; None where it has none, or that is not known."""
    base = base_at_bottom(image)
    return base.family.own if base is not None else None


def hooks(image: Image) -> tuple[Span, ...]:
    """Instructions that bring files into the folders that only this program reads."""
    return image.once(_hooks)


def _hooks(image: Image) -> tuple[Span, ...]:
    own = own_start(image)
    return tuple(_brings(image, own)) if own is not None else ()


def _brings(image: Image, own: OwnStart) -> Iterator[Span]:
    for stage in image.lineage:
        for copy in stage.copies:
            if copy.kind != "mount" and any(copy.target.startswith(folder) for folder in own.hooks):
                yield copy.instruction.keyword_span
        for one in stage.instructions:
            if one.keyword == "RUN" and any(folder in one.body.value for folder in own.hooks):
                yield one.keyword_span

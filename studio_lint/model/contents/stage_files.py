"""What COPY --from and mounts take from a stage that does not have it."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.model.contents import contents
from studio_lint.model.context.wildcards import has_wildcard

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.model.build.image import Image, Stage


class NotInStage(Record):
    """A path that the stage lacks; `leaned`: that follows from what the build context lacks."""

    word: Text
    path: str
    stage: Stage
    leaned: bool


def not_in_stage(image: Image, stage: Stage) -> Iterator[NotInStage]:
    """The sources of a stage's COPYs and mounts that other stages never make."""
    for copy in stage.copies:
        if copy.origin != "stage" or copy.source_stage is None:
            continue
        other = image.stages[copy.source_stage]
        end = contents.of(image).end(other)
        for source in copy.sources:
            if end is None or source.kind != "path" or not source.word.known or has_wildcard(source.path):
                continue
            end.timeline.leaned = False
            if end.exists(source.path) is False:
                yield NotInStage(source.word.text, source.path, other, end.timeline.leaned)

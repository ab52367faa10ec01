"""ENV PATH that leaves out the folders of the system's programs."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.model.contents import contents
from studio_lint.model.contents.events import merged

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.model.build.image import Image, Stage

_SYSTEM = frozenset(("/usr/bin", "/bin"))


class ReplacedPath(Record):
    """The value of an ENV PATH, and the folders in it."""

    value: Text
    folders: str


def replaced(image: Image, stage: Stage) -> Iterator[ReplacedPath]:
    """The ENV of a stage that set PATH to folders without the system's, on a base whose programs are there."""
    points = contents.of(image).points(stage)
    for point in points:
        step = point.step
        if point.ran is not None or step.instruction.keyword != "ENV" or step.broken or step.trigger:
            continue
        if point.base is None or point.base.family.packager in (None, ""):
            continue
        before = {merged(folder) for folder in point.state.path if folder is not None}
        state = point.state.copy()
        state.take(step)
        if state.path == point.state.path or None in state.path or not before & _SYSTEM:
            continue
        if not {merged(folder) for folder in state.path if folder is not None} & _SYSTEM:
            for pair in reversed(step.instruction.pairs):
                if pair.key.value == "PATH" and pair.value is not None:
                    yield ReplacedPath(pair.value, ":".join(folder or "" for folder in state.path))
                    break

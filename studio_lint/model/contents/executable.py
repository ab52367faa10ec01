"""Whether a file of the image is executable, judging by how it was created."""

from __future__ import annotations

from studio_lint.model.contents.events import (
    BRINGS,
    INSTALL,
    MAYBE,
    MODE,
    PUT,
    STAGE,
    TREE,
    covers,
    merged,
    parent,
    within,
)
from studio_lint.model.contents.timeline import comes_to

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.contents.events import Event
    from studio_lint.model.contents.timeline import Timeline


def is_executable(timeline: Timeline, path: str, moment: int) -> bool | None:
    """Whether a file has the mark of a program (`x`) before an event; None where that is not known.

    Known are the files that were copied as they are, and those that were made without the mark.
    """
    path = merged(path)
    for at in range(moment - 1, -1, -1):
        event = timeline.events[at]
        if event.kind == MODE and (covers(event.path, path) or within(path, event.path)):
            return None
        if event.kind == BRINGS and comes_to(event.path, parent(path)) and event.may_bring(path.rpartition("/")[2]):
            return None
        if not within(path, event.path) or event.what == INSTALL:
            continue  # of a package's files, BRINGS tells the programs
        if event.kind == PUT and event.path == path and event.runnable is False:
            if event.copy is not None or timeline.exists(path, at) is False:
                return False
            continue  # what was there before keeps its mode
        if event.kind in (PUT, MAYBE):
            return None
        if event.kind == TREE:
            return _is_sent_executable(timeline, event, path)
        if event.kind == STAGE:
            other = timeline.other(event.stage) if event.stage >= 0 else None
            return is_executable(other, _there(event, path), other.moment) if other is not None else None
    below = timeline.parent
    return is_executable(below, path, below.moment) if below is not None else None


def _is_sent_executable(timeline: Timeline, event: Event, path: str) -> bool | None:
    copy = event.copy
    if timeline.context is None or copy is None or any(flag.name == "chmod" for flag in copy.instruction.flags):
        return None
    return timeline.context.is_runnable(_there(event, path).lstrip("/"))


def _there(event: Event, path: str) -> str:
    """The path of a file where it was copied from."""
    return f"{event.source.rstrip('/')}{path[len(event.path) :]}"

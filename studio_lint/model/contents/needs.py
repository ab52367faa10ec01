"""Files of a stage that do not run where they are copied without another file of it."""

from __future__ import annotations

from studio_lint.model.contents import events

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.contents.events import Event
    from studio_lint.model.contents.timeline import Timeline


def at_source(event: Event, path: str) -> str:
    """Where a path that came from another stage is there."""
    return f"{event.source.rstrip('/')}{path[len(event.path) :]}"


def needed(timeline: Timeline, path: str) -> str:
    """The program without which a file does not run; "" for none."""
    event = timeline.last(path)
    return event.target if event is not None and event.kind == events.PUT and event.what == events.FILE else ""


def lacks(timeline: Timeline, path: str, moment: int | None, depth: int = 0) -> bool:
    """Whether a stage has nothing at the path of such a program."""
    return path != "" and timeline.exists(path, moment, depth) is False


def lacking(timeline: Timeline, path: str, moment: int) -> str:
    """Of a file that another stage has, the program that it needs and this stage lacks; "" for none."""
    event = timeline.last(path, moment)
    other = timeline.other(event.stage) if event is not None and event.stage >= 0 else None
    program = needed(other, at_source(event, path)) if other is not None and event is not None else ""
    return program if lacks(timeline, program, moment) else ""

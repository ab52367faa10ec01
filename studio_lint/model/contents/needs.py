"""Files of a stage that do not run where they are copied without another file of it."""

from __future__ import annotations

from studio_lint.model.contents import events

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Protocol

    from studio_lint.model.contents.events import Event

    class Timeline(Protocol):
        """What is asked of the files of a stage over time."""

        def last(self, path: str, moment: int | None = None) -> Event | None:
            """The last event that put a path there."""

        def exists(self, path: str, moment: int | None = None, depth: int = 0) -> bool | None:
            """Whether something is at a path."""

    class Copied(Timeline, Protocol):
        """The same of a stage that others are copied to."""

        @property
        def other(self) -> Callable[[int], Timeline | None]:
            """The files of another stage."""


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


def lacking(timeline: Copied, path: str, moment: int) -> str:
    """Of a file that another stage has, the program that it needs and this stage lacks; "" for none."""
    event = timeline.last(path, moment)
    other = timeline.other(event.stage) if event is not None and event.stage >= 0 else None
    program = needed(other, at_source(event, path)) if other is not None and event is not None else ""
    return program if lacks(timeline, program, moment) else ""

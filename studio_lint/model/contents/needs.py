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


def lacks(timeline: Timeline, other: Timeline, source: str, moment: int | None, depth: int = 0) -> str:
    """What a file of another stage does not run without, and a stage lacks; "" for nothing."""
    event = other.last(source)
    program = event.target if event is not None and event.kind == events.PUT and event.what == events.FILE else ""
    return program if program and timeline.exists(program, moment, depth) is False else ""


def lacking(timeline: Copied, path: str, moment: int) -> str:
    """The same of a path that a COPY brought from another stage."""
    event = timeline.last(path, moment)
    other = timeline.other(event.stage) if event is not None and event.stage >= 0 else None
    if other is None or event is None:
        return ""
    return lacks(timeline, other, f"{event.source.rstrip('/')}{path[len(event.path) :]}", moment)

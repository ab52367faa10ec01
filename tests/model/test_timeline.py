"""A path is asked for again and again while a stage goes on: each answer is that of a fresh look."""

from __future__ import annotations

import pytest

from studio_lint.model.contents import events
from studio_lint.model.contents.events import Event
from studio_lint.model.contents.timeline import Timeline

STEPS = {
    "put": Event(events.PUT, "/opt/x/a"),
    "gone": Event(events.GONE, "/opt/x"),
    "maybe": Event(events.MAYBE, "/opt"),
    "other": Event(events.PUT, "/srv/b"),
}


def timeline() -> Timeline:
    return Timeline(None, True, None, None, lambda _: None)


@pytest.mark.parametrize(
    ("steps", "answers"),
    [
        ("put other gone put", [True, True, False, True]),
        ("other maybe gone maybe put", [False, None, False, None, True]),
        ("put maybe other maybe gone", [True, True, True, True, False]),
        ("maybe gone other other put gone", [None, False, False, False, True, False]),
    ],
)
def test_answers_follow_the_events(steps: str, answers: list[bool | None]) -> None:
    growing, whole = timeline(), timeline()
    given = []
    for step in steps.split():
        growing.add(STEPS[step])
        whole.add(STEPS[step])
        given.append(growing.exists("/opt/x/a"))
    assert given == answers
    # Later moments first: what was remembered of the end says nothing of what was before it.
    assert [whole.exists("/opt/x/a", at) for at in range(len(answers), 0, -1)] == answers[::-1]


def test_a_folder_is_touched_from_its_first_change_on() -> None:
    growing = timeline()
    given = []
    for step in ("other", "put", "gone", "maybe"):
        growing.add(STEPS[step])
        given.append((growing.touched("/opt/x"), growing.touched("/opt/x/a", 1), growing.touched("/srv")))
    assert given == [(False, False, True), (True, False, True), (True, False, True), (True, False, True)]
    assert [growing.touched("/opt/x", at) for at in (1, 2)] == [False, True]


def test_what_was_removed_anywhere() -> None:
    growing = timeline()
    folders = frozenset(("/opt/x", "/usr/bin"))
    assert not growing.removes_from(folders)
    growing.add(Event(events.GONE, "/srv/b"))
    assert not growing.removes_from(folders)
    growing.add(Event(events.GONE, "/usr/bin/tool"))
    assert growing.removes_from(folders)
    below = Timeline(None, False, growing, None, lambda _: None)
    assert below.removes_from(folders) and not below.removes_from(frozenset(("/lib/x",)))

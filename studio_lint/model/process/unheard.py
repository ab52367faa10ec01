"""Where a start script names CONNECT_TOOL_PORT without passing it on: printed, tested, not exported, never reached."""

from __future__ import annotations

import sys

from studio_lint.base.record import Record
from studio_lint.facts.programs.roles import FILLS_IN, role
from studio_lint.facts.programs.run_commands import PRINTING
from studio_lint.model.commands.arguments import PORT, Part
from studio_lint.model.commands.image_files import occurrences

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from studio_lint.base.source import Text
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.commands.runner import Runner


class Stretches:
    """Stretches of several sources."""

    def __init__(self, texts: Iterable[Text] = ()) -> None:
        self.found: dict[int, list[tuple[int, int]]] = {}
        self.merged: dict[int, list[tuple[int, int]]] = {}
        for text in texts:
            self.add(text)

    def add(self, text: Text) -> None:
        """One more."""
        self.found.setdefault(id(text.source), []).append((text.whole.start, text.whole.end))
        self.merged.pop(id(text.source), None)

    def holds(self, text: Text) -> bool:
        """Whether a text begins in one of them."""
        key, start = id(text.source), text.whole.start
        if key not in self.found:
            return False
        if key not in self.merged:
            self.merged[key] = _merged(self.found[key])
        from bisect import bisect_right

        at = bisect_right(self.merged[key], (start, sys.maxsize))
        return at > 0 and start < self.merged[key][at - 1][1]


def _merged(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches in order, those that overlap put together."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


class Idle(Record):
    """idle: stretches without effect; reaching: places in them that reach a program after all."""

    idle: Stretches
    reaching: Stretches

    def holds(self, place: Text) -> bool:
        """Whether a place is without effect."""
        return self.idle.holds(place) and not self.reaching.holds(place)


def of(runner: Runner, texts: Iterable[Text], inherited: Callable[[str], bool]) -> Idle:
    """What has no effect in the `texts` that were read as shell scripts.

    `inherited` says whether a variable may come from the base image: a new value is
    then handed on as that was.
    """
    shown = [word.text for ran in runner.ran if prints(ran) for word in ran.arguments[1:]]
    shown += [part.text for ran in runner.ran if prints(ran) for part in _ports(ran)]
    told = [part.text for ran in runner.ran if not prints(ran) for part in _ports(ran)]
    idle = Stretches(shown + runner.unreached + list(_replaced(runner)))
    if not runner.exports_all:
        for name, assignments in list(_kept(runner, tuple(texts), idle)):
            for text in () if inherited(name) else assignments:
                idle.add(text)
    return Idle(idle, Stretches(told))


def prints(command: Invocation) -> bool:
    """Whether a command only shows or tests its words."""
    if command.name not in PRINTING or command.piped:
        return False
    if command.name == "printf" and command.arguments[1:2] and command.arguments[1].value == "-v":
        return False
    if role(command.name) == FILLS_IN:
        return True
    return not any(flow.target is not None and ">" in flow.operator for flow in command.flows)


def _ports(ran: Invocation) -> Iterator[Part]:
    for argument in ran.arguments[1:]:
        for part in argument.parts:
            if part.kind == "variable" and argument.names(PORT):
                yield part


def _replaced(runner: Runner) -> Iterator[Text]:
    """Where the script gives CONNECT_TOOL_PORT a value of its own, and where that is read."""
    yield from (text for name, text in runner.assigned if name == PORT and PORT not in text.value.partition("=")[2])
    for ran in runner.ran:
        for argument in ran.arguments[1:]:
            yield from (
                part.at for part in argument.parts if part.kind == "text" and part.given and PORT in part.at.value
            )


def _kept(runner: Runner, texts: tuple[Text, ...], shown: Stretches) -> Iterator[tuple[str, list[Text]]]:
    """Names with the assignments of a variable that is neither handed on nor read anywhere but where it is shown."""
    given: dict[str, list[Text]] = {}
    for name, text in runner.assigned:
        given.setdefault(name, []).append(text)
    for name, assignments in given.items():
        if name in runner.environment.handed_on or not any(PORT in text.value for text in assignments):
            continue
        own = {(id(text.source), text.whole.start) for text in assignments}
        places = (place for text in texts for place in occurrences(text, name))
        if all((id(place.source), place.whole.start) in own or shown.holds(place) for place in places):
            yield name, assignments

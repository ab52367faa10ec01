"""Supervisors that must be process 1 but are started below connect-client, and programs that need one."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.bases.inits import S6, SYSTEMD
from studio_lint.facts.tools import in_front
from studio_lint.facts.wrappers import WRAPPERS
from studio_lint.model.contents import contents
from studio_lint.model.process.programs import IDLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Span, Text
    from studio_lint.facts.bases.inits import Init, InitClient
    from studio_lint.model.commands.command import Hop, Invocation
    from studio_lint.model.process.process import Process


class NotFirst(Record):
    """An init that is not process 1; `brought` is where the image gets it, None where that is the base image."""

    init: Init
    word: Text
    brought: Span | None


def not_first(process: Process) -> Iterator[NotFirst]:
    """The inits of a start that have to be process 1 and are not."""
    for ran in process.ran:
        word = ran.arguments[0]
        if word.value != S6.path or any(_makes_first(hop) for hop in ran.hops):
            continue
        known, brought = _origin(process, S6)
        if known:
            yield NotFirst(S6, word.text, brought)
            return


class UnstartedService(Record):
    """A service that nothing starts, since the init that is asked to does not run.

    service  its name
    instead  the command that starts its program in the foreground; "" where that is not known
    """

    client: InitClient
    word: Text
    service: str
    instead: str


def unstarted_service(process: Process) -> UnstartedService | None:
    """The last service that systemd is asked to start, where nothing else that starts could answer."""
    asking = [ran for ran in process.ran if ran.certain and _asks(ran, SYSTEMD)]
    others = (one for one in process.programs if one.kind != IDLE and not any(one.ran is ran for ran in asking))
    if not asking or process.runner is None or process.runner.partial or any(others) or _brings_client(process):
        return None
    words = asking[-1].arguments
    service = (words[2].value or "").removesuffix(SYSTEMD.ending)
    return UnstartedService(SYSTEMD, words[0].text, service, in_front(service))


def _asks(ran: Invocation, client: InitClient) -> bool:
    return ran.name == client.program and len(ran.arguments) == 3 and ran.arguments[1].value in client.verbs


def _brings_client(process: Process) -> bool:
    """Whether an instruction may bring another program of the client's name."""
    for one in (one for stage in process.image.lineage for one in stage.instructions):
        body = one.body.value
        if one.keyword in ("COPY", "ADD") and SYSTEMD.program in body:
            return True
        if one.keyword == "RUN" and any(f"{mark}{SYSTEMD.program}" in body for mark in ("/", "-")):
            return True
    return False


def _origin(process: Process, init: Init) -> tuple[bool, Span | None]:
    """Whether the image is known to have the init, and the instruction that brings it."""
    stage = process.image.shipped
    for one in (one for stage in process.image.lineage for one in stage.instructions):
        if one.keyword in ("ADD", "RUN", "COPY") and any(word in one.body.value for word in init.archives):
            return True, one.keyword_span
    point = contents.of(process.image).end(stage) if stage is not None else None
    return point is not None and point.base is not None and point.base.family.first, None


def _makes_first(hop: Hop) -> bool:
    """Whether what a wrapper starts is process 1 of a namespace of its own."""
    wrapper = WRAPPERS.get(hop.name)
    if wrapper is None or not wrapper.first:
        return False
    values = [word.value or "" for word in hop.unwrapped.options]
    return all(any(_is_given(flag, values) for flag in spellings) for spellings in wrapper.first)


def _is_given(flag: str, values: list[str]) -> bool:
    """Whether an option is among words, alone, with a value, or among letters written together."""
    if len(flag) == 2:
        return any(value[:1] == "-" and value[1:2] != "-" and flag[1] in value for value in values)
    return any(value.partition("=")[0] == flag for value in values)

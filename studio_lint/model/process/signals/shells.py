"""What shells, servers and wrappers do when SIGTERM comes, one at a time."""

from __future__ import annotations

from studio_lint.facts.shells import BASH, DASH
from studio_lint.facts.wrappers import SYSTEM_SHELL, WITH, WRAPPERS
from studio_lint.model.commands.arguments import PORT
from studio_lint.model.commands.wrappers import FILE, INPUT
from studio_lint.model.process.bindings import NOTHING, tool_of
from studio_lint.model.process.programs import CODE, TOOL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.facts.tools.tool import Background
    from studio_lint.model.commands.arguments import Argument
    from studio_lint.model.commands.command import Hop, Invocation
    from studio_lint.model.process.programs import Program


def serves(program: Program) -> bool:
    return program.kind == TOOL or (program.kind == CODE and program.port is not NOTHING)


def may_leave(ran: Invocation) -> bool:
    """Whether a server goes into the background by itself, or words that are not known may tell it to."""
    background = background_of(ran)
    if background is None:
        return False
    if background.always or detaching(ran, background):
        return True
    heads = [word.parts[0] for word in ran.arguments if word.value is None and not word.names(PORT)]
    return any(head.kind != "text" and not head.quoting for head in heads)


def background_of(ran: Invocation) -> Background | None:
    found = tool_of(ran)
    return found[0].background if found is not None else None


def detaching(ran: Invocation, background: Background) -> Argument | None:
    """The option that sends a program into the background."""
    letters = {flag[1] for flag in background.flags if len(flag) == 2}
    for word in ran.arguments[1:]:
        value = word.value or ""
        joined = background.joined and value[:1] == "-" and value[1:].isalpha() and letters & set(value[1:])
        if value.partition("=")[0] in background.flags or joined:
            return word
    return None


def tells_all(hop: Hop) -> bool:
    """Whether a program in front sends SIGTERM to all that a shell under it starts, not to the shell alone."""
    wrapper = WRAPPERS.get(hop.name)
    if wrapper is None or not wrapper.group:
        return False
    letters = {flag[1] for flag in wrapper.group_flags if len(flag) == 2}
    options = [word.value or "" for word in hop.unwrapped.options]
    given = any(
        value in wrapper.group_flags
        or (value[:1] == "-" and value[:2] not in wrapper.values and letters & set(value[1:]) and value[1:2] != "-")
        for value in options
    )
    return given == (wrapper.group == WITH)


def title(hop: Hop, system: str | None) -> str:
    return (system or hop.name) if hop.name == SYSTEM_SHELL else hop.name


def stays_above(hop: Hop, system: str | None) -> bool | None:
    """Whether a shell remains before its last command; None where it is not known."""
    if hop.kind in (FILE, INPUT):
        return True
    name = title(hop, system)
    if name == DASH:
        return True
    if name == BASH:
        return not hop.last
    return None

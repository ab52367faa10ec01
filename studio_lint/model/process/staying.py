"""Which programs are still running when a user opens the session.

A foreground command that is followed by others has ended when these run, and uses no port; a server in the
foreground never ends, so nothing after it runs.
"""

from __future__ import annotations

from studio_lint.facts.programs.run_commands import PAUSING
from studio_lint.facts.wrappers import SHELLS
from studio_lint.model.commands.arguments import PORT
from studio_lint.model.commands.tasks import TASK
from studio_lint.model.process.bindings import NOTHING, tool_of
from studio_lint.model.process.programs import CODE, IDLE, OTHER, TOOL, Program

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.commands.command import Invocation

_CHANGING = frozenset((".", "source", "eval", "exec", "trap"))
_SYSTEM = ("/bin/", "/usr/bin/", "/sbin/", "/usr/sbin/", "/usr/local/bin/")


def staying(programs: tuple[Program, ...]) -> tuple[Program, ...]:
    """The programs without those that have ended, or are never reached."""
    reached: list[Program] = []
    for at, program in enumerate(programs):
        if _has_ended(program, programs[at + 1 :]):
            continue
        reached.append(program)
        if never_ends(program):
            reached += [one for one in programs[at + 1 :] if one.ran is program.ran]
            break
    return tuple(reached)


def never_ends(program: Program) -> bool:
    """Whether a program is a server, or a pause, in the foreground: nothing after it runs."""
    ran = program.ran
    if not _in_front(ran) or not ran.certain or program.kind not in (TOOL, IDLE):
        return False
    found = tool_of(ran)
    background = found[0].background if found is not None else None
    if background is not None and (background.always or _has_flag(ran, background.flags)):
        return False
    return program.kind == TOOL or ran.name in PAUSING


def _has_flag(ran: Invocation, flags: tuple[str, ...]) -> bool:
    return any(word.value is None or word.value.partition("=")[0] in flags for word in ran.arguments[1:])


def _in_front(ran: Invocation) -> bool:
    return not ran.background and not ran.piped and not any(hop.kind == TASK for hop in ran.hops)


def _has_ended(program: Program, later: tuple[Program, ...]) -> bool:
    """Whether a program of unknown kind, or one that was seen to start no server, ran before the others."""
    ran = program.ran
    if not _in_front(ran) or program.kind not in (OTHER, CODE) or program.port is not NOTHING:
        return False
    if not any(_in_front(one.ran) and one.ran is not ran and one.kind != OTHER for one in later):
        return False
    if program.kind == OTHER and not _is_plain(ran):
        return False
    return not any(PORT in word.shown for word in ran.arguments)


def _is_plain(ran: Invocation) -> bool:
    """Whether a command is a program of the system's, and no script of the project's own that may start others."""
    value = ran.arguments[0].value
    if value is None or ran.name in SHELLS or value in _CHANGING:
        return False
    return "/" not in value or value.startswith(_SYSTEM)

"""Servers in a loop or a branch: the shell goes on after them, so it stays as the parent.

Measured with dash 0.5.12 and bash 5.2 (2026-11): neither replaces itself with a command inside `while`, `until`,
`for`, `if` or `case`.
"""

from __future__ import annotations

from studio_lint.model.commands.tasks import TASK
from studio_lint.model.commands.wrappers import COMMAND, FILE, INLINE, INPUT
from studio_lint.model.process.signals.held_program import HeldProgram
from studio_lint.model.process.signals.shells import may_leave, serves, stays_above, tells_all, title

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.process.process import Process
    from studio_lint.model.process.programs import Program

_CHANGING = frozenset(("trap", "exec"))


def held_in_front(process: Process) -> HeldProgram | None:
    """The first server that may run in front, in a loop or a branch, under a shell that stays."""
    if any(ran.name == "trap" for ran in process.ran):
        return None
    return next((found for program in process.programs if (found := _by_shell(process, program)) is not None), None)


def _by_shell(process: Process, program: Program) -> HeldProgram | None:
    ran = program.ran
    if ran.certain or ran.background or ran.piped or ran.command is None or not serves(program) or may_leave(ran):
        return None
    if any(hop.kind == TASK or tells_all(hop) for hop in ran.hops):
        return None
    shells = [at for at, hop in enumerate(ran.hops) if hop.kind in (INLINE, FILE, INPUT) and hop.name != "eval"]
    if not shells:
        return None
    own = ran.hops[shells[-1]]
    behind = ran.hops[shells[-1] + 1 :]
    if any(hop.kind == COMMAND and hop.name == "exec" for hop in behind) or stays_above(own, process.shell) is not True:
        return None
    first = behind[0].command if behind else ran.command
    return HeldProgram(program, title(own, process.shell), (first or ran.command).words[0].text, followed=True)

"""Programs of which only one can run: each is in a branch of a condition and replaces the shell."""

from __future__ import annotations

from studio_lint.model.commands.wrappers import COMMAND

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.commands.command import Invocation
    from studio_lint.syntax.shell.tree import Script


def excludes(one: Invocation, other: Invocation) -> bool:
    """Whether only one of two commands can run."""
    shell = shell_replaced(one)
    return shell is not None and shell is shell_replaced(other)


def shell_replaced(ran: Invocation) -> Script | None:
    """The text of the shell whose place a command takes, in the foreground and under a condition; else None."""
    if ran.background or ran.piped or ran.certain or not ran.hops:
        return None
    if ran.hops[-1].kind != COMMAND or ran.hops[-1].name != "exec":
        return None
    return next((hop.script for hop in reversed(ran.hops) if hop.script is not None), None)

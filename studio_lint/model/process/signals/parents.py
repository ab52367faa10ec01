"""Programs between connect-client and a server that are not shells: which of them forward SIGTERM.

Measured with npm 9 and GNU make 4.3 (2026-11): both forward it to what they start, which is a shell. make starts a
command without special characters itself. `facts/task_runners.py`, `facts/wrappers.py` and `facts/tools/` say which do.
"""

from __future__ import annotations

from studio_lint.facts.task_runners import TASK_RUNNERS
from studio_lint.facts.wrappers import STAYS, WRAPPERS
from studio_lint.model.commands.tasks import TASK
from studio_lint.model.commands.wrappers import COMMAND
from studio_lint.model.process.bindings import tool_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.commands.command import Hop, Invocation


def hands_on(hop: Hop) -> bool:
    """Whether what starts tasks hands SIGTERM on to them; False where it ends them itself, or is not known."""
    runner = TASK_RUNNERS.get(hop.name)
    return runner is not None and runner.tells


def is_skipped(hops: tuple[Hop, ...], at: int) -> bool:
    """Whether a shell is only written there: what starts tasks runs a plain command without one."""
    before = hops[at - 1] if at else None
    runner = TASK_RUNNERS.get(before.name) if before is not None and before.kind == TASK else None
    script = hops[at].script
    if runner is None or not runner.shell_marks or script is None:
        return False
    return not set(runner.shell_marks) & set(script.text.value)


def staying(hop: Hop) -> bool:
    """Whether a wrapper stays as the parent and tells nobody. One that makes a process 1 is needed, and not counted."""
    wrapper = WRAPPERS.get(hop.name)
    return (
        hop.kind == COMMAND
        and wrapper is not None
        and wrapper.signals == STAYS
        and not (wrapper.group or wrapper.first)
    )


def activates(hop: Hop) -> bool:
    """Whether a wrapper finds the program in an environment of its own, so that it is not on PATH without it."""
    wrapper = WRAPPERS.get(hop.name)
    return wrapper is not None and wrapper.activates


def replaced(hop: Hop) -> str:
    """Commands that do the same as a wrapper before the program is started with `exec`; "" if none are known."""
    wrapper = WRAPPERS.get(hop.name)
    return wrapper.replaced if wrapper is not None else ""


def of_tool(ran: Invocation) -> str:
    """The name of a server's own script that stays as its parent (`apachectl`); "" where it has none."""
    found = tool_of(ran)
    name = ran.name or ""
    return name if found is not None and name in found[0].parents else ""

"""A program that does not receive SIGTERM when the Studio stops."""

from __future__ import annotations

from studio_lint.base.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from studio_lint.base.source import Text
    from studio_lint.model.process.programs import Program

    HeldWay = Literal["", "pipe", "aside", "trap", "once", "parent"]

PIPE: HeldWay = "pipe"
ASIDE: HeldWay = "aside"
TRAP: HeldWay = "trap"
ONCE: HeldWay = "once"
PARENT: HeldWay = "parent"


class HeldProgram(Record):
    """A program whose parent stays and does not forward SIGTERM, or not in time.

    shell     the name of the parent ("dash", "bash", "xargs")
    text      the start of the parent's command that is, or leads to, the program
    simple    it is the last simple command of a shell: `exec` before it is right
    followed  more is to run after it
    activates the parent finds the program in an environment of its own (`conda run`)
    replaced  commands that do the same as the parent, before the program is started with `exec`; "" if none are known
    way       PIPE: its output goes on to another program; ASIDE: it runs in the background; TRAP: a trap is set, which
              waits for its end; ONCE: a trap tells it to end, and the script ends without waiting for that; PARENT: the
              parent is no shell; "" else
    """

    program: Program
    shell: str
    text: Text
    simple: bool = False
    followed: bool = False
    activates: bool = False
    replaced: str = ""
    way: HeldWay = ""

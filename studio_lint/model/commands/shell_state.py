"""What a shell knows while it runs, and what holds around a command: all that a builtin can change or ask."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Text
from studio_lint.model.commands.arguments import Argument, ShellVariables
from studio_lint.model.commands.command import Flow, Hop, LostVariable, StartedScript
from studio_lint.model.commands.status import ShellOptions, Status
from studio_lint.syntax.shell.tree import Block, Command, Pipeline

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.commands.command import StartWay

QUESTIONS = frozenset(("[", "[[", "test", "grep", "command", "which", "type", "false", "mountpoint", "pgrep"))


class ShellState:
    """A shell between two commands.

    environment  variables and positional parameters
    folder       the working directory; None where it is not known
    functions    functions defined so far, by name
    assigned     names that a shell gave a value, with the assignment
    exports_all  whether `set -a` is in force
    ended        whether `exit` or `exec` was reached
    options      `set -e` and the like
    """

    def __init__(self, environment: ShellVariables, folder: str | None) -> None:
        self.environment = environment
        self.folder = folder
        self.functions: dict[str, Block] = {}
        self.assigned: list[tuple[str, Text]] = []
        self.exports_all = False
        self.ended = False
        self.options = ShellOptions()


class Around(Record):
    """What holds where a command stands."""

    hops: tuple[Hop, ...] = ()
    command: Command | None = None
    certain: bool = True
    background: bool = False
    piped: bool = False
    depth: int = 0
    flows: tuple[Flow, ...] = ()
    pipe_text: Argument | None = None
    status: Status = Status()
    lost: tuple[LostVariable, ...] = ()


def is_question(pipeline: Pipeline) -> bool:
    """Whether a command is there to be answered yes or no (`[ -d /x ] && …`)."""
    last = pipeline.parts[-1]
    return (
        pipeline.negated
        or (isinstance(last, Block) and last.kind == "other")
        or (isinstance(last, Command) and last.name in QUESTIONS)
    )


def started(
    word: Argument, content: Text | None, way: StartWay, around: Around, folder: str | None, at: int
) -> tuple[StartedScript, ...]:
    """What is started at a place, and how; `at` counts the commands that ran before."""
    if not word.shown:
        return ()
    one = StartedScript(
        word=word.text,
        content=content,
        path=word.value or word.shown,
        folder=folder,
        way=way,
        hops=around.hops,
        certain=around.certain and not around.background and not around.piped,
        fatal=around.status.fatal,
        at=at,
    )
    return (one,)

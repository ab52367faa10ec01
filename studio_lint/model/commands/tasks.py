"""What a task runner starts, which reads its commands from a file."""

from __future__ import annotations

from studio_lint.base.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from studio_lint.base.source import Text
    from studio_lint.model.commands.arguments import Argument, Parts

TASK: Literal["task"] = "task"
"""The kind of a hop: started, and looked after, by such a program."""


class Task(Record):
    """One command of such a file.

    text       what a shell is given; None where `words` are started without one
    variables  what is set for it alone; None: not known to what
    folder     where it starts; None: where the program stands
    defaults   variables with their values where the environment has none of that name
    """

    text: Text | None = None
    words: tuple[Argument, ...] = ()
    variables: tuple[tuple[str, Parts | None], ...] = ()
    folder: str | None = None
    defaults: tuple[tuple[str, Parts], ...] = ()


class Launched(Record):
    """All that is started.

    code     texts that were read
    partial  more may be started than is known
    leaves   the launcher itself goes into the background, so that what runs after it is all that keeps the session
    alone    it stays in the foreground whatever its programs do, and listens nowhere itself
    users    the accounts that it starts them as, and that have to be there
    instead  the words in whose place the program stands, which is all that it starts
    """

    tasks: tuple[Task, ...]
    code: tuple[Text, ...] = ()
    partial: bool = False
    instead: tuple[Argument, ...] = ()
    leaves: bool = False
    alone: bool = False
    users: tuple[Text, ...] = ()

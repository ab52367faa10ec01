"""A program that runs, and what starts it."""

from __future__ import annotations

from studio_lint.base.record import Record, derived
from studio_lint.base.source import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from studio_lint.model.commands.arguments import Argument, Snapshot
    from studio_lint.model.commands.wrappers import Unwrapped, UnwrappedKind
    from studio_lint.syntax.shell.tree import Command, Redirect, Script

    StartWay = Literal["executed", "read", "sourced"]


class Flow(Record):
    """A redirection: `target` a file, or `content` the body of a heredoc or here-string."""

    operator: str
    target: Argument | None
    content: Argument | None
    redirect: Redirect


class Hop(Record):
    """A shell or wrapper between the start and a program.

    name    "bash", "env", …
    kind    as `Unwrapped.kind`
    last    of a shell: the program is its last command and a simple one, without
            redirections, so that bash puts it in its own place
    unwrapped  what the shell or wrapper is given
    script  of a shell: the text that it runs
    command the simple command of the shell above that it is in; None in exec form
    """

    name: str
    kind: UnwrappedKind | Literal["task"]
    unwrapped: Unwrapped
    last: bool = False
    script: Script | None = None
    command: Command | None = None


class RunScript(Record):
    """A text that a shell is given.

    tree     its commands
    hops     shells and wrappers from the outermost in; the last shell runs the text
    certain  it is run whatever the conditions around it say
    sourced  the command that reads it into a shell that is there already (`. FILE`)
    """

    text: Text
    tree: Script
    hops: tuple[Hop, ...]
    certain: bool = True
    sourced: Command | None = None


class LostVariable(Record):
    """A variable that a command reads, and that was removed for certain.

    place  where it is read
    cause  the word that removed it, or the assignment that comes too late
    name   its name
    """

    place: Text
    cause: Text
    name: str


class Invocation(Record):
    """A program or builtin that is run.

    arguments  its words, its name first; at least one
    command    the simple command; None in exec form
    hops       shells and wrappers, from the outermost in
    variables  the shell's variables when it starts
    folder     the working directory; None if not known
    fatal      its failure makes the whole script fail
    turned     its success does (`! cmd`)
    nounset    `set -u` is in force; None where that is not known
    own        it is a program of the project's own, whose text is known, whatever its name
    """

    arguments: tuple[Argument, ...]
    command: Command | None
    hops: tuple[Hop, ...]
    variables: Snapshot
    folder: str | None
    certain: bool = True
    background: bool = False
    piped: bool = False
    flows: tuple[Flow, ...] = ()
    fatal: bool = False
    lost: tuple[LostVariable, ...] = ()
    turned: bool = False
    nounset: bool | None = False
    own: bool = False

    @derived
    def name(self) -> str | None:
        """The program's name, its folder left out; None where it is not known."""
        value = self.arguments[0].value
        return None if value is None else value.rpartition("/")[2]


EXECUTED: StartWay = "executed"
READ: StartWay = "read"
SOURCED: StartWay = "sourced"


class StartedScript(Record):
    """A program or script that is started, whether or not its text is known.

    word     the path or name as the command has it; `path` is its value
    content  the script's text; None where it is not known, or it is no script
    folder   the working directory; None if not known
    way      EXECUTED by the kernel, READ by a shell, or SOURCED
    hops     shells and wrappers, from the outermost in
    certain  it is started whenever the start gets there
    fatal    where it fails, so does all
    at       how many commands ran before it
    """

    word: Text
    content: Text | None
    path: str
    folder: str | None
    way: StartWay = EXECUTED
    hops: tuple[Hop, ...] = ()
    certain: bool = True
    fatal: bool = False
    at: int = 0


def shebang(text: str) -> str:
    """The name of the interpreter on the first line ("bash", "python3"), "" without one."""
    if not text.startswith("#!"):
        return ""
    words = text[2:].partition("\n")[0].split()
    if words and words[0].endswith("/env"):
        words = [word for word in words[1:] if not word.startswith("-") and "=" not in word]
    return words[0].rpartition("/")[2] if words else ""


def shebang_options(text: Text) -> tuple[Text, ...]:
    """The words after the interpreter on the first line ("-e")."""
    words = text.value[2:].partition("\n")[0].split()[1:]
    return tuple(Text(text.source, word, (), text.whole) for word in words if word.startswith("-"))

"""The state of a shell while it runs, and the context of a command: everything that a builtin can change or read."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.shell_words import QUESTIONS
from studio_lint.facts.wrappers import PLAIN_SH
from studio_lint.model.commands.arguments import Argument, ShellVariables
from studio_lint.model.commands.command import SOURCED, Flow, Hop, Invocation, LostVariable, StartedScript
from studio_lint.model.commands.status import ShellOptions, Status
from studio_lint.syntax.shell import reader as shell_reader
from studio_lint.syntax.shell.tree import Block, Chain, Command, Pipeline

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    from studio_lint.base.source import Text
    from studio_lint.model.commands.arguments import Snapshot
    from studio_lint.model.commands.choices.decisions import Decided
    from studio_lint.model.commands.command import StartWay
    from studio_lint.syntax.shell.reader import Known
    from studio_lint.syntax.shell.tree import Script

    class Settling(Protocol):
        """Who gives the variables of the image."""

        def settles(self, text: Text) -> str:
            """The text in which they may get other values, for a text that is run."""


GLOB = frozenset("*?[")


LEAVES_LOOP = 1
LEAVES_FUNCTION = 2
LEAVES_SHELL = 3


class ShellState:
    """A shell between two commands.

    environment  variables and positional parameters
    folder       the working directory; None where it is not known
    pushed       the folders that `popd` goes back to, the last one first
    functions    functions defined so far, by name
    uncalled     functions of any shell that were not called so far, by `id`
    decided      choices that the words of a script decide
    settled      gives the text in which variables of the image may get other values, for a text that is run whoever
                 builds; None where a session may have other values
    assigned     names that a shell gave a value, with the assignment
    exports_all  whether `set -a` is in force
    ended        whether `exit` or `exec` was reached; `returned`: it was `return`, which ends a function
    doubt        what may have been left before its end: 0, or one of the constants below
    options      `set -e` and the like
    known        the commands of texts that were read before, by whatever shell
    """

    def __init__(self, environment: ShellVariables, folder: str | None) -> None:
        self.environment = environment
        self.folder = folder
        self.pushed: tuple[str | None, ...] = ()
        self.functions: dict[str, Block] = {}
        self.uncalled: dict[int, Block] = {}
        self.decided: list[Decided] = []
        self.settled: Settling | None = None
        self.assigned: list[tuple[str, Text]] = []
        self.exports_all = False
        self.ended = False
        self.returned = False
        self.doubt = 0
        self.options = ShellOptions()
        self.known: Known = {}

    def parsed(self, text: Text) -> Script:
        """The commands of a text, read once."""
        return shell_reader.read(text, self.known)

    def variables(self) -> Snapshot:
        """The variables and the folder as they are now."""
        self.environment.folder = self.folder
        return self.environment.snapshot()

    def _given(self, text: Text) -> tuple[list[tuple[str, Text]], str | None]:
        """The assignments from which it follows what the script's words decide, and the text of a RUN."""
        return self.assigned, self.settled.settles(text) if self.settled is not None else None

    def invocation(self, words: tuple[Argument, ...], around: Around, own: bool) -> Invocation:
        """A command that is run as the shell is now."""
        return Invocation(
            arguments=words,
            command=around.command,
            hops=around.hops,
            variables=self.variables(),
            folder=self.folder,
            certain=around.certain,
            background=around.background,
            piped=around.piped,
            flows=around.flows,
            fatal=around.status.fatal,
            lost=around.lost,
            turned=around.status.turned,
            nounset=self.options.nounset,
            own=own,
        )

    def called(self, name: str) -> tuple[tuple[Chain, ...], ...]:
        """The bodies of a function that is called."""
        self.uncalled.pop(id(self.functions[name]), None)
        return self.functions[name].bodies

    def branches(self, block: Block, around: Around) -> tuple[Around, tuple[tuple[Chain, ...], ...]]:
        """The branches of a compound command that may run, and what holds around them."""
        plain = block.kind in ("group", "subshell")
        may_decide = block.kind in ("if", "case") and around.certain and not around.looped
        if may_decide and (self.settled is not None or "$" in block.text.value):
            from studio_lint.model.commands.choices import decisions

            branch = decisions.branch(block, self.variables(), self._given(block.text))
            if branch is not None:
                self.decided.append(decisions.of_block(block, branch))
                return around, block.bodies[branch : branch + 1] if branch >= 0 else ()
        if block.kind not in ("group", "subshell", "if", "case"):
            around = around.replace(looped=True)
        if not plain and not runs_once(block):
            around = around.replace(certain=False)
        return around, block.bodies[1:] if never_true(block) else block.bodies

    def goes_on(self, chain: Chain, position: int, around: Around) -> bool | None:
        """Whether a part of a chain runs once the part before it has; None where that may go either way."""
        joint, before = chain.operators[position - 1], chain.parts[position - 1]
        if joint != "||" and not is_question(before):
            return True
        asks = is_question(before) and (self.settled is not None or "$" in before.parts[0].text.value)
        if len(chain.parts) > 2 or not asks or not around.certain or around.looped:
            return None
        from studio_lint.model.commands.choices import decisions

        answer = decisions.answer(before, self.variables(), self._given(before.parts[0].text))
        if answer is None:
            return None
        self.decided.append(decisions.Decided(before.parts[0].text))
        return answer == (joint == "&&")

    def left(self, kind: str, before: int) -> None:
        """Forget, at the end of a loop, function or subshell, what may have left it and nothing more."""
        ends = {"for": LEAVES_LOOP, "while": LEAVES_LOOP, "function": LEAVES_FUNCTION, "subshell": LEAVES_SHELL}
        if self.doubt <= ends.get(kind, 0):
            self.doubt = before
        if kind == "function":
            self.ended = self.ended and not self.returned
            self.returned = False


class Around(Record):
    """What holds where a command stands; `looped`: it may run more than once."""

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
    looped: bool = False

    @property
    def plain(self) -> bool:
        """Whether a plain sh runs it."""
        return bool(self.hops) and self.hops[-1].name in PLAIN_SH


def is_question(pipeline: Pipeline) -> bool:
    """Whether a command is there to be answered yes or no (`[ -d /x ] && …`)."""
    last = pipeline.parts[-1]
    return (
        pipeline.negated
        or (isinstance(last, Block) and last.kind == "other")
        or (isinstance(last, Command) and last.name in QUESTIONS)
    )


def runs_once(block: Block) -> bool:
    """Whether the body of a loop runs at least once: `for` over words of which one is there for certain."""
    return block.kind == "for" and any(word.value and not GLOB.intersection(word.value) for word in block.words)


def never_true(block: Block) -> bool:
    """Whether the one condition of an `if` is a command that no shell finds (`["$A" ]`): its first branch is dead."""
    # Nested too deep for the reader, a condition has no parts.
    chain = block.tests[0] if len(block.tests) == 1 and len(block.bodies) < 3 else None
    part = chain.parts[0].parts[0] if chain and chain.parts and chain.parts[0].parts else None
    if block.kind != "if" or not isinstance(part, Command) or not part.words:
        return False
    name = part.words[0].text.value
    return len(block.tests[0].parts) == 1 and name.startswith("[") and len(name) > 1 and name != "[["


def started(
    word: Argument, content: Text | None, way: StartWay, around: Around, folder: str | None, at: int
) -> tuple[StartedScript, ...]:
    """What is started at a place, and how; `at` counts the commands that ran before."""
    if not word.shown:
        return ()
    # A plain sh ends where it finds no file, whatever stands behind.
    plain = way == SOURCED and around.plain
    one = StartedScript(
        word=word.text,
        content=content,
        path=word.value or word.shown,
        folder=folder,
        way=way,
        hops=around.hops,
        certain=around.certain and not around.background and not around.piped,
        fatal=around.status.fatal or (plain and around.status.exits),
        at=at,
    )
    return (one,)

"""What a command line runs, through shells, wrappers, functions and files.

A shell is not imitated: conditions are not decided. What could go either way is `certain=False`, not known None.
"""

from __future__ import annotations

from studio_lint.base.source import Text
from studio_lint.facts.shell_words import OWN_FILE
from studio_lint.facts.wrappers import NEVER_EXECUTED, SHEBANG_SHELLS, SOURCING, SYSTEM_SHELL
from studio_lint.model.commands import builtins, kept_variables, status, wrappers
from studio_lint.model.commands.arguments import Argument, ShellVariables, expand, literal
from studio_lint.model.commands.command import (
    EXECUTED,
    READ,
    SOURCED,
    Flow,
    Hop,
    Invocation,
    RunScript,
    StartedScript,
    shebang,
    shebang_options,
)
from studio_lint.model.commands.expanded import continued, fetched_by, filled_in, flows_of, keep_array, printed
from studio_lint.model.commands.shell_state import Around, ShellState, started
from studio_lint.model.commands.status import ShellOptions, Status
from studio_lint.model.commands.tasks import TASK, Launched
from studio_lint.model.commands.wrappers import COMMAND, FILE, INLINE, INPUT, PROGRAM, UNKNOWN, Unwrapped, unwrap
from studio_lint.model.posix_paths import join_path
from studio_lint.syntax.shell.tree import Block, Chain, Command, Script

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_lint.model.commands.arguments import Parts
    from studio_lint.model.commands.command import StartWay

    Outside = Callable[[str], Text | None]
    Files = Callable[[str, "str | None"], "Text | None"]
    Launch = Callable[[tuple[Argument, ...], "str | None"], "Launched | None"]

DEEPEST = 24
MOST = 3_000


def no_files(_path: str, _folder: str | None) -> Text | None:
    """No file is known."""
    return None


def no_launch(_words: tuple[Argument, ...], _folder: str | None) -> Launched | None:
    """No program is known to start others."""
    return None


class Runner(ShellState):
    """Runs commands on paper. `ran` is the result, in order.

    `files` gives the text of a file that a command names, with the folder it is named from; `launch` what a program
    starts that takes its orders from a file. `read`: the texts that were followed, `code` those of other languages,
    `scripts` all that a shell was given, `users` accounts that have to be there. `partial`: some text was not
    understood, so more may run. `started`: what is started, where `notes` is set. `fetches`: what `NAME=$(…)` runs is
    noted too. `unreached`: text after `exit`. `inherited`: may the base set a variable; `may_keep`: files, in `sudo`.
    `asked`: each file that was looked for. `demanded`: words that a script needs (`${1:?}`), and is not given.
    """

    def __init__(
        self, outside: Outside, folder: str | None, files: Files = no_files, launch: Launch = no_launch
    ) -> None:
        super().__init__(ShellVariables(outside), folder)
        self.files = files
        self.launch = launch
        self.ran: list[Invocation] = []
        self.read: list[Text] = []
        self.code: list[Text] = []
        self.scripts: list[RunScript] = []
        self.users: list[Text] = []
        self.started: list[StartedScript] = []
        self.unreached: list[Text] = []
        self.asked: dict[tuple[str, str | None], bool] = {}
        self.demanded: list[tuple[Text, str]] = []
        self.notes = self.fetches = self.partial = False
        self.inherited: Callable[[str], bool] = kept_variables.perhaps
        self.may_keep: Callable[[tuple[str, ...]], bool] = kept_variables.perhaps
        self.opened: set[int] = set()
        self.count = 0

    def start(self, arguments: tuple[Argument, ...]) -> None:
        """Run words without a shell (exec form)."""
        if arguments:
            self._words(arguments, Around())

    def line(self, words: tuple[str, ...], text: Text) -> None:
        """Run a text in shell form; `words` are those of SHELL."""
        name = wrappers.shell_name(words)
        given = tuple(literal(Text(text.source, word, (), text.whole)) for word in words[1:])
        self._text(text, Hop(name, INLINE, Unwrapped(INLINE, name, options=given)), Around())

    # scripts

    def _text(self, text: Text, hop: Hop, around: Around, given: tuple[Argument, ...] = ()) -> None:
        """A text that a shell runs; `given` are the words after it, `$1` and so on."""
        if around.depth >= DEEPEST:
            self.partial = True
            return
        script = self.parsed(text)
        self.partial = self.partial or script.partial
        inner = around.replace(hops=(*around.hops, hop.replace(script=script)), depth=around.depth + 1)
        self.scripts.append(RunScript(text, script, inner.hops, around.certain))
        inner = inner.replace(command=None, flows=(), pipe_text=None)
        doubt, outer = self.doubt, (self.functions, self.environment, self.options)
        # What `eval` is given is run by the same shell.
        if hop.name != "eval":
            child = kept_variables.child_of(self.environment, self.inherited)
            kept_variables.begin(hop, child)
            self.functions, self.environment, self.options = {}, child, ShellOptions()
            self.options.take(option.value for option in hop.unwrapped.options)
            inner = inner.replace(status=Status(around.status.fatal, around.status.fatal))
            self.environment.positional, self.environment.zero = given, hop.unwrapped.zero
        self._chains(script.chains, inner, script)
        self.functions, self.environment, self.options = outer
        self.ended = self.ended and hop.name == "eval"
        self.doubt = doubt

    def _chains(self, chains: tuple[Chain, ...], around: Around, script: Script | None = None) -> None:
        sure = False
        for chain in chains:
            if self.ended or len(self.ran) > MOST:
                if script is not None and self.ended and sure:
                    self._pass_over(chain, script)
                return
            sure = not chain.operators
            around = around.replace(certain=False) if self.doubt and around.certain else around
            last = script is not None and chain is script.chains[-1] and not chain.background
            inside = around.replace(background=True) if chain.background else around
            for position, pipeline in enumerate(chain.parts):
                if (goes := not position or self.goes_on(chain, position, inside)) is False:
                    break
                inside = inside if goes else inside.replace(certain=False)
                simple = last and position == len(chain.parts) - 1 and len(pipeline.parts) == 1 and not pipeline.negated
                held = status.of_part(around.status, self.options, chain, position, chain is chains[-1])
                self._pipeline(pipeline.parts, inside.replace(status=held), simple)

    def _pass_over(self, chain: Chain, script: Script) -> None:
        """Notes what follows the end of a script, from a chain on."""
        first = chain.parts[0].parts[0].text
        if first.source is script.text.source:
            self.unreached.append(Text(first.source, "", (), first.whole.to(script.text.whole)))

    def _pipeline(self, parts: tuple[Command | Block, ...], around: Around, last: bool) -> None:
        inside = around.replace(piped=True) if len(parts) > 1 else around
        for position, part in enumerate(parts):
            if self.ended:
                break
            if len(parts) > 1:
                inside = inside.replace(status=status.of_pipeline(around.status, self.options, position, len(parts)))
            if isinstance(part, Block):
                self._block(part, inside)
                inside = inside.replace(pipe_text=None)
            else:
                printed = self._command(part, inside, last)
                inside = inside if printed is inside.pipe_text else inside.replace(pipe_text=printed)
        if len(parts) > 1:
            self.ended = False

    def _block(self, block: Block, around: Around) -> None:
        if around.depth >= DEEPEST:
            self.partial = True
            return
        around = around.replace(depth=around.depth + 1)
        if block.kind == "function":
            self.functions[block.name] = self.uncalled[id(block)] = block
            return
        flows = flows_of(block.redirects, self.variables())
        if flows:
            around = around.replace(flows=flows)
        self._chains(block.tests, around.replace(status=status.of_test(around.status)))
        if block.kind in ("for", "other") and block.name:
            self.environment.set(block.name, None)
        around, bodies = self.branches(block, around)
        if block.kind == "subshell":
            around = around.replace(status=around.status.replace(exits=around.status.fatal))
        doubt, outer = self.doubt, (self.folder, self.pushed, self.environment, self.options)
        if block.kind == "subshell":
            self.environment, self.options = self.environment.fork(), self.options.copy()
        for body in bodies:
            self._chains(body, around)
        self.left(block.kind, doubt)
        if block.kind == "subshell":
            self.folder, self.pushed, self.environment, self.options = outer
            self.ended = False

    # commands

    def _command(self, command: Command, around: Around, last: bool) -> Argument | None:
        """Runs a simple command; gives what it prints, where that is known."""
        self.count += 1
        if self.count > MOST:
            self.partial = self.ended = True
            return None
        variables = self.variables()
        hops = around.hops
        self.demanded += kept_variables.demanded(command, variables, around) if hops and hops[-1].kind == FILE else ()
        given: list[tuple[str, Parts | None]] = []
        for assignment in command.assignments:
            self.assigned.append((assignment.name, assignment.text))
            values = expand(assignment.value, variables)
            whole = tuple(part for value in values for part in value.parts)
            known = around.certain and not assignment.append and len(values) <= 1 and not assignment.array
            if assignment.array:
                keep_array(assignment, self.environment, around.certain)
            given.append((assignment.name, whole if known else None))
        flows = flows_of(command.redirects, variables)
        if any(flow.redirect.operator in (">", ">>", "&>", ">|") for flow in flows):
            inherited: tuple[Flow, ...] = ()
        else:
            inherited = tuple(continued(flow, self.opened) for flow in around.flows if flow.target is not None)
        flows += inherited
        if not command.words:
            for name, value in given:
                self.environment.set(name, value, exported=self.exports_all)
            for block in fetched_by(command, self.parsed) if self.fetches else ():
                self._block(block, around)
            return None
        arguments, lost = kept_variables.words_of(command, self.environment, self.inherited, around.hops)
        if not arguments:
            self.partial = True
            return None
        if last and hops and not command.redirects and not around.flows:
            hops = (*hops[:-1], hops[-1].replace(last=True))
        inside = around.replace(command=command, hops=hops, flows=flows, lost=(*around.lost, *lost))
        before = len(self.ran)
        self._with(tuple(given), arguments, inside)
        return printed(self.ran[before:], around)

    def _with(self, given: tuple[tuple[str, Parts | None], ...], words: tuple[Argument, ...], around: Around) -> None:
        """Run words with variables that are set for them alone."""
        saved = [(name, self.environment.entry(name)) for name, _ in given]
        for name, value in given:
            self.environment.set(name, value, exported=True)
        self._words(words, around)
        self.environment.restore_all(saved)

    def _words(self, words: tuple[Argument, ...], around: Around) -> None:
        if around.depth >= DEEPEST or len(self.ran) > MOST:
            self.partial = True
            return
        name = words[0].value
        if name in self.functions and around.command is not None:
            inner = around.replace(depth=around.depth + 1, command=None)
            doubt, held, self.environment.positional = self.doubt, self.environment.positional, words[1:]
            for chains in self.called(name):
                self._chains(chains, inner)
            self.environment.positional = held
            self.left("function", doubt)
            return
        layer = self._layer(words)
        inner = around.replace(depth=around.depth + 1)
        hop = Hop(layer.name, layer.kind, layer, command=around.command)
        if layer.kind != PROGRAM:
            self._note(words[0], None, EXECUTED, around)
        if layer.kind == COMMAND:
            inner = inner.replace(hops=(*around.hops, hop), background=around.background or layer.forks)
            inner = inner.replace(certain=False) if layer.maybe else inner
            outer = self.environment
            self.environment = kept_variables.passed_on(layer, outer, self.may_keep)
            self._with(layer.variables, layer.arguments, inner)
            self.environment = outer
            if layer.name == "exec" and around.certain and not around.background:
                self.ended = True
        elif layer.kind == INLINE and layer.script is not None:
            outer = self.environment
            self.environment = kept_variables.passed_on(layer, outer, self.may_keep)
            self._text(layer.script.as_text(), hop, inner, layer.arguments)
            self.environment = outer if layer.name != "eval" else self.environment
        elif layer.kind == FILE and layer.script is not None:
            self._file(layer.script, hop, words, inner)
        elif layer.kind == INPUT:
            self._input(hop, words, inner)
        elif layer.kind == PROGRAM:
            self._program(layer.arguments or words, inner, layer)
        else:
            self._emit(words, inner)

    def _layer(self, words: tuple[Argument, ...]) -> Unwrapped:
        """What starts what; a program of the project's own is no wrapper, whatever it is called."""
        layer = unwrap(words)
        if layer.kind != COMMAND or layer.name in NEVER_EXECUTED or layer.name == "exec":
            return layer
        own = self.files(words[0].value or "", self.folder) is not None
        return Unwrapped(PROGRAM, layer.name, words) if own else layer

    def _emit(self, words: tuple[Argument, ...], around: Around, own: bool = False) -> None:
        self.ran.append(self.invocation(words, around, own))

    def _input(self, hop: Hop, words: tuple[Argument, ...], around: Around) -> None:
        """A shell that reads its commands from a heredoc, a here-string or a pipe."""
        bodies = [flow.content for flow in around.flows if flow.content is not None]
        text = bodies[-1] if bodies else around.pipe_text
        if text is None:
            self._emit(words, around.replace(hops=(*around.hops, hop)))
        else:
            self._text(text.as_text(), hop.replace(unwrapped=hop.unwrapped.replace(script=text)), around)

    def _file(self, path: Argument, hop: Hop, words: tuple[Argument, ...], around: Around) -> None:
        """A shell that runs a file."""
        content = self._named(path.value) if path.value else None
        self._note(path, content, READ, around)
        if content is None:
            self._emit(words, around.replace(hops=(*around.hops, hop.replace(kind=UNKNOWN))))
        else:
            self.read.append(content)
            self._text(content, kept_variables.named(hop, path), around, hop.unwrapped.arguments)

    def _note(self, word: Argument, content: Text | None, way: StartWay, around: Around) -> None:
        self.started += started(word, content, way, around, self.folder, len(self.ran)) if self.notes else ()

    def _named(self, path: str) -> Text | None:
        """A file that a shell reads: a bare name is looked for where the shell stands, then as a program is."""
        found = self.files(f"./{path}", self.folder) if "/" not in path else None
        return found or self.files(path, self.folder)

    def _program(self, words: tuple[Argument, ...], around: Around, unwrapped: Unwrapped) -> None:
        value = words[0].value or ""
        if unwrapped.name in SOURCING:
            self._sourced(words, around)
            return
        content = self.files(value, self.folder) if value and unwrapped.arguments else None
        dialect = shebang(content.value) if content is not None else ""
        self._note(words[0], content, EXECUTED, around)
        if content is not None and dialect in SHEBANG_SHELLS:
            self.read.append(content)
            unwrapped = wrappers.by_first_line(dialect, words, shebang_options(content))
            hop = Hop(dialect, FILE, unwrapped, command=around.command)
            self._text(content, hop, around, words[1:])
            return
        launched = self.launch(words, self.folder) if value else None
        if launched is not None and launched.instead:
            hop = Hop(unwrapped.name, COMMAND, unwrapped.replace(arguments=launched.instead), command=around.command)
            self._words(launched.instead, around.replace(hops=(*around.hops, hop)))
            return
        if launched is not None:
            hop = Hop(unwrapped.name, TASK, unwrapped, command=around.command)
            inside = around.replace(background=around.background or launched.leaves)
            self._launched(launched, hop, inside)
            if launched.alone and not launched.tasks:
                self._emit(words, inside.replace(hops=(*around.hops, hop)))
            return
        builtins.carry_out(self, unwrapped.name, words, around)
        self._emit(words, around, content is not None)

    def _launched(self, launched: Launched, hop: Hop, around: Around) -> None:
        """Each command on its own, from the same folder."""
        inside = around.replace(hops=(*around.hops, hop), depth=around.depth + 1, command=None, flows=())
        inside, folder = inside.replace(pipe_text=None), self.folder
        self.code += launched.code
        self.users += launched.users if around.certain and not around.background else ()
        self.partial = self.partial or launched.partial
        for task in launched.tasks:
            self.folder = join_path(folder, task.folder) if task.folder else folder
            variables = (*task.variables, *kept_variables.without_value(self.variables(), task.defaults))
            saved = [(name, self.environment.entry(name)) for name, _ in variables]
            for name, value in variables:
                self.environment.set(name, value, exported=True)
            if task.text is not None:
                self.read.append(task.text)
                self._text(task.text, Hop(SYSTEM_SHELL, INLINE, Unwrapped(INLINE, SYSTEM_SHELL)), inside)
            else:
                self._words(filled_in(task.words, self.variables()), inside)
            self.environment.restore_all(saved)
        self.folder = folder

    def _sourced(self, words: tuple[Argument, ...], around: Around) -> None:
        path = words[1].value if len(words) > 1 else None
        # A plain sh looks for a bare name in PATH alone.
        content = (self.files(path, self.folder) if around.plain else self._named(path)) if path else None
        if len(words) > 1:
            self._note(words[1], content, SOURCED, around)
        if content is None:
            # A plain sh ends where it finds no file.
            held = around.status.replace(fatal=around.status.fatal or (around.plain and around.status.exits))
            self._emit(words, around.replace(status=held))
            return
        self.read.append(content)
        script = self.parsed(content)
        self.partial = self.partial or script.partial
        self.scripts.append(RunScript(content, script, around.hops, around.certain, around.command))
        doubt, outer = self.doubt, kept_variables.enter(self.environment, words[1])
        self._chains(script.chains, around.replace(flows=(), command=None))
        self.environment.restore(OWN_FILE, outer)
        self.left("function", doubt)

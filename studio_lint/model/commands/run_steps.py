"""Which simple commands a RUN executes, in whatever form it is written."""

from __future__ import annotations

from studio_lint.base.source import Span, Text
from studio_lint.facts.wrappers import SHEBANG_SHELLS
from studio_lint.model.build.scope import Ledger, View
from studio_lint.model.commands.arguments import ShellVariables, Snapshot, literal
from studio_lint.model.commands.command import Invocation, shebang
from studio_lint.model.commands.runner import Runner, no_files, no_launch
from studio_lint.model.commands.status import ShellOptions
from studio_lint.syntax.shell.reader import key_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeVar

    from studio_lint.base.moving import Places
    from studio_lint.base.source import Source
    from studio_lint.model.build.image import BuildStep, Image
    from studio_lint.model.commands.runner import Files, Launch
    from studio_lint.syntax.dockerfile.tree import Instruction
    from studio_lint.syntax.shell.reader import Known

    Made = TypeVar("Made")


def run_commands(step: BuildStep, files: Files = no_files) -> tuple[Invocation, ...]:
    """The programs and builtins that a RUN runs, in order; () for other instructions.

    Exec form, shell form, heredocs, `sh -c '…'`, `bash <<EOF`, chains, bodies of
    `if` and `for`, `sudo`, `env`, variables of the shell and of ENV and ARG.
    `files` gives the text of scripts that are run, by path and working folder.
    Never raises.
    """
    return tuple(alone(step).ran if files is no_files else run(step, files).ran)


def alone(step: BuildStep) -> Runner:
    """A RUN, run on paper once, no file being known."""
    return step.once(_alone)


def _alone(step: BuildStep) -> Runner:
    kept = step.instruction.body.source.once(runs_before)
    return run(step) if kept is None else kept.of(step)


def runs_before(_source: Source) -> KeptRuns | None:
    """The RUNs of the text that the file had before: none, unless an editor gave them to the source."""
    return None


def concluded(step: BuildStep, conclude: Callable[[Runner], Made]) -> Made:
    """What `conclude` makes of a RUN that was run on paper, no file being known; worked out once."""
    found: dict[object, Any] = step.once(_conclusions)
    if conclude not in found:
        found[conclude] = conclude(alone(step))
    made: Made = found[conclude]
    return made


def _conclusions(_step: BuildStep) -> dict[object, Any]:
    """What is concluded, by what concludes it."""
    return {}


def run(step: BuildStep, files: Files = no_files, known: Known | None = None) -> Runner:
    """A RUN, run on paper; `partial` says that more may run than is known. `known`: as in `known_texts`."""
    return run_with(step, StepVariables(step), files, known=known)


def run_with(
    step: BuildStep,
    outside: StepVariables,
    files: Files = no_files,
    launch: Launch = no_launch,
    known: Known | None = None,
) -> Runner:
    """As `run`, with a given view of the variables, and what programs start that read their orders from a file."""
    instruction = step.instruction
    asked: dict[tuple[str, str | None], bool] = {}
    runner = Runner(outside, step.working_dir, _noting(files, asked), launch)
    runner.asked, runner.fetches, runner.settled = asked, True, outside
    runner.known = instruction.once(_none_known)
    if known is not None:
        known.update(runner.known)
        runner.known = known
    if instruction.keyword != "RUN" or step.broken:
        return runner
    if instruction.exec_form:
        runner.start(tuple(literal(text) for text in instruction.arguments))
        return runner
    text = shell_text(instruction)
    if text is None:
        runner.partial = True
    else:
        runner.line(step.shell, text)
    return runner


def _noting(files: Files, asked: dict[tuple[str, str | None], bool]) -> Files:
    """The same files; notes which were asked for, and whether they were found."""

    def text(path: str, folder: str | None) -> Text | None:
        found = files(path, folder)
        asked[path, folder] = found is not None
        return found

    return text


def known_texts(image: Image) -> Known:
    """The commands of the scripts that an image's RUNs and its start were followed into, parsed once."""
    return image.once(_none_known)


def _none_known(_record: object) -> Known:
    """For the commands of texts. They go with an image or instruction, not with a source, which findings keep."""
    return {}


class StepVariables:
    """ENV and ARG as an instruction finds them, those alone whose values are certain; `home`: $HOME without an ENV.

    `asked`: the names that were asked for, and their values; `open`: those that a build may give others, if that was.
    """

    def __init__(self, step: BuildStep, home: str | None = None) -> None:
        self.home = home
        self.asked: dict[str, str | None] = {}
        self.open: tuple[str, ...] | None = None
        self.see(step)

    def see(self, step: BuildStep) -> None:
        """From now on give the values that an instruction finds."""
        # Not the step itself, which keeps the runner that keeps this: it would have to wait for the collector.
        self._variables, self._instruction = step.variables, step.instruction

    def __call__(self, name: str) -> Text | None:
        value = self.asked[name] = self._variables.known(name)
        if value is None and name == "HOME":
            value = self.home
        if value is None:
            return None
        instruction = self._instruction
        return Text(instruction.body.source, value, (), instruction.span)

    def settles(self, text: Text) -> str:
        """The text of a RUN and of the script that it runs; with it, the names that a build may give other values."""
        self.open = self._variables.open_names()
        source = self._instruction.body.source
        own = source.slice(self._instruction.span)
        return " ".join((own if text.source is source else f"{text.source.text}\n{own}", *self.open))


class KeptRuns:
    """The RUNs of a text that were run on paper, for those of the next text that are the same.

    An editor has a file checked at each letter, and most of its RUNs are as they were. A runner is in the place of one
    RUN at a time: it is handed out once for each text, with its places moved to where the RUN stands now.
    """

    def __init__(self) -> None:
        self._waiting: dict[object, list[_KeptRun]] = {}
        self._taken: list[_KeptRun] = []
        self.moved = 0

    def follow(self, source: Source) -> None:
        """From now on the file has this text; nobody asks for the models of the one before any more."""
        self._waiting = {}
        for one in self._taken:
            self._waiting.setdefault(one.key, []).append(one)
        self._taken = []
        source.give(runs_before, self)

    def of(self, step: BuildStep) -> Runner:
        """As `run`: moved from the text before where it can be."""
        if step.instruction.keyword != "RUN":
            return run(step)
        key = _kept_by(step)
        waiting = self._waiting.get(key, [])
        at = next((at for at, one in enumerate(waiting) if one.finds_the_same(step)), None)
        # Taken out first: what is moved halfway, where the time is up, is not used again.
        found = waiting.pop(at) if at is not None else None
        if found is None or not found.move(step):
            found = _KeptRun(key, step)
        else:
            self.moved += 1
        self._taken.append(found)
        return found.runner


class _KeptRun:
    """A RUN that was run on paper, and where that was."""

    def __init__(self, key: object, step: BuildStep) -> None:
        self.key = key
        self.outside = StepVariables(step)
        self.runner = run_with(step, self.outside)
        self._asked = dict(self.outside.asked)  # while it ran: who asks later is given what the RUN finds then
        self._open = self.outside.open
        self._places: Places | None = None
        self._source, self._start = step.instruction.body.source, step.instruction.span.start

    def finds_the_same(self, step: BuildStep) -> bool:
        """Whether a RUN is given the same values of all variables that this one asked for."""
        if self._open is not None and self._open != step.variables.open_names():
            return False
        return all(step.variables.known(name) == value for name, value in self._asked.items())

    def move(self, step: BuildStep) -> bool:
        """Have it stand for a RUN with the same words; False where it cannot be told what it refers to."""
        if self._places is None:
            from studio_lint.base.moving import places_of

            self._places = places_of(self.runner, self._source, _STATE, (self.outside,))
            if self._places is None:
                return False
        instruction = step.instruction
        source, start = instruction.body.source, instruction.span.start
        self._places.move(source, start - self._start)
        self._source, self._start = source, start
        self.outside.see(step)
        known = instruction.once(_none_known)
        known.update((key_of(script.text), script) for script in self.runner.known.values())
        self.runner.known = known
        return True


_STATE = (Runner, ShellOptions, ShellVariables, Snapshot, Ledger, View)
"""What a runner is made of, besides texts and records."""


def _kept_by(step: BuildStep) -> object:
    """All that a RUN run on paper depends on, but for the variables."""
    instruction = step.instruction
    lines = instruction.body.source.slice(instruction.span)
    return (lines, instruction.body.value, instruction.exec_form, step.shell, step.working_dir, step.broken)


def shell_text(instruction: Instruction) -> Text | None:
    """What the shell of a RUN in shell form is given; None where no shell reads it."""
    if not instruction.arguments:
        return None
    line = instruction.arguments[0]
    if not instruction.heredocs:
        return line
    if len(instruction.heredocs) == 1 and line.whole == instruction.heredocs[0].marker:
        content = instruction.heredocs[0].content
        interpreter = shebang(content.value)
        return content if not interpreter or interpreter in SHEBANG_SHELLS else None
    source = line.source
    start = source.text.find("\n", line.whole.end)
    if start < 0:
        return line
    bodies = source.text_of(Span(start, max(start, instruction.span.end)))
    return source.text_of(line.whole).joined((line, bodies), line.whole.to(bodies.whole))

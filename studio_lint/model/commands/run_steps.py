"""Which simple commands a RUN executes, in whatever form it is written."""

from __future__ import annotations

from studio_lint.base.source import Span, Text
from studio_lint.facts.wrappers import SHEBANG_SHELLS
from studio_lint.model.commands.arguments import literal
from studio_lint.model.commands.command import Invocation, shebang
from studio_lint.model.commands.runner import Runner, no_files, no_launch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeVar

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
    return step.once(run)


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
    runner.asked, runner.fetches = asked, True
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
    """ENV and ARG as an instruction finds them, those alone whose values are certain; `home`: $HOME without an ENV."""

    def __init__(self, step: BuildStep, home: str | None = None) -> None:
        self.step = step
        self.home = home

    def __call__(self, name: str) -> Text | None:
        value = self.step.variables.known(name)
        if value is None and name == "HOME":
            value = self.home
        if value is None:
            return None
        instruction = self.step.instruction
        return Text(instruction.body.source, value, (), instruction.span)


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

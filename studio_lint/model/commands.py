"""Which simple commands a RUN executes, however it is written."""

from __future__ import annotations

from studio_lint.model.arguments import literal
from studio_lint.model.ran import SHEBANG_SHELLS, Ran, shebang
from studio_lint.model.shell_run import Runner, no_files
from studio_lint.source import Span, Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.image import Step
    from studio_lint.model.shell_run import Files, Outside
    from studio_lint.syntax.dockerfile import Instruction


def run_commands(step: Step, files: Files = no_files) -> tuple[Ran, ...]:
    """The programs and builtins that a RUN runs, in order; () for other instructions.

    Exec form, shell form, heredocs, `sh -c '…'`, `bash <<EOF`, chains, bodies of
    `if` and `for`, `sudo`, `env`, variables of the shell and of ENV and ARG.
    `files` gives the text of scripts that are run, by path and working folder.
    Never raises.
    """
    return step.once(_alone) if files is no_files else tuple(run(step, files).ran)


def _alone(step: Step) -> tuple[Ran, ...]:
    return tuple(run(step).ran)


def run(step: Step, files: Files = no_files) -> Runner:
    """A RUN, run on paper; `partial` says that more may run than is known."""
    instruction = step.instruction
    runner = Runner(outside_of(step), step.working_dir, files)
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


def outside_of(step: Step) -> Outside:
    """ENV and ARG as an instruction finds them, those alone whose values are certain."""
    source, span = step.instruction.body.source, step.instruction.span

    def outside(name: str) -> Text | None:
        value = step.variables.known(name)
        return None if value is None else Text(source, value, (), span)

    return outside


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

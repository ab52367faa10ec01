"""The steps of the session's port: the command, the scripts, the variables and settings, the program.

for step in steps.of(process, program):
    step.text, step.label
"""

from __future__ import annotations

from studio_lint.base.diagnostics import Place
from studio_lint.base.record import Record
from studio_lint.model.commands.arguments import PORT
from studio_lint.model.commands.tasks import TASK
from studio_lint.model.commands.wrappers import FILE
from studio_lint.model.process.bindings import DEFAULT, UNKNOWN
from studio_lint.model.process.programs import CODE, TOOL
from studio_lint.model.process.start_files import StartFiles

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.model.commands.command import Hop, Invocation
    from studio_lint.model.process.process import Process
    from studio_lint.model.process.programs import Program

MOST = 8
_ELSEWHERE = {TOOL: "port in its settings", CODE: "port in its source"}


class Step(Record):
    """One place on the way: its text in a file, and a noun phrase that says what is there."""

    text: Text
    label: str

    @property
    def place(self) -> Place:
        """The place, labeled."""
        return Place.of(self.text, self.label)

    @property
    def line(self) -> tuple[int, int]:
        """The source and the line (from 1)."""
        return id(self.text.source), self.text.source.line_of(self.text.whole.start)


def of(process: Process, program: Program) -> tuple[Step, ...]:
    """The way of the port to a program, from the command that the image starts to the program itself."""
    return tuple(_steps(process, program))


def related(process: Process, program: Program, primary: Text) -> tuple[Place, ...]:
    """The steps on other lines than the place of a finding, up to eight; of those on one line the last."""
    found: dict[tuple[int, int], Place] = {}
    for step in _steps(process, program):
        found[step.line] = step.place
    found.pop(Step(primary, "").line, None)
    return tuple(found.values())[:MOST]


def _steps(process: Process, program: Program) -> Iterator[Step]:
    if process.start is None:
        return
    instruction = process.start.instruction
    yield Step(process.image.source.text_of(instruction.keyword_span), "start command")
    for hop in program.ran.hops:
        text = _opened(hop)
        if text is not None:
            yield Step(text, "start script" if hop.kind == FILE else f"run by {hop.name}")
    yield from _variable(program)
    yield from _settings(process, program)
    port = program.port.text
    if port is not None and program.port.kind not in (DEFAULT, UNKNOWN) and port.whole != program.text.whole:
        yield Step(port, "port" if not _is_elsewhere(program) else _ELSEWHERE.get(program.kind, "port"))
    yield Step(program.text, f"{program.name} starts here")


def _opened(hop: Hop) -> Text | None:
    """The word that names a script, or a program that starts what a file says."""
    if hop.kind == FILE and hop.unwrapped.script is not None:
        return hop.unwrapped.script.text
    if hop.kind == TASK and hop.unwrapped.arguments:
        return hop.unwrapped.arguments[0].text
    return None


def _variable(program: Program) -> Iterator[Step]:
    """Where a variable that the program is given, by a word or by its environment, gets the port."""
    ran, flag = program.ran, program.port.flag
    for word in ran.arguments[1:]:
        for part in word.parts:
            if part.kind == "variable" and part.name == PORT and part.given:
                yield Step(part.text, f"value of `{part.at.value}`")
    if flag and not flag.startswith("-"):
        for part in ran.variables.get(flag, exported=True) or ():
            if part.text.source.slice(part.text.whole):
                yield Step(part.text, f"value of `{flag}`")


def _settings(process: Process, program: Program) -> Iterator[Step]:
    """The command of the start that makes the settings in which the port is."""
    text = program.port.text
    if text is None or not _is_elsewhere(program) or process.image_files is None:
        return
    files = process.once(_start_files)
    maker = files.maker(text, program.ran) if files is not None else None
    if maker is not None:
        yield Step(_first(maker), "writes the settings")


def _start_files(process: Process) -> StartFiles | None:
    return StartFiles(process.image_files, process.ran) if process.image_files is not None else None


def _is_elsewhere(program: Program) -> bool:
    """Whether the port is in no word of the command and in no variable, but in a file that the program reads."""
    text = program.port.text
    if text is None or program.port.file:
        return text is not None
    words = [place for word in program.ran.arguments for place in (word.text, *(part.text for part in word.parts))]
    return not any(one.source is text.source and one.whole.contains(text.whole.start) for one in words)


def _first(ran: Invocation) -> Text:
    return ran.command.words[0].text if ran.command is not None and ran.command.words else ran.arguments[0].text

"""The ports that a HEALTHCHECK connects to."""

from __future__ import annotations

from studio_lint.facts.programs.run_commands import CONNECTING
from studio_lint.facts.wrappers import DEFAULT_SHELL
from studio_lint.model.commands.arguments import PORT, Argument, literal
from studio_lint.model.commands.runner import Runner
from studio_lint.model.process.bindings import LITERAL, TOOL_PORT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.model.build.image import Image
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.process.process import Process

OWN = ("localhost", "127.0.0.1", "0.0.0.0", "[::1]")


def commands(image: Image) -> list[Invocation]:
    """What the health check of an image runs."""
    healthcheck = image.config.healthcheck
    if healthcheck is None:
        return []
    instruction = healthcheck.instruction
    runner = Runner(lambda _name: None, "/")
    if instruction.exec_form:
        runner.start(tuple(literal(text) for text in instruction.arguments[1:]))
    elif instruction.arguments:
        runner.line(DEFAULT_SHELL, instruction.arguments[-1])
    return runner.ran


def fixed_ports(process: Process) -> Iterator[tuple[Text, bool, str]]:
    """Numbers that follow this container's address, whether a shell reads them, and in which quotes they are.

    Silent where the Studio's port is not known to be another: where a program
    listens on that very port for itself, or what starts is not known.
    """
    healthcheck = process.image.config.healthcheck
    if healthcheck is None or PORT in healthcheck.instruction.body.value:
        return
    if not any(program.port.kind == TOOL_PORT for program in process.programs):
        return
    own = {program.port.value for program in process.programs if program.port.kind == LITERAL}
    for ran in commands(process.image):
        for argument in ran.arguments[1:]:
            number, quoting = _port(argument) or (None, "")
            if number is not None and number.value not in own:
                yield number, ran.command is not None, quoting
        words = [argument.value for argument in ran.arguments]
        if ran.name in CONNECTING and len(words) > 2 and words[-2] in OWN:
            last = ran.arguments[-1]
            if last.value and last.value.isdecimal() and last.value not in own:
                yield last.parts[0].text, ran.command is not None, last.parts[0].quoting


def _port(argument: Argument) -> tuple[Text, str] | None:
    """The digits after this container's address in a word, and the quotes around them."""
    for part in argument.parts:
        if part.kind != "text":
            continue
        value = part.text.value
        for host in OWN:
            at = value.find(f"{host}:")
            if at >= 0:
                start = end = at + len(host) + 1
                while end < len(value) and value[end].isdecimal():
                    end += 1
                if end > start:
                    return part.text.sub(start, end), part.quoting
    return None

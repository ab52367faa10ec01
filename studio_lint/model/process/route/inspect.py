"""What `inspect` reports about the start of a Studio, as plain lists and mappings."""

from __future__ import annotations

from studio_lint.model.commands.arguments import PORT
from studio_lint.model.process.bases import replaced
from studio_lint.model.process.bindings import DEFAULT, LITERAL, TOOL_PORT
from studio_lint.model.process.programs import IDLE
from studio_lint.model.process.route import steps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from studio_lint.model.process.process import Process
    from studio_lint.model.process.programs import Program
    from studio_lint.model.process.route.steps import Step


def start_data(process: Process) -> dict[str, Any]:
    """The programs that may listen, with the way of the port to each, and what is left out of the base image's start.

    complete       everything that starts is known
    session_port   the program has the session's port for certain
    port           the number that it has instead; None where that is not known
    mentions_port  a word of its command has the session's port in it
    way            lines and columns count from 1
    """
    left = replaced.replaced(process)
    return {
        "complete": process.complete,
        "programs": [_program(process, program) for program in process.programs if program.kind != IDLE],
        "replaced": None if left is None else {"program": left.own.path, "lost": left.lost},
    }


def _program(process: Process, program: Program) -> dict[str, Any]:
    port = program.port
    fixed = port.kind in (LITERAL, DEFAULT) and port.value.isdecimal() and (port.kind == LITERAL or program.known)
    return {
        "name": program.name,
        "session_port": port.kind == TOOL_PORT,
        "port": int(port.value) if fixed else None,
        "mentions_port": any(word.names(PORT) for word in program.ran.arguments[1:]),
        "way": [_step(step) for step in steps.of(process, program)],
    }


def _step(step: Step) -> dict[str, Any]:
    source = step.text.source
    line, column = source.position(step.text.whole.start)
    return {"path": source.path, "line": line, "column": column, "what": step.label}

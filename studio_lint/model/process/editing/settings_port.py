"""Start commands that write the session's port into settings files that do not expand variables."""

from __future__ import annotations

from studio_lint.base.diagnostics import UNSAFE, Effect, Fix
from studio_lint.model.commands.arguments import PORT
from studio_lint.model.process.bases import replaced
from studio_lint.model.process.bases.own_words import base_at_bottom
from studio_lint.model.process.bindings import DEFAULT
from studio_lint.model.process.editing import port_edits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.process.process import Process
    from studio_lint.model.process.programs import Program


def fix(process: Process, program: Program) -> Fix | None:
    """`sed` before the command, where the image's CMD is a list; None where it is not known what it has to change."""
    left = replaced.replaced(process)
    step = command(process, program) if left is None or not left.hooks else None
    if step is None or program.ran.command is not None:
        return None
    found = port_edits.wrapped(process, None, UNSAFE, before=step)
    return found.replace(effect=Effect(start=True, port=True)) if found is not None else None


def command(process: Process, program: Program) -> str | None:
    """The command that puts the session's port into the line that says where a program listens."""
    base = base_at_bottom(process.image)
    line = base.family.port_line if base is not None else None
    if program.port.kind == DEFAULT:
        own = line is not None and base is not None and program.port.value == str(base.family.port)
        return f'sed -i "s/{line.pattern}/{line.written.format(f"${PORT}")}/" {line.path}' if own and line else None
    path = _path(process, program)
    number, key = program.port.value, program.port.flag
    return f'sed -i "s/{key} {number}/{key} ${PORT}/" {path}' if path and key else None


def _path(process: Process, program: Program) -> str:
    """Where the image has the file with the number, which is there once."""
    text, files, tool = program.port.text, process.image_files, program.tool
    if text is None or files is None or tool is None or not tool.settings:
        return ""
    written = f"{program.port.flag} {program.port.value}"
    for path, content in files.paths_below(tool.settings[0].folder):
        if content.source is text.source and content.value.count(written) == 1 and text.source.text.count(written) == 1:
            return path
    return ""

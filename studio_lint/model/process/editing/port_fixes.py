"""Fixes that replace a program's own port with the session's, at the place where the port is written."""

from __future__ import annotations

from studio_lint.base.diagnostics import UNSAFE, Edit, Effect, Fix
from studio_lint.facts import interpreters
from studio_lint.facts.tools import tool as tools
from studio_lint.model.commands.arguments import PORT
from studio_lint.model.process.bases import replaced
from studio_lint.model.process.bindings import LITERAL, SHIFTED, python_target
from studio_lint.model.process.editing import branches, command_edits, port_edits, settings_port
from studio_lint.model.process.programs import IDLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.facts.tools.tool import Tool
    from studio_lint.model.commands.arguments import Argument
    from studio_lint.model.process.process import Process
    from studio_lint.model.process.programs import Program

FORMS = (("host:port", "0.0.0.0:{}"), ("tcp://host:port", "tcp://0.0.0.0:{}"), (":port", ":{}"), ("port", "{}"))
"""How an address with the session's port in it is written, by the forms that a tool takes; the first that fits."""


def rivals(process: Process, program: Program) -> bool:
    """Whether another program listens too: neither passes requests on to the other, nor keeps to the container."""
    if any(one is not program and not branches.excludes(one.ran, program.ran) for one in process.fixed):
        return True
    fronts = program.tool is not None and program.tool.fronts
    return not fronts and any(one is not program and _may_listen(one) for one in process.programs)


def _may_listen(program: Program) -> bool:
    """Whether the source of a program in JavaScript or R has a call that listens, on whatever port."""
    from studio_lint.model.process.sources import node_source, r_source

    return program.source is not None and (node_source.may_listen(program.source) or r_source.starts(program.source))


def fix(process: Process, program: Program) -> Fix | None:
    """The session's port for a program; None where it is not known how, or which of several is meant.

    It is not safe where another program listens besides, which may be the one that users open, nor in a
    package.json, whose scripts developers start on other systems too.
    """
    if rivals(process, program) or program.port.text is None:
        return None
    if not replaced.is_written(program.ran) and (program.port.kind != LITERAL or program.port.file):
        return None  # words of the base image's own program
    found = _in_each_branch(process, program)
    fronts = program.tool is not None and program.tool.fronts
    others = (one for one in process.programs if one is not program and one.kind != IDLE)
    besides = any(not branches.excludes(one.ran, program.ran) for one in others)
    unsure = (besides and not fronts) or command_edits.is_package_script(program.ran)
    return found.replace(safety=UNSAFE) if found is not None and unsure else found


def _in_each_branch(process: Process, program: Program) -> Fix | None:
    """The fix, together with those of the programs that run in its place where a condition says so."""
    found = _fix(process, program)
    others = [_fix(process, one) for one in process.fixed if one is not program]
    if found is None or not others:
        return found
    edits, words = list(found.edits), list(found.effect.words)
    for other in others:
        if other is None:
            return None
        edits += [edit for edit in other.edits if edit not in edits]
        words += other.effect.words
    effect = found.effect.replace(words=tuple(words))
    edits.sort(key=lambda edit: (edit.source.path, edit.span.start))
    return Fix(f"{found.message}, in each branch", tuple(edits), UNSAFE, effect)


def _fix(process: Process, program: Program) -> Fix | None:
    if program.port.kind == SHIFTED:
        return _without_sum(program)
    if program.kind == "code":
        return _in_source(process, program)
    return _for_number(process, program) if program.port.kind == LITERAL else _for_default(process, program)


def _without_sum(program: Program) -> Fix | None:
    """`$((CONNECT_TOOL_PORT + 1))` gives way to the variable, where a shell reads it."""
    text = program.port.text
    written = text.value if text is not None else ""
    if text is None or text.source.slice(text.whole) != written or not written.startswith("$(("):
        return None
    behind = text.source.text[text.whole.end : text.whole.end + 1]
    variable = f"${{{PORT}}}" if behind.isalnum() or behind == "_" else f"${PORT}"
    edit = Edit(text.source, text.whole, variable)
    return Fix(f"Replace with `{variable}`", (edit,), UNSAFE, Effect(words=((written, f"${PORT}"),), port=True))


def _for_number(process: Process, program: Program) -> Fix | None:
    """The number that is written somewhere gives way to the session's port."""
    text, tool = program.port.text, program.tool
    if text is None or text.value != program.port.value:
        return None
    if program.port.file:
        return _in_settings(process, program)
    if tool is not None and tool.language == tools.CADDY and not program.port.flag.startswith("-"):
        return port_edits.in_caddyfile(process.image, text) if program.port.flag == f":{text.value}" else None
    if tool is not None and tool.language == tools.NGINX and not program.port.flag.startswith("-"):
        return settings_port.fix(process, program)
    if port_edits.is_baked(process.image, text) and port_edits.part_of(program.ran, text) is None:
        return _over_variable(process, program)
    written = command_edits.spelling_of_runner(program.ran)
    if written:
        part = port_edits.part_of(program.ran, text)
        if part is not None and part.given:
            return port_edits.written_out(process.image, program.ran, part, text, written)
        if text.source.slice(text.whole) != text.value:
            return None
        edit = Edit(text.source, text.whole, written)
        return Fix(f"Replace the number with `{written}`", (edit,), UNSAFE, port_edits.for_number(text))
    if program.ran.command is not None and not port_edits.in_list(process, text):
        return port_edits.in_shell(process.image, program.ran, text)
    return port_edits.wrapped(process, text, UNSAFE)


def _for_default(process: Process, program: Program) -> Fix | None:
    """The tool's flag, position or variable is added to the command."""
    tool, ran = program.tool, program.ran
    words = None if tool is None else port_words(tool)
    number = program.port.value
    if tool is not None and words is not None:
        last = ran.arguments[-1] if tool.position else _head(tool, program)
        return command_edits.added(process, ran, words, UNSAFE, after=last, number=number)
    if tool is not None and tool.port_env and not tool.generic:
        assignment = ("env", f"{tool.port_env[0]}={command_edits.SLOT}")
        return command_edits.added(process, ran, assignment, UNSAFE, before=ran.arguments[0], number=number)
    return settings_port.fix(process, program)


def _over_variable(process: Process, program: Program) -> Fix | None:
    """A variable that the image sets gives way to the tool's flag, or to the variable set for the command."""
    tool = program.tool
    if tool is not None and tool.order.index(tools.FLAG) < tool.order.index(tools.VARIABLE) and port_words(tool):
        return _for_default(process, program)
    assignment = ("env", f"{program.port.flag}={command_edits.SLOT}")
    number, first = program.port.value, program.ran.arguments[0]
    return command_edits.added(process, program.ran, assignment, UNSAFE, before=first, number=number)


def port_words(tool: Tool) -> tuple[str, ...] | None:
    """The words that give a tool its port; None where no word does."""
    if tool.position:
        return (command_edits.SLOT,) if tool.position == 1 and not tool.forms else None
    flags, value = tool.port, command_edits.SLOT
    if not flags:
        flags = tool.bind
        value = next((how for form, how in FORMS if form in tool.forms or not tool.forms), "")
    if not flags or not value or tool.generic:
        return None
    flag = next((one for one in flags if one.startswith("--")), flags[0])
    return (f"{flag}={value}",) if tool.glued else (flag, value)


def _head(tool: Tool, program: Program) -> Argument | None:
    """The word after which a tool's own options may be: its subcommand, its module, its name."""
    words = program.ran.arguments
    start = 1
    interpreter = interpreters.find(program.ran.name or "")
    if interpreter is not None and interpreter.language == interpreters.PYTHON:
        kind, at = python_target(words)
        if kind != "module":
            return None
        start = at + 1
    named = [word for word in words[start:] if word.value and word.value in tool.subcommands]
    return named[0] if named else words[start - 1]


def _in_settings(process: Process, program: Program) -> Fix | None:
    """The number in the tool's own file, in the language of that file; else the flag, where that is stronger."""
    text, tool = program.port.text, program.tool
    if text is None or tool is None:
        return None
    settings = next((one for one in tool.settings if one.port == program.port.flag), None)
    if settings is not None and settings.language == tools.PYTHON and text.source is not process.image.source:
        from studio_lint.model.process.editing import source_edits

        return source_edits.in_python(text, program.port.value)
    own = text.source is process.image.source
    if settings is not None and settings.spelling and not (own and port_edits.escape(process.image, text) != ""):
        written = settings.spelling.format(PORT)
        quoted = text.source.text[text.whole.start - 1 : text.whole.start] in ("'", '"')
        if settings.language == tools.TOML and not quoted:
            written = f'"{written}"'
        if text.source.slice(text.whole) == text.value:
            edit = Edit(text.source, text.whole, written)
            return Fix(f"Replace the number with `{written}`", (edit,), UNSAFE, Effect(port=True))
    order = tool.order
    if tools.FLAG in order and order.index(tools.FLAG) < order.index(tools.FILE) and not tool.fronts:
        return _for_default(process, program)
    return None


def _in_source(process: Process, program: Program) -> Fix | None:
    """The number, or the call, in a program's own source; else the variable that the package reads."""
    from studio_lint.facts.server_calls.python import CALLS
    from studio_lint.model.process.editing import source_edits

    text = program.port.text
    interpreter = interpreters.find(program.ran.name or "")
    if text is None:
        return None
    if port_edits.is_baked(process.image, text) and port_edits.part_of(program.ran, text) is None:
        return _over_variable(process, program)
    inline = text.source is process.image.source or port_edits.part_of(program.ran, text) is not None
    if interpreter is not None and interpreter.language == interpreters.R:
        if not inline:
            return source_edits.in_r(text)
        code = port_edits.in_place(process, program.ran, text, interpreter.port)
        return source_edits.in_r(text, code)
    if inline:
        return None
    if program.port.kind == LITERAL:
        return source_edits.in_python(text, program.port.value)
    name = text.source.slice(text.whole).rpartition(".")[2]
    call = next((one for one in CALLS if one.title == program.name and one.name == name), None)
    return source_edits.python_argument(text, call.port, program.port.value) if call is not None else None

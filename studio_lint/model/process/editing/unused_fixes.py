"""Fixes that pass the session's port to a program that reads its port from a variable that no session sets."""

from __future__ import annotations

from studio_lint.base.diagnostics import UNSAFE, Edit, Effect, Fix
from studio_lint.base.record import Record
from studio_lint.facts import interpreters
from studio_lint.facts.web_projects import WEB_PROJECTS
from studio_lint.model.commands.arguments import PORT
from studio_lint.model.commands.spelling import spelled
from studio_lint.model.commands.tasks import TASK
from studio_lint.model.process import bindings
from studio_lint.model.process.bindings import ENVIRON, LITERAL, UNKNOWN
from studio_lint.model.process.editing import command_edits, port_edits, source_edits
from studio_lint.model.process.programs import CODE, IDLE, OTHER, TOOL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.model.commands.arguments import Argument, Part
    from studio_lint.model.process.process import Process
    from studio_lint.model.process.programs import Program

MOST_FILES = 20
LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_")


class Unset(Record):
    """A port that no session sets.

    part    the variable in a word
    name    the variable that the program's source reads, `number` what holds without it
    place   the number in the program's source
    words   options that a program of its framework takes after all others
    """

    program: Program
    part: Part | None = None
    name: str = ""
    number: str = ""
    place: Text | None = None
    words: tuple[str, ...] = ()


def fix(process: Process) -> Fix | None:
    """The session's port in the place of the variable; None where that is not the only program that may listen."""
    unset = found(process)
    if unset is None:
        return None
    if unset.words:
        ran = unset.program.ran
        return command_edits.added(process, ran, unset.words, UNSAFE, after=ran.arguments[-1])
    if unset.place is not None:
        return source_edits.in_node(unset.place)
    if unset.part is None:
        given = _given(process, unset)
        if given is not None:
            return given
        return command_edits.for_variable(process, unset.program.ran, unset.name, unset.number)
    return _in_word(process, unset.program, unset.part)


def _given(process: Process, unset: Unset) -> Fix | None:
    """The number that the start itself gives the variable (`PORT=3000 node server.js`) gives way."""
    ran = unset.program.ran
    held = ran.variables.get(unset.name, exported=True) if ran.variables.changed(unset.name) else None
    if held is None or len(held) != 1 or held[0].kind != "text" or not held[0].text.value.isdecimal():
        return None
    found = port_edits.in_shell(process.image, ran, held[0].text)
    return found.replace(safety=UNSAFE) if found is not None else None


def found(process: Process) -> Unset | None:
    """The port of the only program that may listen, where a variable gives it that no session sets."""
    working = [one for one in process.programs if one.kind != IDLE]
    if len(working) != 1 or working[0].port.kind != UNKNOWN:
        return None
    program = working[0]
    if program.kind == OTHER and process.unseen:
        part = bindings.likely_variable(program.ran)
        if part is None or part.name == PORT:
            return _of_project(process, program)
        return Unset(program, part)
    if program.kind == TOOL and not program.port.file and program.port.text is not None:
        part = next(_parts(program), None)
        return Unset(program, part) if part is not None else None
    return _of_source(process, program) if program.kind == CODE else None


def _parts(program: Program) -> Iterator[Part]:
    """The variable, or what looks like one and nothing expands, that gives a tool its port."""
    tool, text = program.tool, program.port.text
    if tool is None or text is None:
        return
    words = [value for flag, value in bindings.flags(tool, program.ran.arguments[1:]) if flag == program.port.flag]
    words += program.ran.arguments[1:] if not program.port.flag else ()
    for word in words:
        part = word.parts[-1] if word.parts else None
        if part is not None and port_edits.within(text, word.text) and _ends_an_address(word, part):
            yield part


def _ends_an_address(word: Argument, part: Part) -> bool:
    """Whether the last part of a word is a variable, and all of it or what follows `host:`."""
    if part.kind not in ("variable", "text") or part.name == PORT:
        return False
    ahead = "".join(one.text.value for one in word.parts[:-1])
    if any(one.kind != "text" for one in word.parts[:-1]) or (ahead and not ahead.endswith(":")):
        return False
    return part.kind == "variable" or (not ahead and _dollar(part.text.value) >= 0)


def _dollar(value: str) -> int:
    """Where the variable begins that a text ends with, after nothing or `host:`; -1 where it is none."""
    at = value.find("$")
    if at < 0 or (at > 0 and value[at - 1] != ":"):
        return -1
    name, rest = value[at + 1 :], ""
    if name.startswith("{") and name.endswith("}"):
        name, _, rest = name[1:-1].partition(":-")
    plain = name and not set(name) - LETTERS and not name[0].isdecimal()
    return at if plain and (not rest or rest.isdecimal()) and name != PORT else -1


def _in_word(process: Process, program: Program, part: Part) -> Fix | None:
    ran = program.ran
    if part.kind == "text":
        if part.given or _dollar(part.text.value) < 0:
            return None
        number = part.text.sub(_dollar(part.text.value))
        listed = ran.command is None or port_edits.in_list(process, number)
        if listed and not any(hop.kind == TASK for hop in ran.hops):
            return port_edits.wrapped(process, number, UNSAFE)
        return None
    place = part.at
    variable = command_edits.spelling(process, ran, place)
    if variable is None or part.quoting in port_edits.QUOTING or place.source.slice(place.whole) != place.value:
        return None
    own = place.source is process.image.source or variable != port_edits.VARIABLE
    if own:
        follows = place.source.text[place.whole.end : place.whole.end + 1]
        if variable.endswith(port_edits.VARIABLE) and (follows.isalnum() or follows == "_"):
            return None
    else:
        variable = f"${{{PORT}:-{place.value}}}"
    gone = spelled((part,))
    put = port_edits.VARIABLE if own else f"${{{PORT}:-{gone}}}"
    edit = Edit(place.source, place.whole, variable)
    return Fix(f"Replace `{place.value}` with `{variable}`", (edit,), UNSAFE, Effect(words=((gone, put),), port=True))


def _of_source(process: Process, program: Program) -> Unset | None:
    """The variable that the program's own source reads for its port, or the number in it."""
    interpreter = interpreters.find(program.ran.name or "")
    language = interpreter.language if interpreter is not None else interpreters.PYTHON
    if language == interpreters.PYTHON:
        name = program.port.flag
        return Unset(program, name=name) if name and set(name) <= LETTERS and name != PORT else None
    source = program.source
    if source is None:
        return None
    if language == interpreters.R:
        from studio_lint.model.process.sources import r_source

        found = r_source.variable(source)
    else:
        from studio_lint.model.process.sources import node_source

        found = node_source.listens(source)
    if found.kind == LITERAL and source.source is not process.image.source:
        return Unset(program, number=found.value, place=found.text)
    good = found.kind == ENVIRON and found.flag != PORT and set(found.flag) <= LETTERS
    return Unset(program, name=found.flag, number=found.value) if good else None


def _of_project(process: Process, program: Program) -> Unset | None:
    """A compiled program of the project's own, which says by its files with what framework it is built."""
    context, files = process.image.context, process.image_files
    words = [word.value or "" for word in program.ran.arguments[1:]]
    for one in WEB_PROJECTS:
        if context is None or files is None or program.ran.name not in one.programs:
            continue
        if not any(word.endswith(one.ends) for word in words):
            continue
        paths = [path for pattern in one.files for path in (context.glob(pattern) or ())[:MOST_FILES]]
        texts = (files.context_file(path) for path in paths)
        if any(text is not None and one.word in text.value for text in texts):
            return Unset(program, words=one.options)
    return None

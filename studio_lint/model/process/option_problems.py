"""Options for a port or a host that a tool does not have, and values that it rejects."""

from __future__ import annotations

from studio_lint.base.nearest import distance
from studio_lint.base.record import Record
from studio_lint.facts import interpreters
from studio_lint.facts.task_runners import TASK_RUNNERS
from studio_lint.facts.tools.tool import IGNORED, REFUSED
from studio_lint.model.commands.arguments import PORT, Argument
from studio_lint.model.process.bindings import flags, tool_of
from studio_lint.model.process.programs import TOOL
from studio_lint.model.process.tool_words import flag_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from studio_lint.base.source import Text
    from studio_lint.facts.tools.tool import Tool
    from studio_lint.model.process.process import Process
    from studio_lint.model.process.programs import Program

    OptionProblemKind = Literal[
        "unknown-option", "wrong-form", "apart", "glued", "not-a-number", "needs", "late", "swallowed"
    ]

UNKNOWN_OPTION: OptionProblemKind = "unknown-option"
WRONG_FORM: OptionProblemKind = "wrong-form"
APART: OptionProblemKind = "apart"
GLUED: OptionProblemKind = "glued"
NEEDS: OptionProblemKind = "needs"
LATE: OptionProblemKind = "late"
SWALLOWED: OptionProblemKind = "swallowed"
NOT_A_NUMBER: OptionProblemKind = "not-a-number"
_PORTS = frozenset(("port", "listen", "bind"))
_WORDS = _PORTS | {"host", "address", "addr", "ip", "hostname", "server", "http", "web", "app", "www"}


class OptionProblem(Record):
    """An option that the tool refuses, or takes for nothing.

    option  as it is written; `suggestion` the tool's own, "" where it has none; of LATE the word that it has to precede
    word    where it is
    form    of WRONG_FORM and NOT_A_NUMBER: how the value has to be written
    """

    kind: OptionProblemKind
    program: Program
    option: str
    word: Text
    suggestion: str = ""
    form: str = ""


def problems(process: Process) -> Iterator[OptionProblem]:
    """What is wrong with the options of the tools that are started."""
    for program in process.programs:
        if program.misread is not None and program.ran.certain:
            form = _as_number(program, program.misread)
            yield OptionProblem(NOT_A_NUMBER, program, "", program.misread, form=form)
        yield from _swallowed(process, program)
        found = tool_of(program.ran) if program.kind == TOOL else None
        folder = (program.ran.arguments[0].value or "").rpartition("/")[0]
        if found is None or not program.ran.certain or (folder and not folder.endswith("bin")):
            continue  # a program of the project's own may have that name
        tool, words = found[0], words_before_end(found[1])
        if tool.needs and _is_bare(process, program, tool, found[1]):
            yield OptionProblem(NEEDS, program, "", program.text, form=tool.needs)
        yield from _late(program, tool, words)
        yield from _unknown(program, tool, words)
        yield from _forms(program, tool, words)


def _as_number(program: Program, text: Text) -> str:
    """The same value as a number, in the program's language."""
    found = interpreters.find(program.ran.name or "")
    name = found.number if found is not None and found.number else "int"
    return f"{name}({text.value})"


def _unknown(program: Program, tool: Tool, words: tuple[Argument, ...]) -> Iterator[OptionProblem]:
    given = bool(flags(tool, words))
    for word in words:
        name = flag_name(word)
        if tool.early and not name:
            return
        if tool.unknown == REFUSED and name and name not in _own(tool) and (meant := _misspelled(name, tool)):
            yield OptionProblem(UNKNOWN_OPTION, program, name, word.parts[0].text.sub(0, len(name)), meant)
            continue
        ports = _is_port(name)
        if not name or not (ports or _is_host(name)) or name in _own(tool) or _is_short(name, tool):
            continue
        if tool.unknown == REFUSED or (tool.unknown == IGNORED and ports and not given):
            meant = _long(tool.port or tool.bind) if ports else ""
            text = word.parts[0].text.sub(0, len(name))
            yield OptionProblem(UNKNOWN_OPTION, program, name, text, meant)


def _swallowed(process: Process, program: Program) -> Iterator[OptionProblem]:
    """An option with the session's port that a runner of scripts reads itself, since no `--` is before it."""
    ran, files = program.ran, process.image_files
    runner = TASK_RUNNERS.get(ran.name or "")
    if runner is None or not runner.keeps or not ran.certain or files is None:
        return
    from studio_lint.model.commands.package_scripts import PACKAGE, named_script

    named = named_script(runner, ran.arguments[1:], ran.folder)
    rest = words_before_end(named.rest) if named is not None else ()
    at = next((at for at, word in enumerate(rest) if flag_name(word).startswith("--")), len(rest))
    text = files.text(PACKAGE, named.folder) if named is not None and at < len(rest) else None
    if text is None or runner.reads in text.value or not any(word.names(PORT) for word in rest[at:]):
        return
    yield OptionProblem(SWALLOWED, program, flag_name(rest[at]), rest[at].parts[0].text)


def _late(program: Program, tool: Tool, words: tuple[Argument, ...]) -> Iterator[OptionProblem]:
    """Options after the subcommand that the tool reads only before it."""
    at = next((at for at, word in enumerate(words) if word.value in tool.subcommands), len(words))
    for word in words[at + 1 :]:
        name = flag_name(word)
        if name in tool.ahead:
            text = word.parts[0].text.sub(0, len(name))
            yield OptionProblem(LATE, program, name, text, words[at].value or "")


def _long(options: tuple[str, ...]) -> str:
    """The option with two dashes where there is one, else the first; "" of none."""
    return next((option for option in options if option.startswith("--")), "".join(options[:1]))


def _is_bare(process: Process, program: Program, tool: Tool, words: tuple[Argument, ...]) -> bool:
    """Whether a server is given no application: by a word, by a variable or by its settings."""
    ran, files = program.ran, process.image_files
    names = (f"{tool.name.upper()}_APP", *tool.words_env)
    if any(ran.variables.get(name) is not None or ran.variables.changed(name) for name in names):
        return False
    if any(word.value is None and not word.names(PORT) for word in words):
        return False
    if any(flag_name(word) in tool.config for word in words) or files is None:
        return False
    if any(files.text(path, ran.folder) is not None for one in tool.settings for path in one.paths):
        return False
    valued = (*tool.port, *tool.host, *tool.bind, *tool.values)
    plain = [at for at, word in enumerate(words) if not flag_name(word)]
    return all(at and (words[at - 1].value or "") in valued for at in plain)


def _misspelled(name: str, tool: Tool) -> str:
    """The option for the port or the host that has the same letters but for a swap, one too many or one too few."""
    known = [flag for flag in (*tool.port, *tool.host, *tool.bind) if flag.startswith("--") and len(flag) > 5]
    for flag in known if name.startswith("--") else ():
        slip = sorted(name) == sorted(flag) or abs(len(name) - len(flag)) == 1
        if slip and distance(name, flag) == 1:
            return flag
    return ""


def _own(tool: Tool) -> tuple[str, ...]:
    background = tool.background.flags + tool.background.front if tool.background is not None else ()
    settings = tuple(flag for one in tool.settings for flag in one.flags)
    return (*tool.port, *tool.host, *tool.bind, *tool.other, *tool.config, *tool.values, *background, *settings)


def _is_short(name: str, tool: Tool) -> bool:
    """Whether an option is the beginning of one that the tool has, or begins with a letter that takes a value."""
    own = _own(tool)
    return any(flag.startswith(name) for flag in own if flag.startswith("--")) or (
        not name.startswith("--") and (name[:2] in own or tool.cluster)
    )


def _parts(name: str) -> list[str]:
    spaced = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name.lstrip("-"))
    for mark in "-_.":
        spaced = spaced.replace(mark, " ")
    return spaced.split()


def _is_port(name: str) -> bool:
    words = set(_parts(name))
    return name == "-p" or (bool(words & _PORTS) and words <= _WORDS)


def _is_host(name: str) -> bool:
    words = set(_parts(name))
    return name.startswith("--") and bool(words & {"host", "hostname", "address", "addr", "ip"}) and words <= _WORDS


def _forms(program: Program, tool: Tool, words: tuple[Argument, ...]) -> Iterator[OptionProblem]:
    for flag, value in flags(tool, words):
        if flag in tool.bind and tool.forms:
            form = _form(value)
            if form and form not in tool.forms:
                yield OptionProblem(WRONG_FORM, program, flag, value.text, form=_written(tool))
        elif flag in tool.host and tool.measured and value.names(PORT) and _form(value) == "host:port":
            port = next((f"{one} ${PORT}" for one in tool.port if one.startswith("--")), f"${PORT}")
            yield OptionProblem(WRONG_FORM, program, flag, value.text, form=f"0.0.0.0 {port}")
        elif flag in tool.port and _is_odd(value):
            yield OptionProblem(WRONG_FORM, program, flag, value.text, form=f"${PORT}")
    if tool.apart:
        for word in words:
            name = flag_name(word)
            if name in tool.bind and word.parts and word.parts[0].text.value.startswith(f"{name}="):
                yield OptionProblem(APART, program, name, word.parts[0].text.sub(0, len(name) + 1))
    if tool.glued:
        for at, word in enumerate(words[:-1]):
            option = word.value or ""
            if option in (*tool.port, *tool.host) and option.startswith("--") and not flag_name(words[at + 1]):
                yield OptionProblem(GLUED, program, option, word.text, f"{option}={words[at + 1].shown}")
    if tool.position:
        plain = [word for word in words if not flag_name(word)]
        if len(plain) >= tool.position and _is_odd(plain[tool.position - 1]):
            yield OptionProblem(WRONG_FORM, program, "", plain[tool.position - 1].text, form=f"${PORT}")


def _is_odd(value: Argument) -> bool:
    """Whether a port has other characters around the variable, or is its name in braces."""
    if not value.names(PORT) or any(part.kind == "other" for part in value.parts):
        return False
    text = "".join(part.text.value for part in value.parts if part.kind == "text")
    return bool(text.strip()) and ":" not in text and not any(part.parts for part in value.parts)


def _form(value: Argument) -> str:
    """How a value is written: "port", ":port", "host:port", "tcp://host:port", "tcp:port"; "" where it is not known."""
    if any(part.kind != "text" and part.name != PORT for part in value.parts):
        return ""
    text = "".join(part.text.value if part.kind == "text" else "1" for part in value.parts)
    head, colon, number = text.rpartition(":")
    if not number.isdecimal() or "unix" in text or "fd:" in text:
        return ""
    if not colon:
        return "port"
    if "://" in head:
        return "tcp://host:port" if head.startswith("tcp://") else ""
    return ":port" if not head else "tcp:port" if head == "tcp" else "host:port"


def _written(tool: Tool) -> str:
    best = next((one for one in ("host:port", "tcp://host:port", "tcp:port", "port") if one in tool.forms), "")
    return best.replace("host", "0.0.0.0").replace("port", f"${PORT}")


def words_before_end(words: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """The words before a lone `--`."""
    return words[: next((at for at, word in enumerate(words) if word.value == "--"), len(words))]

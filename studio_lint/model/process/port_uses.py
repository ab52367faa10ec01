"""Where the start command uses CONNECT_TOOL_PORT, and where the variable has no effect."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Text
from studio_lint.facts import interpreters
from studio_lint.facts.wrappers import EXPANDING
from studio_lint.model.commands.arguments import PORT, Argument, Part
from studio_lint.model.commands.image_files import occurrences, spelled
from studio_lint.model.commands.tasks import TASK
from studio_lint.model.commands.wrappers import COMMAND as COMMAND_HOP
from studio_lint.model.commands.wrappers import FILE, INLINE
from studio_lint.model.process.bindings import LITERAL, TOOL_PORT
from studio_lint.model.process.tool_words import words_of
from studio_lint.model.process.unheard import Stretches

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Literal

    from studio_lint.facts.tools.tool import SettingsFile
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.process.programs import Program
    from studio_lint.model.process.unheard import Idle

    MisplacedReason = Literal["exec", "quotes", "runner", "command", "number", "settings", "name", "gone"]

EXEC: MisplacedReason = "exec"
QUOTES: MisplacedReason = "quotes"
RUNNER: MisplacedReason = "runner"
COMMAND: MisplacedReason = "command"
NUMBER: MisplacedReason = "number"
SETTINGS: MisplacedReason = "settings"
NAME: MisplacedReason = "name"
GONE: MisplacedReason = "gone"

# Ways to write the name that no shell fills in.
BARE = (PORT, f"{{{PORT}}}", f"%{PORT}%")

CODE = "code"

SCRIPT_ENDS = (".sh", ".bash", "entrypoint", "/init", "run", "start")


class Misplaced(Record):
    """`$CONNECT_TOOL_PORT` that nobody expands.

    text      the variable, its `$` included
    reason    EXEC: no shell reads it; QUOTES: single quotes or a backslash keep it
              from the shell; RUNNER: a task runner starts without a shell;
              COMMAND: a shell takes `$(NAME)` for a command; NUMBER: a shell puts
              its own number in place of `$$`; SETTINGS: in a tool's own file;
              NAME: the name without its `$` is a tool's port; GONE: it was removed
    argument  the whole word
    part      the stretch of the word that it is in
    cause     of GONE: the word that removed the variable
    """

    text: Text
    reason: MisplacedReason
    argument: Argument
    part: Part
    program: Program
    cause: Text | None = None

    @property
    def file(self) -> SettingsFile | None:
        """The kind of file in which a tool's settings name the variable."""
        tool = self.program.tool
        return tool.settings[0] if self.reason == SETTINGS and tool is not None else None

    @property
    def runner(self) -> str:
        """The task runner that starts the program."""
        return next((hop.name for hop in reversed(self.program.ran.hops) if hop.kind == TASK), "")


class Usage(Record):
    """Places at which the port's variable is named.

    uses       it may take effect there
    misplaced  somebody is to be told, and is not
    unheard    it is shown, tested or kept, and nobody is told
    """

    uses: tuple[Text, ...] = ()
    misplaced: tuple[Misplaced, ...] = ()
    unheard: tuple[Text, ...] = ()


def look(
    texts: list[Text], code: Iterable[Text], without: Idle, programs: Iterable[Program], baked: Iterable[Text]
) -> Usage:
    """Goes through all texts that were read on the way: those of shells, and the `code` of other programs."""
    misplaced = tuple(_misplaced(programs))
    wrong = Stretches([*(one.text for one in misplaced), *baked])
    uses: dict[tuple[int, int], Text] = {}
    unheard: dict[tuple[int, int], Text] = {}
    places = [(text, found) for text in texts for found in occurrences(text, PORT)]
    places += [(text, found) for text in code for found in spelled(text)]
    for text, found in places:
        if wrong.holds(found) or _in_comment(text, found):
            continue
        kept = unheard if without.holds(found) else uses
        kept.setdefault((id(found.source), found.whole.start), found)
    return Usage(tuple(uses.values()), misplaced, tuple(unheard.values()))


def _in_comment(text: Text, found: Text) -> bool:
    """Whether a place is on a line that is a comment in all the languages read here."""
    source, start = found.source.text, found.whole.start
    line = source[source.rfind("\n", 0, start) + 1 : start].lstrip()
    return line.startswith("#") and not line.startswith("#!")


def _misplaced(programs: Iterable[Program]) -> Iterator[Misplaced]:
    seen: set[tuple[int, int]] = set()
    for program in programs:
        name = program.ran.arguments[0]
        for found in program.unexpanded:
            yield Misplaced(found, SETTINGS, name, Part("text", name.text, name.text), program)
        yield from _gone(program)
        if program.ran.name in EXPANDING or _fills_in(program) or _reads_it_perhaps(program):
            continue
        for argument, code in _port_words(program):
            for found, part in _literal(argument):
                blank = any(mark in part.text.value for mark in " \t\n")
                key = (id(found.source), found.whole.start)
                if (blank and not code) or key in seen or _is_member(found) or _is_filled_in(found, program.ran):
                    continue
                if program.tool is not None and program.tool.generic and found.value.startswith("${"):
                    continue  # Spring fills in `${NAME}`
                seen.add(key)
                yield Misplaced(found, _reason(part, program), argument, part, program)
        bare = _bare(program)
        if bare is not None:
            yield Misplaced(bare, NAME, name, Part("text", bare, bare), program)


def _gone(program: Program) -> Iterator[Misplaced]:
    """Variables with the port that were removed before the program's words, or its code, read them."""
    ran, port = program.ran, program.port
    if not ran.certain or ran.background or port.kind in (TOOL_PORT, LITERAL):
        return
    places = [(one.place, one.cause) for one in ran.lost]
    cause = ran.variables.lost(port.flag) if program.kind == CODE and port.flag else None
    if cause is not None and port.text is not None:
        places.append((port.text, cause))
    for place, cause in places:
        yield Misplaced(place, GONE, ran.arguments[0], Part("variable", place, place), program, cause)


def _fills_in(program: Program) -> bool:
    """Whether a tool fills in variables in its words, or in what its words go into."""
    return (
        program.tool is not None and any("$" in one.spelling for one in program.tool.settings) and program.tool.fronts
    )


def _bare(program: Program) -> Text | None:
    """The variable's name without its `$`, where a tool's flag, or a word of its own, gives it as the port.

    A command out of a file of tasks or of another language may be filled in by what reads that file.
    """
    port = program.port
    if program.tool is None or port.value not in BARE or port.file or port.kind != LITERAL:
        return None
    if not port.flag.startswith("-") and not (program.tool.position and not port.flag):
        return None
    return port.text if all(hop.kind in (COMMAND_HOP, INLINE, FILE) for hop in program.ran.hops) else None


def _port_words(program: Program) -> Iterator[tuple[Argument, bool]]:
    """The words of a program, and the variables that give it its port; whether each is a program of its own (R)."""
    ran = program.ran
    words = ran.arguments
    interpreter = interpreters.find(ran.name or "")
    code = interpreter.inline if interpreter is not None and interpreter.language == interpreters.R else ()
    for at, argument in enumerate(words[1:], 1):
        yield argument, words[at - 1].value in code
    if program.tool is not None:
        yield from ((word, False) for word in words_of(program.tool, ran))
    names = (program.port.flag,) if program.tool is not None else ("PORT",)
    given = [ran.variables.get(name, exported=True) for name in names if name and not name.startswith("-")]
    given += [parts for hop in ran.hops for _, parts in hop.unwrapped.variables]
    for parts in given:
        if parts:
            yield Argument(words[0].text, parts), False


def _is_filled_in(found: Text, ran: Invocation) -> bool:
    """Whether a shell further out has put the value in, so that the quotes of one further in hold a number."""
    parts = (part for hop in ran.hops if hop.unwrapped.script is not None for part in hop.unwrapped.script.parts)
    return any(
        part.kind == "variable"
        and part.text.source is found.source
        and part.text.whole.start <= found.whole.start < part.text.whole.end
        for part in parts
    )


def _reason(part: Part, program: Program) -> MisplacedReason:
    if part.kind != "text":
        return COMMAND if part.kind == "other" else NUMBER
    if part.quoting in ("'", "\\"):
        return QUOTES
    hops = [hop for hop in program.ran.hops if hop.kind in (INLINE, FILE, TASK)]
    return RUNNER if hops and hops[-1].kind == TASK else EXEC


def _reads_it_perhaps(program: Program) -> bool:
    """Whether a program may be a script, whose text is not known, that expands its own words."""
    value = program.ran.arguments[0].value
    return program.kind == "other" and (value is None or value.endswith(SCRIPT_ENDS))


def _literal(argument: Argument) -> Iterator[tuple[Text, Part]]:
    """Places in an argument at which the variable's name with its `$` is plain text."""
    for at, part in enumerate(argument.parts):
        if part.kind == "other" and part.text.value in (f"$({PORT})", f"`{PORT}`"):
            yield part.text, part
        if part.kind != "text":
            continue
        before = argument.parts[at - 1] if at else None
        if before is not None and before.name == "$" and part.text.value.startswith(PORT):
            yield next(occurrences(part.text, PORT), part.text), before
            continue
        for found in occurrences(part.text, PORT):
            start = part.text.value.find(PORT)
            head = part.text.value[:start]
            if head.endswith("${"):
                end = part.text.value.find("}", start)
                yield part.text.sub(start - 2, end + 1 if end >= 0 else start + len(PORT)), part
            elif head.endswith("$(") and part.text.value.startswith(")", start + len(PORT)):
                yield part.text.sub(start - 2, start + len(PORT) + 1), part
            elif head.endswith("$$"):
                yield part.text.sub(start - 2, start + len(PORT)), part
            elif head.endswith("$") and not head.endswith("{$"):
                yield part.text.sub(start - 1, start + len(PORT)), part
            elif not head and at and argument.parts[at - 1].quoting == "\\" and _ends_with_dollar(argument, at):
                yield found, argument.parts[at - 1]
            break


def _ends_with_dollar(argument: Argument, at: int) -> bool:
    return argument.parts[at - 1].text.value.endswith("$")


def _is_member(found: Text) -> bool:
    """`list$CONNECT_TOOL_PORT` of R."""
    before = found.source.text[found.whole.start - 1 : found.whole.start]
    return before == ")" or before == "]"

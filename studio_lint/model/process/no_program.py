"""Words that connect-client would start although no program can have that name."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.connect import PROGRAM
from studio_lint.facts.wrappers import SHELLS, WRAPPERS
from studio_lint.model.commands.arguments import PORT
from studio_lint.model.commands.wrappers import COMMAND, unwrap
from studio_lint.model.commands.wrappers import PROGRAM as OWN
from studio_lint.model.process.start import ENTRY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from studio_lint.base.source import Text
    from studio_lint.model.commands.arguments import Argument
    from studio_lint.model.process.start import Start

    NoProgramKind = Literal["option", "line", "script", "cut", "bare"]

OPTION: NoProgramKind = "option"
LINE: NoProgramKind = "line"  # a whole command as one word of the list
SCRIPT: NoProgramKind = "script"  # a command that a shell takes for the name of a script, for want of -c
CUT: NoProgramKind = "cut"  # the word after -c, where it is the first of a command and the shell runs it alone
BARE: NoProgramKind = "bare"  # an init, or another program that only starts one, and none follows
_TAKING_ONE = ("-o", "+o", "-O", "+O", "--rcfile", "--init-file")


class NoProgram(Record):
    """The word that is wrong, and why."""

    word: Text
    kind: NoProgramKind


def no_program(start: Start) -> NoProgram | None:
    """The word of an exec form that cannot be started; None where it can, or is not known."""
    bare = _bare(start)
    if bare is not None:
        return NoProgram(bare, BARE)
    given = start.entrypoint.arguments
    values = [word.value for word in given]
    if start.shell or not start.entrypoint.exec_form or len(values) < 2:
        return None
    if values[0].rpartition("/")[2] != PROGRAM or values[1] != ENTRY:
        return None
    words = given[2:]
    if not words and start.instruction is not start.entrypoint and start.instruction.exec_form:
        words = start.instruction.arguments
        if words and words[0].value.startswith("-") and words[0].value != "--":
            return NoProgram(words[0], OPTION)
    if not words:
        return None
    if _is_line(words[0].value):
        return NoProgram(words[0], LINE)
    if words[0].value.rpartition("/")[2] not in SHELLS:
        return None
    script = _script(words)
    if script is not None:
        return NoProgram(script, SCRIPT) if _is_line(script.value) else None
    cut = _cut(words)
    return NoProgram(cut, CUT) if cut is not None else None


def _bare(start: Start) -> Text | None:
    """The name of a program that starts another one, where all words are used up before there is one."""
    if start.shell or not start.entrypoint.exec_form or not start.instruction.exec_form:
        return None
    words = start.arguments
    for _ in range(len(words)):
        layer = unwrap(words)
        if layer.kind != COMMAND:
            wrapper = WRAPPERS.get(layer.name) if layer.kind == OWN else None
            return words[0].text if wrapper is not None and wrapper.needs and _only_starts(words) else None
        words = layer.arguments
    return None


def _only_starts(words: tuple[Argument, ...]) -> bool:
    """Whether no word asks for anything else (`tini --version`)."""
    return all(word.value in ("--", "-s", "-g", "-v") for word in words[1:])


def _cut(words: tuple[Text, ...]) -> Text | None:
    """The plain word after -c that has words of its own after it: to the shell these are `$0`, `$1` and so on.

    Only where these say the port: a program of unknown kind may do without its other options.
    """
    at = next((at for at, word in enumerate(words) if word.value in ("-c", "-lc", "-ec", "-ic")), len(words))
    command, behind = words[at + 1 : at + 2], words[at + 2 :]
    if not command or not behind:
        return None
    name = command[0].value
    if name == "exec":
        return command[0]
    is_name = all(character.isalnum() or character in "-_." for character in name)
    return command[0] if is_name and any(PORT in word.value for word in behind) else None


def _is_line(word: str) -> bool:
    """Whether a word is a command with its arguments, and not the path of a file with a blank in its name."""
    program, blank, rest = word.strip().partition(" ")
    return bool(blank) and not ("/" in program and "/" in rest.split()[0].strip("/"))


def _script(words: tuple[Text, ...]) -> Text | None:
    """What a shell takes for the name of a script; None with -c or -s, or where nothing follows."""
    skip = False
    for word in words[1:]:
        value = word.value
        if skip:
            skip = False
        elif value in _TAKING_ONE:
            skip = True
        elif value[:1] not in ("-", "+") or len(value) < 2:
            return word
        elif not value.startswith("--") and ("c" in value or "s" in value):
            return None
    return None

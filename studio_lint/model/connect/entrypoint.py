"""Whether the final image starts connect-client."""

from __future__ import annotations

from studio_lint.base.nearest import nearest
from studio_lint.base.record import Record
from studio_lint.facts.connect import BINARY, LINKED, PROGRAM
from studio_lint.facts.wrappers import POSIX_SHELLS, SHEBANG_SHELLS
from studio_lint.model.commands.command import shebang
from studio_lint.model.commands.image_files import ImageFiles
from studio_lint.model.connect import images

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from studio_lint.base.source import Text
    from studio_lint.model.build.image import Image, ImageCommand
    from studio_lint.syntax.shell.words import Word

    EntryKind = Literal["right", "unknown", "missing", "shell", "string", "flagless", "path", "other", "glued"]

FLAG = "--entrypoint"
RIGHT: EntryKind = "right"
UNKNOWN: EntryKind = "unknown"
MISSING: EntryKind = "missing"  # no ENTRYPOINT, or an empty one
SHELL: EntryKind = "shell"  # connect-client, in shell form or after `sh -c`
STRING: EntryKind = "string"  # the whole command as one string of the list
FLAGLESS: EntryKind = "flagless"  # connect-client without --entrypoint in front
PATH: EntryKind = "path"  # connect-client, at a place where it does not lie
OTHER: EntryKind = "other"  # another program
GLUED: EntryKind = "glued"  # a script, which gives connect-client a whole command line as one word
PLACES = (BINARY, LINKED, PROGRAM)


# What a shell that is handed connect-client's line (`bash -c "exec connect-client --entrypoint …"`) makes of CMD.
KEPT = "kept"  # no word of it reaches connect-client, and connect-client has no other program
FIRST = "first"  # its first word becomes the shell's own name
OWN = "own"  # the line names the program itself; CMD is not passed on
PASSED = "passed"  # all of it reaches connect-client
ALL_WORDS = ('"$@"', "$@", '"$*"', "$*", '"${@}"', "${@}")


class EntryProgram(Record):
    """What the shipped image starts.

    kind       one of the words above
    mentioned  connect-client is named by ENTRYPOINT or CMD
    word       the word that is wrong, where there is one
    given      of GLUED what the script gives connect-client
    """

    kind: EntryKind
    command: ImageCommand | None
    mentioned: bool
    word: Text | None = None
    given: Text | None = None

    @property
    def wrong(self) -> bool:
        """Whether it does not start connect-client as it has to be."""
        return self.kind not in (RIGHT, UNKNOWN)


def read_entry(image: Image) -> EntryProgram:
    """What the shipped image starts with, and whether that is connect-client."""
    command = image.config.entrypoint
    mentioned = any(
        PROGRAM in word for one in (command, image.config.cmd, image.config.reset_cmd) if one for word in one.words
    )
    if image.uncertain("ENTRYPOINT"):
        return EntryProgram(UNKNOWN, command, mentioned)
    if command is None:
        return EntryProgram(UNKNOWN if _inherits(image) else MISSING, None, mentioned)
    if not command.words:
        return EntryProgram(MISSING, command, mentioned)
    kind, word = _judge(command)
    script = _script(image, command) if kind == OTHER and command.exec_form else None
    if script is None:
        return EntryProgram(kind, command, mentioned, word)
    given = _given_as_one(script)
    return EntryProgram(UNKNOWN if given is None else GLUED, command, mentioned, word, given)


def _inherits(image: Image) -> bool:
    """Whether the base image may bring the ENTRYPOINT of a Studio."""
    base = image.base
    if base is None or base.scratch:
        return base is None
    if base.reference is None or not base.word.known:
        return True
    return images.kind(base.reference, image.options) != images.PLAIN


def _judge(command: ImageCommand) -> tuple[EntryKind, Text | None]:
    instruction = command.instruction
    arguments = instruction.arguments
    if not command.exec_form:
        if instruction.body.value.startswith("["):
            return UNKNOWN, None
        return (SHELL, None) if _runs_it(instruction.body.value) else (OTHER, None)
    program = command.words[0]
    if " " in program.strip() and _runs_it(program):
        return STRING, arguments[0]
    if program.rpartition("/")[2] in POSIX_SHELLS and any(_runs_it(word) for word in command.words[1:]):
        return SHELL, None
    if program.rpartition("/")[2] != PROGRAM:
        return OTHER, arguments[0]
    if program not in PLACES:
        return PATH, arguments[0]
    if len(command.words) > 1 and command.words[1].partition("=")[0] == FLAG:
        return RIGHT, None
    return FLAGLESS, arguments[1] if len(arguments) > 1 else arguments[0]


def meant_head(words: tuple[str, ...]) -> int:
    """How many leading words are meant as `/usr/bin/connect-client --entrypoint`; 0 where none are.

    Misspelled, the wrong way round, or after another program (`tini -- connect-client --entrypoint`).
    """
    if len(words) > 1 and is_meant_flag(words[0]) and _is_meant_program(words[1]):
        return 2
    places = range(len(words) - 1)
    return next((at + 2 for at in places if _is_meant_program(words[at]) and is_meant_flag(words[at + 1])), 0)


def is_meant_flag(word: str) -> bool:
    """Whether a word is `--entrypoint`, or meant to be (`entrypoint`, `-entrypiont`, or with a dash that is none)."""
    return nearest(word.lstrip("-\u2010\u2011\u2012\u2013\u2014\u2212"), (FLAG.lstrip("-"),)) is not None


def _is_meant_program(word: str) -> bool:
    name = word.rpartition("/")[2]
    return name == "connect" or nearest(name, (PROGRAM,)) is not None


def handed(command: ImageCommand) -> tuple[str, bool] | None:
    """What becomes of CMD where the list is a shell's, and whether `exec` takes its place; None if it is none."""
    if not command.exec_form or len(command.words) < 3 or not command.words[1].startswith("-"):
        return None
    words = command.words[2].split()
    behind = words[words.index(FLAG) + 1 :] if FLAG in words else []
    replaced = words[:1] == ["exec"]
    if not behind:
        return KEPT, replaced
    if behind[0] not in ALL_WORDS:
        return OWN, replaced
    return (PASSED if len(command.words) > 3 else FIRST), replaced


def _runs_it(line: str) -> bool:
    """Whether one of a command line's words is connect-client's path."""
    return any(word.strip("\"';").rpartition("/")[2] == PROGRAM for word in line.split())


def _script(image: Image, command: ImageCommand) -> Text | None:
    """The file of the project that is started, by itself or by a shell, where it names connect-client itself."""
    words = command.words
    by_shell = words[0].rpartition("/")[2] in POSIX_SHELLS and len(words) > 1
    text = ImageFiles(image).text(words[1] if by_shell else words[0], "/")
    return text if text is not None and PROGRAM in text.value else None


def _given_as_one(script: Text) -> Text | None:
    """What a shell script gives connect-client to start, where that is always a quoted command line: one word."""
    from studio_lint.syntax.shell import reader as shell_reader

    if shebang(script.value) not in SHEBANG_SHELLS:
        return None
    given: list[Word] = []
    for step in shell_reader.steps(shell_reader.read(script)):
        words = step.command.words
        names = [(word.value or "").rpartition("/")[2] for word in words]
        at = names.index(PROGRAM) if PROGRAM in names else len(words)
        if [word.value for word in words[at + 1 : at + 2]] == [FLAG]:
            given += words[at + 2 : at + 3]
    return given[0].text if given and all(_is_line(word) for word in given) else None


def _is_line(word: Word) -> bool:
    """Whether a word surely holds a blank, after the name of a program."""
    first = word.pieces[0] if word.pieces else None
    return first is not None and first.kind == "text" and " " in first.text.value.strip()

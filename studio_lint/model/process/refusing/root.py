"""Programs that are started as root but refuse to run as root."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.wrappers import AS_ROOT, SWITCHING
from studio_lint.model.connect import images
from studio_lint.model.contents import contents
from studio_lint.model.process.bindings import tool_of
from studio_lint.model.process.programs import IDLE, TOOL
from studio_lint.model.process.settings import tool_settings
from studio_lint.model.process.start_files import StartFiles
from studio_lint.model.process.tool_words import flag_name, is_one_word, words_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.facts.tools.tool import SettingsFile, Tool
    from studio_lint.model.build.image import Image
    from studio_lint.model.commands.arguments import Argument
    from studio_lint.model.commands.command import Hop, Invocation
    from studio_lint.model.process.process import Process
    from studio_lint.model.process.programs import Program

_USER_FLAGS = ("-u", "--user", "--reuid", "-U")
_FALSE = ("false", "0", "no")


class RootRefusal(Record):
    """A program that ends because root starts it.

    option  what lets root start it ("--allow-root")
    after   the word after which the option goes
    alone   nothing else that starts could answer
    """

    program: Program
    option: str
    after: Argument
    alone: bool


def refusals(process: Process) -> Iterator[RootRefusal]:
    """The programs of a start that refuse root, where root is known to start them."""
    if process.image_files is None or not _is_known(process.image):
        return
    files = StartFiles(process.image_files, process.ran)
    named: dict[str, bool] = {}
    for program in process.programs:
        tool, ran = program.tool, program.ran
        found = tool_of(ran)
        if program.kind != TOOL or tool is None or not tool.root_option or not ran.certain or found is None:
            continue
        if (
            not _is_by_root(process, ran)
            or _may_be_allowed(tool, (*found[1], *words_of(tool, ran)))
            or _is_set(tool, ran, files, named)
        ):
            continue
        after = ran.arguments[_named_by(tool, ran, found[1])]
        yield RootRefusal(
            program, tool.root_option, after, all(one is program or one.kind == IDLE for one in process.programs)
        )


def _is_known(image: Image) -> bool:
    """Whether the base image is known, and is no Studio's own: the settings of that are not published."""
    base = image.base
    if base is None or base.reference is None or image.shipped is None:
        return False
    return images.kind(base.reference, image.options) == images.PLAIN


def _named_by(tool: Tool, ran: Invocation, rest: tuple[Argument, ...]) -> int:
    """The index of the word that says which of its servers a program starts."""
    at = len(ran.arguments) - len(rest) - 1
    if tool.subcommands and rest and rest[0].value in tool.subcommands:
        at += 1
    return at


def _is_by_root(process: Process, ran: Invocation) -> bool:
    """Whether root is known to start a command."""
    switches = [hop for hop in ran.hops if hop.name in SWITCHING]
    if switches:
        return _switched_to(switches[-1]) in ("root", "0")
    stage = process.image.shipped
    point = contents.of(process.image).end(stage) if stage is not None else None
    return point is not None and point.base is not None and point.is_root is True


def _switched_to(hop: Hop) -> str | None:
    """The user that `gosu`, `sudo` and their like switch to; None where that is not known."""
    words = [word.value for word in hop.unwrapped.options]
    for at, value in enumerate(words):
        flag, equals, given = (value or "").partition("=")
        if flag in _USER_FLAGS:
            return (given if equals else words[at + 1] if at + 1 < len(words) else None) or None
    if hop.name in AS_ROOT:
        return "root" if None not in words else None
    plain = [value for value in words if value is not None and not value.startswith("-")]
    return plain[0].partition(":")[0] if plain and hop.unwrapped.kind == "command" else None


def _may_be_allowed(tool: Tool, words: tuple[Argument, ...]) -> bool:
    """Whether the words allow root, or some of them are not known and may."""
    keys = {one.root for one in tool.settings if one.root}
    for word in words:
        if word.value is None and not is_one_word(word):
            return True
        name = flag_name(word)
        if name == tool.root_option or name.rpartition(".")[2] in keys:
            value = (word.value or "").partition("=")[2].lower()
            return value not in _FALSE
    return False


def _is_set(tool: Tool, ran: Invocation, files: StartFiles, named: dict[str, bool]) -> bool:
    """Whether settings allow root, or may; `named` keeps for each tool whether an instruction names a file of its."""
    read = tuple(one for one in tool.settings if one.root)
    held = tuple(tool_settings.at_hand(read, ran, files))
    if held:
        return any(one.text is None or _allows(one.settings.root, one.text) for one in held)
    if any(flag_name(word) in tool.config for word in ran.arguments):
        return True
    if tool.name not in named:
        named[tool.name] = _names_settings(read, files.files.image)
    return named[tool.name]


def _names_settings(read: tuple[SettingsFile, ...], image: Image) -> bool:
    names = {path.rpartition("/")[2].partition(".")[0] for one in read for path in one.paths}
    return any(
        name in instruction.body.value
        for stage in image.lineage
        for instruction in stage.instructions
        if instruction.keyword in ("RUN", "COPY", "ADD")
        for name in names
    )


def _allows(key: str, text: Text) -> bool:
    """Whether a line that is no comment gives the key anything but "false"."""
    for line in text.value.split("\n"):
        _, found, value = line.partition("#")[0].partition(key)
        if found and not value.lstrip(" \t\"'=:").lower().startswith(_FALSE):
            return True
    return False

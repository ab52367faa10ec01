"""The command that starts a Studio: ENTRYPOINT and CMD together."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Text
from studio_lint.facts.bases import base_images
from studio_lint.facts.connect import PROGRAM
from studio_lint.model.build.exec_form import meant_list
from studio_lint.model.commands.arguments import Argument, literal
from studio_lint.model.connect import images

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.build.image import Image, ImageCommand, Stage
    from studio_lint.syntax.dockerfile.tree import Instruction

ENTRY = "--entrypoint"


class Start(Record):
    """The words that are started, and what gives them.

    instruction  the CMD, or the ENTRYPOINT that names the program itself
    entrypoint   the ENTRYPOINT in force
    arguments    all words, those of ENTRYPOINT first; one text in shell form
    shell        the words of SHELL where a shell reads ENTRYPOINT's text, else ()
    """

    instruction: Instruction
    entrypoint: Instruction
    arguments: tuple[Argument, ...]
    shell: tuple[str, ...] = ()


def start_of(image: Image) -> Start | None:
    """None where a miswritten instruction or the base image may say otherwise."""
    config = image.config
    if image.shipped is None or image.uncertain("ENTRYPOINT") or image.uncertain("CMD"):
        return None
    entrypoint = config.entrypoint
    if entrypoint is None:
        return by_command(image)
    if _is_meant_as_list(entrypoint) or (config.cmd is not None and _is_meant_as_list(config.cmd)):
        return None
    if not entrypoint.exec_form:
        text = tuple(literal(one) for one in entrypoint.instruction.arguments)
        return Start(entrypoint.instruction, entrypoint.instruction, text, entrypoint.words[:-1])
    words = tuple(literal(text) for text in entrypoint.instruction.arguments)
    if config.cmd is None or not config.cmd.words or not config.cmd.instruction.body.value.strip():
        return Start(entrypoint.instruction, entrypoint.instruction, words)
    return Start(config.cmd.instruction, entrypoint.instruction, (*words, *_words(image, config.cmd)))


def plain_start(image: Image) -> Start | None:
    """A CMD without an ENTRYPOINT but that of a well-known base image, whose own CMD it is where there is none."""
    command, base = image.config.cmd, image.base
    if image.shipped is None or image.uncertain("ENTRYPOINT") or image.uncertain("CMD"):
        return None
    if image.config.entrypoint is not None or (command is not None and _is_meant_as_list(command)):
        return None
    if command is None:
        return _base_start(image, image.shipped)
    if not command.words:
        return None
    own: tuple[str, ...] = ()
    if base is not None and base.reference is not None and base.word.known:
        own = images.entrypoint(base.reference)
    at = command.instruction.keyword_span
    ahead = tuple(literal(Text(image.source, word, (), at)) for word in own)
    return Start(command.instruction, command.instruction, (*ahead, *_words(image, command)))


def _base_start(image: Image, stage: Stage) -> Start | None:
    """The server that a well-known base image starts by itself."""
    words = images.own_command(image)
    at = stage.base.word.text
    given = tuple(literal(Text(image.source, word, (), at.whole)) for word in words)
    return Start(stage.instruction, stage.instruction, given) if given else None


def by_command(image: Image) -> Start | None:
    """A CMD without an ENTRYPOINT, where connect-client is at hand: once the ENTRYPOINT is written, that starts it."""
    command = image.config.cmd
    if command is None or not command.words or _is_meant_as_list(command) or not is_plain_base(image):
        return None
    if not any(PROGRAM in one.body.value for stage in image.lineage for one in stage.instructions):
        return None
    return Start(command.instruction, command.instruction, _words(image, command))


def entrusted_start(image: Image) -> Start | None:
    """A CMD for a base image that may be a Studio, or is one: then connect-client starts it."""
    base, command = image.base, image.config.cmd
    if base is None or base.reference is None or not base.word.known or command is None or not command.words:
        return None
    if image.uncertain("ENTRYPOINT") or image.uncertain("CMD") or image.config.entrypoint or _is_meant_as_list(command):
        return None
    known = images.kind(base.reference, image.options) in (images.PERHAPS, images.TEMPLATE)
    return Start(command.instruction, command.instruction, _words(image, command)) if known else None


def _is_meant_as_list(command: ImageCommand) -> bool:
    if command.exec_form:
        return False
    return command.instruction.body.value.lstrip().startswith("[") or meant_list(command.instruction) is not None


def _words(image: Image, command: ImageCommand) -> tuple[Argument, ...]:
    arguments = command.instruction.arguments
    if command.exec_form:
        return tuple(literal(text) for text in arguments)
    source, span = command.instruction.body.source, command.instruction.keyword_span
    given = image.base.reference if image.config.shell is None and image.base is not None else None
    own = base_images.command_shell(given.name) if given is not None else ()
    shell = tuple(literal(Text(source, word, (), span)) for word in own or command.words[:-1])
    return shell + tuple(literal(text) for text in arguments)


def gives_nothing(start: Start) -> bool:
    """connect-client with `--entrypoint` and no program after it, or a CMD without a word."""
    values = [argument.value or "" for argument in start.arguments]
    if start.shell or values[1:2] != [ENTRY] or values[0].rpartition("/")[2] != PROGRAM:
        return False
    blank = start.instruction is not start.entrypoint and not any(
        text.value.strip() for text in start.instruction.arguments
    )
    return len(values) == 2 or (blank and len(start.entrypoint.arguments) == 2)


def is_plain_base(image: Image) -> bool:
    """Whether the base image knows nothing of Studios."""
    base = image.base
    if base is None or base.scratch:
        return base is not None
    if base.reference is None or not base.word.known:
        return False
    return images.kind(base.reference, image.options) == images.PLAIN

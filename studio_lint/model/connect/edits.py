"""Edits that add the contract's steps to a Dockerfile."""

from __future__ import annotations

from studio_lint.base.diagnostics import Edit
from studio_lint.base.source import Span
from studio_lint.facts.bases import base_images
from studio_lint.facts.connect import BINARY, COPY_LINE, IMAGE, LABEL, PROGRAM, STAGE_NAMES, newest
from studio_lint.model.build.image import ImageCommand
from studio_lint.model.connect import images

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.build.image import BuildStep, Setting
    from studio_lint.model.connect.connect import Connect
    from studio_lint.model.connect.places import ClientOrigin
    from studio_lint.syntax.dockerfile.tree import Instruction

INSTALL = f"RUN {BINARY} --install"
FLAG = "--entrypoint"
VARIABLE = "CONNECT_CLIENT_VERSION"


def entrypoint(words: tuple[str, ...] = ()) -> str:
    """The ENTRYPOINT that starts connect-client, and through it some words."""
    from studio_lint.model import text_edits

    return f"ENTRYPOINT {text_edits.json_list((BINARY, FLAG, *words))}"


def ending(connect: Connect, lines: list[str]) -> Edit:
    """Lines put before what starts: the shipped stage's CMD; else below its last instruction."""
    dockerfile = connect.image.dockerfile
    command = connect.image.config.cmd
    from studio_lint.model import text_edits

    if command is not None:
        return text_edits.above(dockerfile, command.instruction, lines)
    stage = connect.shipped
    last = stage.instructions[-1] if stage.instructions else stage.instruction
    return text_edits.below(dockerfile, last, lines)


def variable_of(origin: ClientOrigin) -> str | None:
    """The variable that alone makes the tag in a FROM (`image:${V}`)."""
    if origin.word is None or len(origin.word.uses) != 1:
        return None
    use = origin.word.uses[0]
    return use.name if origin.word.text.value.endswith((f":${{{use.name}}}", f":${use.name}")) else None


def value_at(connect: Connect, instruction: Instruction, name: str) -> str | None:
    """The value that a variable has when an instruction of the shipped image is reached."""
    step = step_of(connect, instruction)
    return step.variables.get(name) if step else None


def step_of(connect: Connect, instruction: Instruction) -> BuildStep | None:
    """The step of the shipped image that an instruction is; None if it is none of its."""
    return next((step for step in connect.image.steps if step.instruction is instruction), None)


def label_lines(connect: Connect, before: Instruction | None) -> list[str] | None:
    """The label's lines to be above `before` (None: right below FROM); None where no version is known."""
    origin = connect.versioned
    if origin is None:
        return None
    tag = origin.reference.tag
    name = variable_of(origin)
    if name is None:
        return [f'LABEL {LABEL}="{tag}"']
    label = f'LABEL {LABEL}="${{{name}}}"'
    if before is not None and value_at(connect, before, name) == tag:
        return [label]
    return [f"ARG {name}", label]


def label_value(connect: Connect, label: Setting) -> str | None:
    """What the label's value ought to be where it stands, in quotes; None where it is not known."""
    origin = connect.versioned
    if origin is None:
        return None
    tag = origin.reference.tag
    name = variable_of(origin)
    if name is not None and value_at(connect, label.instruction, name) == tag:
        return f'"${{{name}}}"'
    return f'"{tag}"'


def whole_contract(connect: Connect) -> tuple[Edit, ...]:
    """All that makes a Studio of a plain Dockerfile; its old start is carried over.

    Empty where CMD holds arguments for an ENTRYPOINT of the base image that is not known, and where the image
    has nothing that could run `--install`.
    """
    if is_bare(connect) or (gives_arguments(connect) and not _base_entrypoint(connect)):
        return ()
    lines: list[str] = []
    edits: list[Edit] = []
    stage = connect.connect_stage
    release = newest(connect.image.options.platform, connect.image.options.connect_tags)
    if stage is not None:
        name = stage.name.value if stage.name else str(stage.index)
        if connect.label is None:
            lines += label_lines(connect, None) or []
    elif _counts_stages(connect):
        # a stage in front would give every other stage another number
        name = f"{IMAGE}:{release}"
        lines.append(f'LABEL {LABEL}="{release}"')
    else:
        name = _free_stage_name(connect)
        variable = _free_variable(connect)
        begin = [f'ARG {variable}="{release}"', f"FROM {IMAGE}:${{{variable}}} AS {name}", ""]
        from studio_lint.model import text_edits

        edits.append(text_edits.in_front(connect.image.dockerfile, connect.image.stages[0].instruction, begin))
        lines += [f"ARG {variable}", f'LABEL {LABEL}="${{{variable}}}"']
    if _needs_root(connect):
        lines.append("USER root")
    lines += [COPY_LINE.format(stage=name), INSTALL]
    return (*edits, *_start(connect, lines))


def is_bare(connect: Connect) -> bool:
    """Whether the image is built on nothing: no program of it could run `--install`."""
    return connect.image.base is not None and connect.image.base.scratch


def _counts_stages(connect: Connect) -> bool:
    """Whether a --from names a stage by its number."""
    return any(copy.from_text and copy.from_text.value.isdecimal() for copy in connect.image.copies)


def _start(connect: Connect, lines: list[str]) -> tuple[Edit, ...]:
    """The lines, and after them an ENTRYPOINT that starts what has been started so far."""
    config = connect.image.config
    dockerfile = connect.image.dockerfile
    old, command = config.entrypoint, config.cmd
    own = connect.shipped.index
    last = connect.shipped.instructions[-1] if connect.shipped.instructions else connect.shipped.instruction
    from studio_lint.model import text_edits

    if old is not None and old.stage == own:
        if _leaves_root_behind(connect, old.instruction):
            return (*through_connect(connect, old), text_edits.below(dockerfile, last, lines))
        return (text_edits.above(dockerfile, old.instruction, lines), *through_connect(connect, old))
    lines.append(entrypoint(old.words if old else _base_entrypoint(connect)))
    if command is None and old is None and images.own_command(connect.image):
        lines.append(f"CMD {text_edits.json_list(images.own_command(connect.image))}")
    if command is None or (command.stage == own and _leaves_root_behind(connect, command.instruction)):
        return (text_edits.below(dockerfile, last, lines),)
    if command.stage == own:
        return (text_edits.above(dockerfile, command.instruction, lines),)
    lines.append(f"CMD {text_edits.json_list(command.words)}")
    return (text_edits.below(dockerfile, last, lines),)


def gives_arguments(connect: Connect) -> bool:
    """Whether CMD holds no program, only arguments for the base image's ENTRYPOINT.

    Of a base whose ENTRYPOINT is not known, a word that is no program that is known may be one of these too.
    """
    config = connect.image.config
    if config.entrypoint is not None or config.cmd is None or not config.cmd.exec_form or not config.cmd.words:
        return False
    word = config.cmd.words[0]
    if word.startswith("-"):
        return True
    base = connect.image.base
    listed = base is None or base.reference is None or base_images.is_listed(base.reference.name)
    from studio_lint.facts.tools.programs import is_known

    return not listed and "/" not in word and not is_known(word) and not _is_brought(connect, word)


def _is_brought(connect: Connect, program: str) -> bool:
    """Whether an instruction of the image names a program: it may bring it."""
    return any(
        one.keyword in ("RUN", "COPY", "ADD") and program in one.body.value
        for stage in connect.image.lineage
        for one in stage.instructions
    )


def _base_entrypoint(connect: Connect) -> tuple[str, ...]:
    base = connect.image.base
    return images.entrypoint(base.reference) if base and base.reference and base.word.known else ()


def through_connect(connect: Connect, command: ImageCommand) -> tuple[Edit, ...]:
    """Edits that start through connect-client what an ENTRYPOINT starts; comments among its words are kept."""
    dockerfile = connect.image.dockerfile
    source, instruction = dockerfile.source, command.instruction
    from studio_lint.model import text_edits

    if command.exec_form and instruction.arguments:
        words = ", ".join(map(text_edits.json_string, (BINARY, FLAG)))
        at = instruction.arguments[0].whole.start
        return (Edit(source, Span(at, at), f"{words}, "),)
    body = instruction.body.whole
    edit = Edit(source, body, text_edits.json_list((BINARY, FLAG, *command.words)))
    return (*text_edits.lifted(dockerfile, instruction, body), edit)


def _leaves_root_behind(connect: Connect, instruction: Instruction) -> bool:
    """Whether the shipped stage names another user than root below an instruction."""
    user = connect.image.config.user
    if user is None or user.stage != connect.shipped.index:
        return False
    return _needs_root(connect) and user.instruction.span.start > instruction.span.start


def _needs_root(connect: Connect) -> bool:
    """Whether somebody else than root is in force at the end, or may be."""
    user = connect.image.config.user
    if user is not None:
        return not user.known or not is_root(user.value)
    base = connect.image.base
    return bool(base and base.reference and images.user(base.reference))


def is_root(user: str) -> bool:
    """Whether a USER's value names root ("" too: then nobody else is named)."""
    name = user.partition(":")[0].strip()
    return name == "root" or not name.strip("0")


def _free_stage_name(connect: Connect) -> str:
    taken = {stage.name.value.lower() for stage in connect.image.stages if stage.name}
    return next((name for name in STAGE_NAMES if name not in taken), "studio-connect-client")


def _free_variable(connect: Connect) -> str:
    taken = {
        pair.key.value
        for one in connect.image.dockerfile.instructions
        if one.keyword in ("ARG", "ENV")
        for pair in one.pairs
    }
    return VARIABLE if VARIABLE not in taken else f"SEQERA_{VARIABLE}"


def exec_form(command: ImageCommand) -> str | None:
    """Connect-client's line as an exec form; None where its words are not plain."""
    text = command.instruction.body.value if not command.exec_form else _line(command)
    if text is None:
        return None
    words = [_unquoted(word) for word in text.split()]
    if words and words[0] == "exec":
        del words[0]
    while words and words[-1] in ('"$@"', "$@", "$*", '"$*"'):
        del words[-1]
    if not words or any(mark in word for word in words for mark in "'\"$`\\;&|<>()*?#~"):
        return None
    if words[0].rpartition("/")[2] != PROGRAM:
        return None
    words[0] = BINARY
    if words[1:2] != [FLAG]:
        if FLAG in words:
            return None
        words.insert(1, FLAG)
    from studio_lint.model import text_edits

    return text_edits.json_list(words)


def _unquoted(word: str) -> str:
    """A word without the quotes round all of it; `"$@"` keeps them."""
    inner = word[1:-1]
    return inner if inner and "$" not in inner and word[0] == word[-1] and word[0] in "'\"" else word


def _line(command: ImageCommand) -> str | None:
    """The line that an exec form hands to a shell, or holds as one string."""
    if len(command.words) == 1:
        return command.words[0]
    if len(command.words) == 3 and command.words[1] in ("-c", "-lc"):
        return command.words[2]
    return " ".join(command.words) if " " in command.words[0] else None

"""What a base image, files and earlier commands may add to a start command: variables, settings, programs."""

from __future__ import annotations

from studio_lint.facts.bases import base_images, base_variables
from studio_lint.facts.bases.commands import PROGRAM_FOLDERS
from studio_lint.facts.programs.run_commands import BRINGING
from studio_lint.facts.shells import BASH_NAMES
from studio_lint.facts.wrappers import BEGINS_WITH, LOGIN_FILES, SHELLS, WRAPPERS
from studio_lint.model.commands.arguments import PORT
from studio_lint.model.commands.image_files import occurrences
from studio_lint.model.commands.wrappers import COMMAND, reads_profile
from studio_lint.model.process import unheard
from studio_lint.model.process.start import is_plain_base

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.source import Text
    from studio_lint.model.build.image import Image
    from studio_lint.model.commands.command import Hop, Invocation
    from studio_lint.model.commands.image_files import ImageFiles
    from studio_lint.model.commands.runner import Runner


def quiet(image: Image, files: ImageFiles, scripts: list[Text]) -> bool:
    """Whether no file of the image but the `scripts` can tell a program its port."""
    read = frozenset(id(text.source) for text in scripts if text.source is not image.source)
    if files.mentions_port(read) is not False or not is_plain_base(image):
        return False
    own = unheard.Stretches([*files.baked, *scripts])
    for stage in image.stages:
        for instruction in stage.instructions:
            if instruction.keyword not in ("RUN", "COPY", "ADD", "SHELL"):
                continue
            stretch = image.source.text_of(instruction.span)
            for found in occurrences(stretch, PORT):
                if not own.holds(found):
                    return False
    return True


def speaks_of(image: Image, words: tuple[str, ...]) -> bool:
    """Whether a step of the image, or its base, may bring a file with one of these words in its path or its text."""
    return not is_plain_base(image) or _names_one(image, words)


def _names_one(image: Image, words: tuple[str, ...]) -> bool:
    bodies = [one.body.value for stage in image.lineage for one in stage.instructions if one.keyword != "FROM"]
    bodies += [
        heredoc.content.value for stage in image.lineage for one in stage.instructions for heredoc in one.heredocs
    ]
    return any(word in body for body in bodies for word in words)


def may_begin(image: Image, ran: list[Invocation]) -> bool:
    """Whether the image has a file of the project's own that a shell of the start runs first (`bash -l`, BASH_ENV)."""
    hops = {id(hop): hop for one in ran for hop in one.hops}.values()
    if any(reads_profile(hop.unwrapped) for hop in hops) and _names_one(image, LOGIN_FILES):
        return True
    return image.config.variable(BEGINS_WITH) is not None and any(hop.name in BASH_NAMES for hop in hops)


def may_inherit(image: Image, name: str) -> bool:
    """Whether the base image may set a variable."""
    base = image.base
    if name.islower() or (base is not None and base.scratch):
        return False
    listed = base is not None and base.reference is not None and base_images.is_listed(base.reference.name)
    return not listed or name in base_variables.NAMES


def brings(ran: Invocation) -> bool:
    """Whether a command may bring files and programs."""
    value = ran.arguments[0].value
    if value is None or ran.name in BRINGING or ran.name in SHELLS or ran.name in (".", "source", "eval"):
        return True
    if "/" in value and not value.startswith(PROGRAM_FOLDERS):
        return True
    return any(flow.target is not None and ">" in flow.operator for flow in ran.flows)


def may_change_path(hops: tuple[Hop, ...], runner: Runner) -> bool:
    """Whether programs are looked for elsewhere than in the image's PATH."""
    if any(hop.name in WRAPPERS and WRAPPERS[hop.name].activates for hop in hops):
        return True
    if any(reads_profile(hop.unwrapped) for hop in hops):
        return True
    if any(name == "PATH" for hop in hops for name, _ in hop.unwrapped.variables):
        return True
    return any(name == "PATH" for name, _ in runner.assigned)


def takes_over(hops: tuple[Hop, ...]) -> bool:
    """Whether the kernel starts it and nothing runs after it: it is under no shell, or takes its place."""
    return all(hop.kind == COMMAND for hop in hops) or (hops[-1].kind == COMMAND and hops[-1].name == "exec")

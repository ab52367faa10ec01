"""What the base image and the files of an image may add to a start command: variables, settings, the port."""

from __future__ import annotations

from studio_lint.facts.bases import base_images, base_variables
from studio_lint.model.commands.arguments import PORT
from studio_lint.model.commands.image_files import occurrences
from studio_lint.model.process import unheard
from studio_lint.model.process.start import is_plain_base

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.source import Text
    from studio_lint.model.build.image import Image
    from studio_lint.model.commands.image_files import ImageFiles


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
    if not is_plain_base(image):
        return True
    bodies = [one.body.value for stage in image.lineage for one in stage.instructions if one.keyword != "FROM"]
    bodies += [
        heredoc.content.value for stage in image.lineage for one in stage.instructions for heredoc in one.heredocs
    ]
    return any(word in body for body in bodies for word in words)


def may_inherit(image: Image, name: str) -> bool:
    """Whether the base image may set a variable."""
    base = image.base
    if name.islower() or (base is not None and base.scratch):
        return False
    listed = base is not None and base.reference is not None and base_images.is_listed(base.reference.name)
    return not listed or name in base_variables.NAMES

"""Downloads from https addresses in an image without trusted certificates."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.programs.certificates import FETCHERS, FOLDERS, REQUIRED, VARIABLES
from studio_lint.facts.programs.run_commands import valued
from studio_lint.model.contents import contents
from studio_lint.model.contents.words import of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.model.build.image import Image, Stage
    from studio_lint.model.commands.arguments import Argument
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.contents.contents import Point


class Untrusted(Record):
    """The first such fetch of a stage: its address, the program, and whether its failure ends the build."""

    word: Text
    program: str
    fatal: bool


def untrusted(image: Image, stage: Stage) -> Iterator[Untrusted]:
    """What curl, wget or git fetches while the certificates are missing for certain."""
    for point in contents.of(image).points(stage):
        ran = point.ran
        if ran is None or ran.name not in FETCHERS or not ran.certain or ran.background or point.step.trigger:
            continue
        if not (ran.fatal or ran.piped) or not _is_bare(point) or point.command(ran.name) is False:
            continue
        word = _address(ran, ran.name)
        if word is not None:
            yield Untrusted(word.text, ran.name, ran.fatal)
            return


def _is_bare(point: Point) -> bool:
    """Whether the base image has no certificates, and none came since."""
    if point.base is None or point.base.family.certificates is not False:
        return False
    brought = any(point.timeline.touched(folder, point.at) for folder in FOLDERS)
    return not brought and point.command(REQUIRED) is False


def _address(ran: Invocation, name: str) -> Argument | None:
    """The https address that a command verifies."""
    words = of(ran, valued(name))
    told = any(ran.variables.changed(one) or ran.variables.get(one) is not None for one in VARIABLES)
    if told or words.has(*FETCHERS[name]):
        return None
    return next((word for word in words.operands if _head(word).startswith("https://")), None)


def _head(word: Argument) -> str:
    return word.parts[0].text.value if word.parts and word.parts[0].kind == "text" else ""

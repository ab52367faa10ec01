"""The commands of a RUN, those of the scripts of the project that it runs included."""

from __future__ import annotations

from studio_lint.facts.wrappers import SOURCING
from studio_lint.model.commands.image_files import ImageFiles
from studio_lint.model.commands.run_steps import known_texts, run, run_commands
from studio_lint.model.commands.wrappers import UNKNOWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.build.image import BuildStep, Image, Stage
    from studio_lint.model.commands.command import Invocation


def may_be_script(invocation: Invocation) -> bool:
    """Whether a command may run a script of the project."""
    if invocation.hops and invocation.hops[-1].kind == UNKNOWN:
        return True
    return invocation.name in SOURCING or "/" in (invocation.arguments[0].value or "")


def commands(image: Image, stage: Stage, step: BuildStep) -> tuple[Invocation, ...]:
    """What a RUN runs, with the scripts that were copied for it. Raises nothing."""
    ran = run_commands(step)
    if not any(may_be_script(invocation) for invocation in ran):
        return ran
    return image.once(_Scripts).commands(stage, step)


class _Scripts:
    """The RUNs of an image that were followed into scripts, each once."""

    def __init__(self, image: Image) -> None:
        self.image = image
        self._ran: dict[int, tuple[Invocation, ...]] = {}

    def commands(self, stage: Stage, step: BuildStep) -> tuple[Invocation, ...]:
        key = id(step)
        if key not in self._ran:
            files = ImageFiles(self.image)
            parsed = known_texts(self.image)
            ran = run(step, lambda path, folder: files.before(stage, step, path, folder), parsed).ran
            self._ran[key] = tuple(ran)
        return self._ran[key]

"""The commands of a RUN, including those in scripts of the project that it runs."""

from __future__ import annotations

from studio_lint.facts.wrappers import SOURCING
from studio_lint.model.commands.followed_runs import followed
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
    return tuple(followed(image, stage, step, step.working_dir).ran)

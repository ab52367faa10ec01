"""Whether the script went on after a command that printed an error."""

from __future__ import annotations

from studio_lint.model.commands.run_steps import run_commands

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.failure.files import Spot
    from studio_lint.model.failure.placing import Placing


def is_survived(placing: Placing, spot: Spot | None) -> bool:
    """Whether the word at a place belongs to a command whose failure ends nothing (`ls --x || true`)."""
    if spot is None or spot.exact != "word":
        return False
    found = [ran for ran in _invocations(placing) if _contains(ran, spot)]
    return bool(found) and all(not (ran.fatal or ran.background or ran.piped) for ran in found)


def _invocations(placing: Placing) -> Iterable[Invocation]:
    """The commands of the failing RUN, or of the start."""
    image = placing.files.image
    if image is None:
        return ()
    if not placing.failed.ran:
        return placing.files.process.ran if placing.files.process is not None else ()
    steps = (step for stage in image.stages for step in stage.steps if step.instruction is placing.instruction)
    return (ran for step in steps for ran in run_commands(step))


def _contains(ran: Invocation, spot: Spot) -> bool:
    return any(
        source is spot.source and span.contains(spot.span.start)
        for source, span in (word.place() for word in ran.arguments)
    )

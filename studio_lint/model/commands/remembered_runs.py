"""What the commands of a RUN come to, kept from one check of a file to the next.

While a file is written, most of its RUNs are what they were a moment ago. What a
rule wants to know of them seldom has to do with where they stand: whether one
of them writes a file, say. Such an answer is kept with the words that it was
found in, and with all that was asked for on the way.
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.model.commands.run_steps import StepVariables, alone, run_with
from studio_lint.model.commands.runner import no_files

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeVar

    from studio_lint.base.source import Text
    from studio_lint.model.build.image import BuildStep
    from studio_lint.model.commands.runner import Files, Runner

    Made = TypeVar("Made")

MOST = 3_000
"""Conclusions that are kept; when there are more, all are let go."""

LONGEST = 2_000
"""Characters of a RUN; what is longer is worked out each time."""


class Conclusion(Record):
    """What was made of a RUN, the variables that were asked for, and the files, none of which was known."""

    made: Any
    variables: dict[str, str | None]
    files: tuple[tuple[str, str | None], ...] = ()


kept: dict[tuple[object, ...], Conclusion] = {}


def concluded(step: BuildStep, conclude: Callable[[Runner], Made], files: Files = no_files) -> Made:
    """What `conclude` makes of a RUN that was run on paper.

    It may go by all that a RUN says, not by where it says it. `files` as in `run_commands`.
    """
    if files is not no_files:
        return _kept_or_made(step, conclude, files)
    told = step.once(_told)
    if conclude not in told:
        told[conclude] = _kept_or_made(step, conclude, files)
    made: Made = told[conclude]
    return made


def _told(_step: BuildStep) -> dict[object, Any]:
    """What was concluded in this check."""
    return {}


def _kept_or_made(step: BuildStep, conclude: Callable[[Runner], Made], files: Files) -> Made:
    key = (conclude, files is no_files, step.broken, step.shell, step.working_dir, *words_of(step))
    found = kept.get(key)
    if found is not None and _holds(found, step, files):
        made: Made = found.made
        return made
    looks = _Looks(files)
    runner, outside = alone(step) if files is no_files else _followed(step, looks)
    made = conclude(runner)
    if not looks.known and step.instruction.span.end - step.instruction.span.start <= LONGEST:
        if len(kept) >= MOST:
            kept.clear()
        kept[key] = Conclusion(made, dict(outside.asked), tuple(looks.asked))
    return made


def words_of(step: BuildStep) -> tuple[str, str]:
    """A RUN as it stands in the file, and as its lines are joined."""
    return step.once(_words)


def _words(step: BuildStep) -> tuple[str, str]:
    instruction = step.instruction
    return instruction.body.source.slice(instruction.span), instruction.body.value


def _holds(found: Conclusion, step: BuildStep, files: Files) -> bool:
    """Whether all that was asked for would be answered as it was."""
    variables = step.variables
    return all(variables.known(name) == value for name, value in found.variables.items()) and all(
        files(path, folder) is None for path, folder in found.files
    )


def _followed(step: BuildStep, looks: _Looks) -> tuple[Runner, StepVariables]:
    outside = StepVariables(step)
    return run_with(step, outside, looks), outside


class _Looks:
    """Files, and which of them were asked for; `known` once there was one."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.asked: list[tuple[str, str | None]] = []
        self.known = False

    def __call__(self, path: str, folder: str | None) -> Text | None:
        self.asked.append((path, folder))
        found = self.files(path, folder)
        self.known = self.known or found is not None
        return found

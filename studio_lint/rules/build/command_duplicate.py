"""Only the last ENTRYPOINT or CMD of a stage is used

## Why

The last ENTRYPOINT and the last CMD of a stage win. An earlier one never starts anything.

## Instead

Keep only the one you need.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import SAFE, WARNING, Edit, Fix, Meta
from studio_lint.syntax.dockerfile.tree import CONFLICT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image
    from studio_lint.syntax.dockerfile.tree import Instruction

META = Meta("SL211", "command-duplicate", WARNING, fix=SAFE)


def check(image: Image) -> Iterator[Finding]:
    if any(problem.kind == CONFLICT for one in image.dockerfile.instructions for problem in one.problems):
        return  # both sides of a merge are in the file
    for stage in image.stages:
        for keyword in ("ENTRYPOINT", "CMD"):
            given = [
                step.instruction for step in stage.steps if step.instruction.keyword == keyword and not step.trigger
            ]
            for instruction in given[:-1]:
                if stage.reached and not given[-1].problems and not instruction.problems:
                    yield _finding(image, instruction, given[-1])


def _finding(image: Image, instruction: Instruction, last: Instruction) -> Finding:
    keyword = instruction.keyword
    from studio_lint.model.text_edits import lines_of

    return META.finding(
        image.place(instruction.keyword_span),
        f"this {keyword} has no effect: a later {keyword} in the same stage replaces it",
        help=f"remove the {keyword} that you do not need",
        related=(image.place(last.keyword_span, "this one is used"),),
        fix=Fix(f"Remove this {keyword}", (Edit(image.source, lines_of(image.dockerfile, instruction), ""),)),
    )

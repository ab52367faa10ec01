"""EXPOSE of a port that is empty during the build

## Why
`EXPOSE $CONNECT_TOOL_PORT` exposes no port. This does no harm: the Platform does not need EXPOSE.

## Instead
Remove the line.

## Evidence
Measured with BuildKit: an unset variable in EXPOSE exposes no port and is not reported. Two of Seqera's own examples
contain the line.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ADVICE, SAFE, Edit, Fix, Meta
from studio_lint.model.commands.arguments import PORT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.base.source import Span
    from studio_lint.model.build.image import Image
    from studio_lint.syntax.dockerfile.tree import Instruction

META = Meta("SL406", "port-exposed", ADVICE, fix=SAFE, needs=("EXPOSE",))


def check(image: Image) -> Iterator[Finding]:
    for stage in image.lineage:
        broken = {id(step.instruction) for step in stage.steps if step.broken}
        for use in stage.uses:
            instruction = use.instruction
            if use.use.name != PORT or instruction.keyword != "EXPOSE" or id(instruction) in broken:
                continue
            if use.state == "set" or use.use.modifier in (":-", "-"):
                continue
            yield META.finding(
                image.place(use.use.span, "empty during the build"),
                "CONNECT_TOOL_PORT has no value during the build: this exposes no port",
                help="remove it: the Platform does not need EXPOSE",
                fix=_drop(image, instruction, use.use.span),
            )


def _drop(image: Image, instruction: Instruction, span: Span) -> Fix | None:
    words = instruction.arguments
    at = next((index for index, word in enumerate(words) if word.whole.contains(span.start)), -1)
    if at < 0:
        return None
    if len(words) == 1:
        from studio_lint.model import text_edits

        lines = text_edits.lines_of(image.dockerfile, instruction)
        return Fix("Remove the line", (Edit(image.source, lines, ""),))
    if at:
        gone = words[at].whole.replace(start=words[at - 1].whole.end)
    else:
        gone = words[at].whole.replace(end=words[1].whole.start)
    return Fix("Remove the word", (Edit(image.source, gone, ""),))

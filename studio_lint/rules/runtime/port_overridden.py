"""CONNECT_TOOL_PORT is set or read during the build

## Why
The Platform sets `CONNECT_TOOL_PORT` when a session starts. `ENV PORT=$CONNECT_TOOL_PORT` is expanded when the image
is built, so `PORT` is always empty. `ENV CONNECT_TOOL_PORT=…` is replaced with the Platform's value when the session
starts.

## Instead
Set the other variable in the command: `CMD ["/usr/bin/bash", "-c", "export PORT=$CONNECT_TOOL_PORT; exec node
server.js"]`.

## Evidence
Seqera's documentation: CONNECT_TOOL_PORT is set when the session starts. BuildKit expands ENV and ARG during the
build.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ADVICE, SAFE, WARNING, Edit, Effect, Fix, Meta
from studio_lint.model.commands.arguments import PORT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image, Stage
    from studio_lint.syntax.dockerfile.tree import Instruction, Pair

STARTING = ("CMD", "ENTRYPOINT", "HEALTHCHECK")
"""Instructions whose words are read when a session starts."""
META = Meta("SL405", "port-overridden", WARNING, fix=SAFE, needs=("ENV", "ARG"))


def check(image: Image) -> Iterator[Finding]:
    for stage in image.lineage:
        for step in stage.steps:
            if step.instruction.keyword in ("ENV", "ARG") and not step.broken:
                yield from _pairs(image, stage, step.instruction)


def _pairs(image: Image, stage: Stage, instruction: Instruction) -> Iterator[Finding]:
    for pair in instruction.pairs:
        if pair.value is None:
            continue
        name = pair.key.value
        if name == PORT:
            if instruction.keyword == "ENV":
                yield META.finding(
                    image.place(pair.span, "overridden when the session starts"),
                    "the Platform sets CONNECT_TOOL_PORT when the session starts; this value is silently ignored",
                    help="remove it",
                    severity=ADVICE,
                    fix=None if _is_used(image, instruction) else _drop(image, instruction, pair),
                )
        elif _reads(stage, instruction, pair):
            yield META.finding(
                image.place(pair.span, "expanded during the build"),
                f"CONNECT_TOOL_PORT has no value during the build: {name} never receives the session's port",
                help=f"set it in the command: `export {name}=$CONNECT_TOOL_PORT; exec …`",
            )


def _is_used(image: Image, setting: Instruction) -> bool:
    """Whether a later instruction names the variable, which has a value only while the image is built."""
    others = (one for stage in image.stages for one in stage.instructions if one.span.start > setting.span.start)
    built = (one for one in others if one.keyword not in STARTING)
    return any(PORT in image.source.slice(one.span) for one in built)


def _reads(stage: Stage, instruction: Instruction, pair: Pair) -> bool:
    return any(
        use.use.name == PORT and use.instruction is instruction and pair.span.contains(use.use.span.start)
        for use in stage.uses
    )


def _drop(image: Image, instruction: Instruction, pair: Pair) -> Fix:
    """The whole instruction, or the one pair with the blanks in front of it."""
    if len(instruction.pairs) == 1:
        from studio_lint.model import text_edits

        span = text_edits.lines_of(image.dockerfile, instruction)
    else:
        at = instruction.pairs.index(pair)
        if at + 1 < len(instruction.pairs):
            span = pair.span.replace(end=instruction.pairs[at + 1].span.start)
        else:
            span = pair.span.replace(start=instruction.pairs[at - 1].span.end)
    return Fix("Remove it", (Edit(image.source, span, ""),), effect=Effect(config=("Env",)))

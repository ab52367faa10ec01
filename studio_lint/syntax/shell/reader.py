"""The commands of a text, and every simple command in the order written."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.syntax.shell.tree import DEEPEST, LONGEST, Block, Chain, Command, Script

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from studio_lint.base.source import Text

    Known = dict[tuple[Any, ...], Script]


class CommandStep(Record):
    """A simple command and how it is reached.

    `certain` is False inside conditions, loops, functions and behind `||`;
    `function` is the name of the function it stands in.
    """

    command: Command
    background: bool = False
    certain: bool = True
    piped: bool = False
    function: str = ""


def read(text: Text, known: Known | None = None) -> Script:
    """The commands of a text; `known` are those that were read before, and gets them. Never raises."""
    if known is None:
        return _read(text)
    key = key_of(text)
    if key not in known:
        known[key] = _read(text)
    return known[key]


def key_of(text: Text) -> tuple[Any, ...]:
    """The key of a text among those that were read; it names the source by the `id` that the script holds on to."""
    return (id(text.source), text.whole.start, text.whole.end, text.runs, text.value)


def _read(text: Text) -> Script:
    from studio_lint.syntax.shell import simple

    if len(text.value) > LONGEST:
        return Script(text, (), True)
    plain = simple.read(text)
    if plain is not None:
        return plain
    from studio_lint.syntax.shell import structured

    return structured.read(text)


def steps(script: Script) -> Iterator[CommandStep]:
    """Every simple command of a script, in the order written."""
    yield from _steps(script.chains, CommandStep(Command((), (), (), script.text)), 0)


def _steps(chains: tuple[Chain, ...], around: CommandStep, depth: int) -> Iterator[CommandStep]:
    if depth > DEEPEST:
        return
    for chain in chains:
        inside = around.replace(background=around.background or chain.background)
        for position, pipeline in enumerate(chain.parts):
            if position and chain.operators[position - 1] == "||":
                inside = inside.replace(certain=False)
            piped = around.piped or len(pipeline.parts) > 1
            for part in pipeline.parts:
                if isinstance(part, Command):
                    yield inside.replace(command=part, piped=piped)
                else:
                    yield from _block(part, inside.replace(piped=piped), depth)


def _block(block: Block, around: CommandStep, depth: int) -> Iterator[CommandStep]:
    yield from _steps(block.tests, around, depth + 1)
    if block.kind not in ("group", "subshell"):
        around = around.replace(certain=False)
    if block.kind == "function":
        around = around.replace(function=block.name)
    for body in block.bodies:
        yield from _steps(body, around, depth + 1)

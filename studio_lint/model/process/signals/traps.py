"""A trap that stops a program, after which the script ends without waiting for it.

Measured with dash 0.5.12 and bash 5.2 (2026-11): `wait` returns as soon as a trap has run, so a script with one
`wait` ends, and the container with it. A server that needs 0.6 s to save had saved nothing; with a second `wait`, or
with one in the trap, it had.
"""

from __future__ import annotations

from studio_lint.facts.programs.run_commands import ENDING_IN_TRAPS
from studio_lint.facts.wrappers import DEFAULT_SHELL
from studio_lint.model.commands.runner import Runner, no_files
from studio_lint.syntax.shell.tree import Block

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.process.process import Process
    from studio_lint.syntax.shell.tree import Chain, Command

    Bodies = dict[str, tuple[Chain, ...]]

ENDING = frozenset(("TERM", "SIGTERM", "15"))
_AFTER = frozenset(("echo", "printf", "exit", ":", "true"))
_DEEPEST = 4
_MOST = 20
"""Traps that are looked at."""


def ends_early(process: Process, server: Invocation) -> bool:
    """Whether a trap ends a server in the background, and nothing waits until that has ended."""
    traps = [ran for ran in process.ran if ran.name == "trap" and _is_for_end(ran)]
    after = process.ran[next((at for at, ran in enumerate(process.ran) if ran is server), 0) + 1 :]
    waits = [ran for ran in after if ran.name == "wait"]
    if not traps or len(waits) != 1 or not waits[0].certain or waits[0].background:
        return False
    last = next(at for at, ran in enumerate(after) if ran is waits[0])
    if len(traps) > _MOST or any(ran.name not in _AFTER for ran in after[last + 1 :]):
        return False
    bodies = dict(_functions(process))
    return all(_is_short(bodies, trap) for trap in traps)


def _is_for_end(trap: Invocation) -> bool:
    return any((word.value or "").upper() in ENDING for word in trap.arguments[2:])


def _is_short(bodies: Bodies, trap: Invocation) -> bool:
    """Whether the action of a trap tells something to end, and does not wait."""
    text = trap.arguments[1].as_text() if len(trap.arguments) > 2 else None
    if text is None or not text.value:
        return False
    names = list(_names(bodies, trap))
    return "kill" in names and all(name in ENDING_IN_TRAPS for name in names)


def _names(bodies: Bodies, trap: Invocation) -> Iterator[str | None]:
    """The commands of a trap's action, those of the script's own functions followed."""
    reader = Runner(lambda _: None, None, no_files)
    reader.line(DEFAULT_SHELL, trap.arguments[1].as_text())
    for ran in reader.ran:
        if ran.name in bodies:
            yield from _of_chains(bodies[ran.name], bodies, 0)
        else:
            yield ran.name


def _of_chains(chains: tuple[Chain, ...], bodies: Bodies, depth: int) -> Iterator[str | None]:
    if depth > _DEEPEST:
        yield None
        return
    for command in _commands(chains):
        name = command.name
        if not command.words:
            continue
        if name in bodies:
            yield from _of_chains(bodies[name], bodies, depth + 1)
        else:
            yield name


def _functions(process: Process) -> Iterator[tuple[str, tuple[Chain, ...]]]:
    for script in process.scripts:
        for block in _blocks(script.tree.chains):
            if block.kind == "function":
                yield block.name, tuple(chain for body in block.bodies for chain in body)


def _parts(chains: tuple[Chain, ...]) -> Iterator[Command | Block]:
    for chain in chains:
        for pipeline in chain.parts:
            yield from pipeline.parts


def _blocks(chains: tuple[Chain, ...]) -> Iterator[Block]:
    return (part for part in _parts(chains) if isinstance(part, Block))


def _commands(chains: tuple[Chain, ...]) -> Iterator[Command]:
    """All simple commands, those inside blocks too."""
    waiting = [*_parts(chains)]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Block):
            waiting += _parts(part.tests)
            waiting += [one for body in part.bodies for one in _parts(body)]
        else:
            yield part

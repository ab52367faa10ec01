"""What happens to a script when one of its commands fails."""

from __future__ import annotations

from studio_lint.base.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.syntax.shell.tree import Block, Chain, Command, Pipeline, Script

DEEPEST = 40


class CommandOutcome(Record):
    """A place in a script.

    command  the simple command there; None where only a block is found
    certain  it runs whenever the script gets that far
    ends     its failure makes the script fail
    aborts   a shell that ends there makes the script fail: it is no shell of its own
    blocks   the compound commands around it, outermost first
    """

    command: Command | None = None
    certain: bool = True
    ends: bool = False
    aborts: bool = False
    blocks: tuple[Block, ...] = ()


def at(script: Script, offset: int, strict: bool = False) -> CommandOutcome | None:
    """What is at an offset of the script's source; None where that is not known. `strict`: `set -e` holds."""
    return _in_chains(script.chains, offset, CommandOutcome(ends=True, aborts=True), strict, 0)


def _in_chains(
    chains: tuple[Chain, ...], offset: int, around: CommandOutcome, strict: bool, depth: int
) -> CommandOutcome | None:
    if depth > DEEPEST:
        return None
    for number, chain in enumerate(chains):
        for position, pipeline in enumerate(chain.parts):
            for part in pipeline.parts:
                if part.text.whole.start <= offset < part.text.whole.end:
                    last = number == len(chains) - 1
                    inner = _placed(chain, position, pipeline, part, around, last, strict)
                    return _in_part(part, offset, inner, strict, depth)
        strict = strict or any(_sets_strict(pipeline) for pipeline in chain.parts)
    return None


def _placed(
    chain: Chain,
    position: int,
    pipeline: Pipeline,
    part: Command | Block,
    around: CommandOutcome,
    last: bool,
    strict: bool,
) -> CommandOutcome:
    own = part is pipeline.parts[-1] and not pipeline.negated and not chain.background
    behind = chain.operators[position:]
    stops = own and "||" not in behind
    decides = last or (strict and not behind)
    certain = around.certain and "||" not in chain.operators[:position]
    alone = len(pipeline.parts) == 1 and not chain.background
    return around.replace(certain=certain, ends=around.ends and stops and decides, aborts=around.aborts and alone)


def _in_part(
    part: Command | Block, offset: int, here: CommandOutcome, strict: bool, depth: int
) -> CommandOutcome | None:
    from studio_lint.syntax.shell.tree import Command

    if isinstance(part, Command):
        return here.replace(command=part)
    inside = here.replace(blocks=(*here.blocks, part))
    test = inside.replace(ends=False)
    found = _in_chains(part.tests, offset, test, False, depth + 1)
    if found is not None:
        return found
    plain = part.kind in ("group", "subshell")
    inside = inside.replace(certain=inside.certain and plain, aborts=inside.aborts and part.kind != "subshell")
    for body in part.bodies:
        found = _in_chains(body, offset, inside, strict, depth + 1)
        if found is not None:
            return found
    return here.replace(blocks=inside.blocks)


def _sets_strict(pipeline: Pipeline) -> bool:
    """Whether a command is `set -e`, however it is written."""
    from studio_lint.syntax.shell.tree import Command

    part = pipeline.parts[0]
    if not isinstance(part, Command) or part.name != "set":
        return False
    words = [word.value or "" for word in part.words[1:]]
    return any(is_strict(word) for word in words) or "errexit" in words


def is_strict(word: str) -> bool:
    """Whether a word of options has `-e` in it."""
    return word[:1] == "-" and word[:2] != "--" and "e" in word

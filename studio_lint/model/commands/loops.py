"""What a command becomes in each iteration of a `for` over literal words.

A shell is simulated once, with the variable of a loop unknown; code that needs each iteration calls this module.
"""

from __future__ import annotations

from studio_lint.model.commands.arguments import Argument, Part
from studio_lint.model.commands.shell_state import GLOB
from studio_lint.syntax.shell.tree import Block, Command

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.model.commands.command import Invocation
    from studio_lint.syntax.shell.tree import Chain
    from studio_lint.syntax.shell.words import Word

_MOST_TURNS = 50
_DEEPEST = 24


def turns(invocation: Invocation) -> tuple[Invocation, ...]:
    """The command once for each word of the loop whose variable it reads; itself where there is none that is known."""
    unknown = {part.name for word in invocation.arguments for part in word.parts if part.kind == "variable"}
    script = invocation.hops[-1].script if invocation.hops else None
    if not unknown or script is None or invocation.command is None:
        return (invocation,)
    found = [invocation]
    for block in reversed(list(_around(script.chains, invocation.command, 0))):
        if block.name in unknown and _is_plain(block.words) and len(found) * len(block.words) <= _MOST_TURNS:
            found = [_turn(one, block.name, word) for one in found for word in block.words]
    return tuple(found)


def _around(chains: tuple[Chain, ...], command: Command, depth: int) -> Iterator[Block]:
    """The `for` blocks that contain a command, the innermost last."""
    blocks = (
        part for chain in chains for pipeline in chain.parts for part in pipeline.parts if isinstance(part, Block)
    )
    for block in blocks if depth < _DEEPEST else ():
        if block.text.source is command.text.source and block.text.whole.contains(command.text.whole.start):
            if block.kind == "for":
                yield block
            for body in block.bodies:
                yield from _around(body, command, depth + 1)


def _is_plain(words: tuple[Word, ...]) -> bool:
    return 0 < len(words) <= _MOST_TURNS and all(word.value and not GLOB.intersection(word.value) for word in words)


def _turn(invocation: Invocation, name: str, value: Word) -> Invocation:
    given = tuple(_with(word, name, value) for word in invocation.arguments)
    return invocation.replace(arguments=given)


def _with(word: Argument, name: str, value: Word) -> Argument:
    """A word with the loop's variable replaced; `$f` and `${f}` only, not `${f%.yml}`."""
    text = value.literal
    if text is None:
        return word
    plain = (f"${name}", f"${{{name}}}")
    parts = tuple(
        Part("text", text, part.at, part.quoting) if part.kind == "variable" and part.text.value in plain else part
        for part in word.parts
    )
    return word.replace(parts=parts)

"""Instructions that were read before, put where they stand now.

What an instruction says depends on its characters alone. While a file is
written all instructions but one are as they were, on lines further up or down.
"""

from __future__ import annotations

from studio_lint.base.source import Source, Text
from studio_lint.syntax.dockerfile.tree import Flag, Instruction, Pair

MOST = 2_000
"""Instructions that are remembered; when there are more, all are let go."""

LONGEST = 1_000
"""Characters of an instruction; longer ones are read each time."""

kept: dict[tuple[str, str], Instruction | None] = {}
"""By its lines and the escape character an instruction as it would stand alone; None until it is met again."""


def known(line: Text, escape: str) -> Instruction | None:
    """The instruction that these lines are, if they were read before and nothing is wrong with it."""
    found = kept.get((line.source.slice(line.whole), escape))
    return None if found is None else _moved(found, line.source, line.whole.start)


def keep(instruction: Instruction, line: Text, escape: str) -> None:
    """Remember a sound instruction that is met again.

    What goes beyond its own lines, as a heredoc does, is not remembered.
    """
    if instruction.problems or instruction.heredocs or instruction.trigger is not None:
        return
    alone = line.source.slice(line.whole)
    if (alone, escape) in kept:
        kept[alone, escape] = _moved(instruction, Source("", alone), -line.whole.start)
    elif len(alone) <= LONGEST:
        if len(kept) >= MOST:
            kept.clear()
        kept[alone, escape] = None


def _moved(instruction: Instruction, source: Source, by: int) -> Instruction:
    body = instruction.body.moved(source, by)
    whole = instruction.arguments[:1] == (instruction.body,)
    return Instruction(
        keyword=instruction.keyword,
        keyword_span=instruction.keyword_span.moved(by),
        span=instruction.span.moved(by),
        flags=tuple([_flag(flag, source, by) for flag in instruction.flags]),
        body=body,
        exec_form=instruction.exec_form,
        arguments=(body,) if whole else tuple([text.moved(source, by) for text in instruction.arguments]),
        pairs=tuple([_pair(pair, source, by) for pair in instruction.pairs]),
        heredocs=(),
        trigger=None,
        problems=(),
    )


def _flag(flag: Flag, source: Source, by: int) -> Flag:
    value = None if flag.value is None else flag.value.moved(source, by)
    return Flag(flag.name, value, flag.text.moved(source, by))


def _pair(pair: Pair, source: Source, by: int) -> Pair:
    value = None if pair.value is None else pair.value.moved(source, by)
    return Pair(pair.key.moved(source, by), value, pair.span.moved(by), pair.equals)

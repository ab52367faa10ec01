"""A --from that COPY reads as a path: with one dash, another character, or no dash, or after the sources."""

from __future__ import annotations

from studio_lint.base.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from studio_lint.base.source import Text
    from studio_lint.syntax.dockerfile.tree import Instruction

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
FLAG = "from="


class StrayFlag(Record):
    """The word, and the stage that it names."""

    word: Text
    stage: str


def stray_flag(instruction: Instruction, stages: Collection[str]) -> StrayFlag | None:
    """The word of a COPY that is meant as its --from; `stages` are the names and numbers of all stages."""
    if instruction.keyword != "COPY" or instruction.exec_form:
        return None
    flag = instruction.flag("from")
    if flag is not None:
        first = instruction.arguments[0] if instruction.arguments else None
        empty = flag.value is None or not flag.value.value
        return StrayFlag(first, first.value) if empty and first is not None and first.value.lower() in stages else None
    for word in instruction.arguments:
        plain = word.value.lstrip(DASHES)
        if plain.startswith(FLAG) and plain[len(FLAG) :].lower() in stages:
            return StrayFlag(word, plain[len(FLAG) :])
    return None

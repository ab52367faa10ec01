"""Variables that a RUN reads, that nothing sets, and whose names are a slip away from one that is set."""

from __future__ import annotations

from studio_lint.base.nearest import distance
from studio_lint.base.record import Record
from studio_lint.facts.shell_words import SET_BY_SHELL, SETS_UNSEEN
from studio_lint.model.commands.run_steps import alone
from studio_lint.model.contents.problems.lost import foreign_names, is_empty, read_variables

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studio_lint.base.source import Text
    from studio_lint.model.build.image import Image, Stage

_SHORTEST = 4
"""Shorter names are near too many others."""


class Misspelled(Record):
    """Such a variable where it is read, and the one that is set."""

    word: Text
    name: str
    near: str


def misspelled(image: Image, stage: Stage) -> Iterator[Misspelled]:
    """Those of a stage's RUNs, each name once."""
    earlier: set[str] = set(foreign_names(image, stage))
    for step in stage.steps:
        if step.instruction.keyword != "RUN" or step.broken:
            continue
        runner = alone(step)
        own = {name for name, _ in runner.assigned}
        if not runner.partial and not any(ran.name in SETS_UNSEEN for ran in runner.ran):
            names = [name for name, _ in step.variables.items()]
            for name, text in read_variables(runner.ran):
                known = name in earlier or name in own or step.variables.get(name) is not None
                near = None if known or _is_set_unseen(name) else _slip(name, (*names, *sorted(own)))
                if near is not None and is_empty(image, stage, step, name):
                    earlier.add(name)
                    yield Misspelled(text, name, near)
        earlier |= own


def _is_set_unseen(name: str) -> bool:
    return name in SET_BY_SHELL or name.startswith(("BASH", "LC_", "BUILDKIT")) or name.lower().endswith("_proxy")


def _slip(name: str, names: Iterable[str]) -> str | None:
    """The only name that one letter, other than a digit, or the case of letters tells apart."""
    if len(name) < _SHORTEST or not name.isidentifier():
        return None
    plain = name.rstrip("0123456789")
    found = {one for one in names if len(one) >= _SHORTEST and distance(name.casefold(), one.casefold()) <= 1}
    found = {one for one in found if one.rstrip("0123456789") != plain}
    return next(iter(found)) if len(found) == 1 else None

"""Effects that end with a RUN: variables that a later RUN reads, activated environments, the folder of a `cd`."""

from __future__ import annotations

from studio_lint.base.nearest import distance
from studio_lint.base.record import Record
from studio_lint.facts.programs.run_commands import CONDA_TOOLS
from studio_lint.facts.shell_words import SET_BY_SHELL, SETS_UNSEEN
from studio_lint.facts.wrappers import SOURCING
from studio_lint.model.commands.run_steps import alone
from studio_lint.model.contents import contents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Literal

    from studio_lint.base.source import Text
    from studio_lint.model.build.image import BuildStep, Image, Stage, VariableUse
    from studio_lint.model.commands.command import Invocation

    LostKind = Literal["variable", "argument", "activation", "environment", "folder"]


class Lost(Record):
    """Something that is gone.

    kind    "variable": set in an earlier RUN; "argument": an ARG or ENV of another stage; "activation" of a
            virtual environment; "environment": of one of conda; "folder"
    word    where it is read, or the command whose effect ends
    name    the variable, or the command
    origin  where it was set; None for commands
    stage   of "argument": the other stage's title
    target  of "folder" and "activation": the folder that `cd` names, or that holds the environment's programs; of
            "environment": the words that start a command in its environment ("conda run -n science"); else ""
    """

    kind: LostKind
    word: Text
    name: str
    origin: Text | None = None
    stage: str = ""
    target: str = ""


def lost(image: Image, stage: Stage) -> Iterator[Lost]:
    """What a stage's RUNs expect of earlier ones in vain, each name once."""
    foreign = _of_other_stages(image, stage)
    earlier: dict[str, Text] = {}
    told: set[str] = set()
    steps = [step for step in stage.steps if step.instruction.keyword == "RUN" and not step.broken]
    for step in steps:
        runner = alone(step)
        own = {name for name, _ in runner.assigned}
        if not any(ran.name in SETS_UNSEEN for ran in runner.ran) and not runner.partial:
            for name, text in _read(runner.ran):
                if name in own or name in told or step.variables.get(name) is not None:
                    continue
                found = _found(name, text, earlier, foreign)
                if found is not None and _is_empty(image, stage, step, name):
                    told.add(name)
                    yield found
        for name, text in runner.assigned:
            earlier.setdefault(name, text)
        if step is not steps[-1]:
            yield from _ended(runner.ran)


def _found(name: str, text: Text, earlier: dict[str, Text], foreign: dict[str, tuple[Text, str]]) -> Lost | None:
    if name in earlier:
        return Lost("variable", text, name, earlier[name])
    if name in foreign:
        return Lost("argument", text, name, *foreign[name])
    return None


def _of_other_stages(image: Image, stage: Stage) -> dict[str, tuple[Text, str]]:
    """ARGs and ENVs of the stages that this one is not built on, which it does not declare itself."""
    line = {stage.index}
    base = stage.base.stage
    while base is not None and base not in line:
        line.add(base)
        base = image.stages[base].base.stage
    own = {pair.key.value for index in line for one in image.stages[index].instructions for pair in one.pairs}
    found: dict[str, tuple[Text, str]] = {}
    for other in image.stages[: stage.index]:
        for instruction in other.instructions if other.index not in line else ():
            for pair in instruction.pairs if instruction.keyword in ("ARG", "ENV") else ():
                if pair.value is not None and pair.key.value not in own:
                    found.setdefault(pair.key.value, (pair.key, other.title))
    return found


def _read(ran: list[Invocation]) -> Iterator[tuple[str, Text]]:
    """The variables that commands read and nothing gives a value, without those that have a default."""
    for one in ran:
        for argument in one.arguments:
            for part in argument.parts:
                if part.kind != "variable" or part.parts or not one.certain:
                    continue
                if one.variables.view.get(part.name) is None:  # else a loop gives it one value after the other
                    yield part.name, part.at


def _is_empty(image: Image, stage: Stage, step: BuildStep, name: str) -> bool:
    """Whether the base image is known not to set a variable."""
    point = next((one for one in contents.of(image).points(stage) if one.step is step), None)
    return point is not None and point.base is not None and point.state.default(name) == ""


def _ended(ran: list[Invocation]) -> Iterator[Lost]:
    """The last command of a RUN, where its effect ends with it."""
    last = ran[-1] if ran else None
    if last is None or not last.certain or len(last.hops) != 1 or last.command is None or last.piped:
        return
    value = last.arguments[1].value if len(last.arguments) > 1 else None
    word = last.arguments[0].text
    if last.name == "cd" and value and len(ran) == 1:
        yield Lost("folder", word, "cd", target=value)
    elif last.name in SOURCING and value and value.endswith("/bin/activate"):
        yield Lost("activation", word, last.name, target=value.removesuffix("/activate"))
    elif last.name in CONDA_TOOLS and value == "activate":
        name = last.arguments[2].value if len(last.arguments) > 2 else "base"
        option = "-p" if name and "/" in name else "-n"
        yield Lost("environment", word, f"{last.name} activate", target=f"{last.name} run {option} {name or 'NAME'}")


# names that are a slip away from one that is set


_SHORTEST = 4
"""Shorter names are near too many others."""


class Misspelled(Record):
    """Such a variable where it is read, and the one that is set: the same one where its own instruction sets it."""

    word: Text
    name: str
    near: str


def misspelled(image: Image, stage: Stage) -> Iterator[Misspelled]:
    """Those of a stage, each name once."""
    earlier: set[str] = set(_of_other_stages(image, stage))
    for found in _in_words(image, stage):
        earlier.add(found.name)
        yield found
    for step in stage.steps:
        if step.instruction.keyword != "RUN" or step.broken:
            continue
        runner = alone(step)
        own = {name for name, _ in runner.assigned}
        if not runner.partial and not any(ran.name in SETS_UNSEEN for ran in runner.ran):
            for name, text in _read(runner.ran):
                known = name in earlier or name in own or step.variables.get(name) is not None
                if known or _is_set_unseen(name):
                    continue
                near = _slip(name, (*(given for given, _ in step.variables.items()), *sorted(own)))
                if near is not None and _is_empty(image, stage, step, name):
                    earlier.add(name)
                    yield Misspelled(text, name, near)
        earlier |= own


def _in_words(image: Image, stage: Stage) -> Iterator[Misspelled]:
    """Those that BuildKit puts into the words of ENV, COPY and the like, without those that have a default."""
    told: set[str] = set()
    steps = {id(step.instruction): step for step in stage.steps if not step.broken and not step.trigger}
    for one in stage.uses:
        name, step = one.use.name, steps.get(id(one.instruction))
        if one.state != "unknown" or one.use.modifier or name in told or step is None or _is_set_unseen(name):
            continue
        own = _set_beside(one) if one.instruction.keyword == "ENV" else []
        near = name if name in own else _slip(name, (given for given, _ in step.variables.items()))
        if near is not None and _is_empty(image, stage, step, name):
            told.add(name)
            yield Misspelled(image.source.text_of(one.use.span), name, near)


def _set_beside(one: VariableUse) -> list[str]:
    """The names that an ENV sets, but for the one whose value reads the variable (`P=/x:$P`)."""
    at = one.use.span.start
    pairs = [pair for pair in one.instruction.pairs if pair.value is None or not pair.value.whole.contains(at)]
    return [pair.key.value for pair in pairs]


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

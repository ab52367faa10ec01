"""Variables that a RUN reads but nothing sets: ARGs that are visible only to FROM lines."""

from __future__ import annotations

from studio_lint.facts.bases import base_variables
from studio_lint.model.build.image import VariableUse
from studio_lint.model.build.scope import GIVEN
from studio_lint.model.commands.run_steps import run_commands
from studio_lint.syntax.dockerfile.expansion import Use

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.model.build.image import BuildStep, Image, Stage
    from studio_lint.syntax.dockerfile.tree import Instruction

EVALUATING = (".", "source", "eval")


def out_of_scope(image: Image, stage: Stage) -> Iterator[VariableUse]:
    """What the shells of a stage's RUNs read of ARGs that the stage does not declare; state "global"."""
    given = _with_value(image)
    for step in stage.steps if given else ():
        if step.instruction.keyword == "RUN" and not step.broken and not step.instruction.exec_form:
            names = {name: arg for name, arg in given.items() if _only_read(step, name)}
            if names:
                yield from _read(step, names)


def _with_value(image: Image) -> dict[str, Instruction | None]:
    """ARGs that have a value for FROM, those of BuildKit too, but not those that base images set as well."""
    found: dict[str, Instruction | None] = {name: None for name in sorted(GIVEN) if name in image.source.text}
    given = dict(image.options.build_args)
    for instruction in image.dockerfile.instructions:
        if instruction.keyword == "FROM":
            break
        for pair in instruction.pairs if instruction.keyword == "ARG" else ():
            name = pair.key.value
            if (pair.value is not None or name in given or name in GIVEN) and name not in base_variables.NAMES:
                found[name] = instruction
    return found


def _only_read(step: BuildStep, name: str) -> bool:
    """Whether the name follows `$` alone, so that no command can give it a value."""
    if not name or step.variables.get(name) is not None:
        return False
    instruction = step.instruction
    text = "\n".join((instruction.body.value, *(heredoc.content.value for heredoc in instruction.heredocs)))
    at = text.find(name)
    if at < 0:
        return False
    while at >= 0:
        if not text.endswith(("$", "${"), max(0, at - 2), at) and not _in_longer_name(text, at, len(name)):
            return False
        at = text.find(name, at + 1)
    return True


def _in_longer_name(text: str, at: int, length: int) -> bool:
    around = text[at - 1 : at] + text[at + length : at + length + 1]
    return any(character.isalnum() or character == "_" for character in around)


def _read(step: BuildStep, names: dict[str, Instruction | None]) -> Iterator[VariableUse]:
    source = step.instruction.body.source
    ran = run_commands(step)
    if any(one.name in EVALUATING for one in ran):
        return
    seen: set[int] = set()
    for one in ran:
        for argument in one.arguments:
            for part in argument.parts:
                span = part.at.whole
                if part.kind != "variable" or part.name not in names or part.parts or span.start in seen:
                    continue
                if part.at.source is source and source.slice(span).strip("${}") == part.name:
                    seen.add(span.start)
                    use = Use(part.name, span, span, False)
                    yield VariableUse(use, step.instruction, step.stage, "global", names[part.name])

"""Where an image creates the folder in which the Platform mounts data links."""

from __future__ import annotations

from studio_lint.facts.programs import roles
from studio_lint.facts.programs.roles import role
from studio_lint.facts.programs.run_commands import MAKING
from studio_lint.model.commands.command import Invocation
from studio_lint.model.commands.run_steps import concluded, run_commands
from studio_lint.model.posix_paths import join_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.model.build.image import BuildStep, Image
    from studio_lint.model.commands.runner import Runner

MOUNT = "/workspace/data"


def places(image: Image) -> Iterator[Text]:
    """The paths at or below the mount that the shipped image's instructions make."""
    for stage in image.lineage:
        copies = {id(copy.instruction): copy for copy in stage.copies if copy.kind != "mount"}
        for step in stage.steps:
            keyword = step.instruction.keyword
            if step.broken:
                continue
            if keyword == "RUN" and "data" in step.instruction.body.value + _bodies(step):
                for ran in run_commands(step) if concluded(step, _makes_some) else ():
                    yield from _made(ran)
            elif keyword == "WORKDIR" and step.instruction.arguments:
                text = step.instruction.arguments[0]
                if _is_below(text.value, step.working_dir):
                    yield text
            elif keyword == "VOLUME":
                yield from (text for text in step.instruction.arguments if _is_below(text.value, "/"))
            elif id(step.instruction) in copies:
                copy = copies[id(step.instruction)]
                if copy.origin != "unknown" and _is_below(copy.target, "/"):
                    yield copy.destination.text


def _bodies(step: BuildStep) -> str:
    return "".join(heredoc.content.value for heredoc in step.instruction.heredocs)


def _is_below(path: str, folder: str | None) -> bool:
    absolute = join_path(folder, path)
    return absolute is not None and (absolute == MOUNT or absolute.startswith(f"{MOUNT}/"))


def _makes_some(runner: Runner) -> bool:
    return any(True for ran in runner.ran for _ in _made(ran))


def _made(ran: Invocation) -> Iterator[Text]:
    if ran.name not in MAKING:
        return
    values = [argument.value or "" for argument in ran.arguments[1:]]
    does = role(ran.name)
    if does == roles.INSTALLS and not any(value.startswith("-") and "d" in value for value in values):
        return
    words = (
        ran.arguments[1:] if does in (roles.MAKES_FOLDERS, roles.MAKES_FILES, roles.INSTALLS) else ran.arguments[-1:]
    )
    for word in words:
        value = word.value
        for path in _braces(value) if value and not value.startswith("-") else ():
            if _is_below(path, ran.folder):
                yield word.text
                break


def _braces(value: str) -> list[str]:
    """`/workspace/{data,out}` as the paths that bash makes of it."""
    head, opened, rest = value.partition("{")
    inside, closed, tail = rest.partition("}")
    if not opened or not closed or "," not in inside or "$" in value:
        return [value]
    return [f"{head}{word}{tail}" for word in inside.split(",")][:50]

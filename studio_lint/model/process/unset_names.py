"""Variables that a start command reads under `set -u` but nothing sets: the shell ends there."""

from __future__ import annotations

from studio_lint.facts.bases.base_variables import GIVEN_BY_PLATFORM, OF_SHELLS
from studio_lint.model.commands.arguments import PORT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.model.commands.arguments import Part
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.commands.image_files import ImageFiles
    from studio_lint.model.commands.runner import Runner

_SETTING = frozenset((".", "source", "eval"))
CONFIG = "studio-config.yaml"
"""It may set variables for the sessions of a Studio."""


def of(runner: Runner, at: int, ran: Invocation, files: ImageFiles) -> Iterator[tuple[Part, bool]]:
    """The variable, and whether no session can have it: its name is not in capitals, or is a port's."""
    if not ran.nounset or any(one.name in _SETTING for one in runner.ran[:at]):
        return
    for word in ran.arguments:
        for part in word.parts:
            if part.kind == "variable" and is_unset(runner, ran, part):
                config = files.context_file(CONFIG)
                if config is None or part.name not in config.value:
                    yield part, not part.name.isupper() or "PORT" in part.name


def _is_given(runner: Runner, name: str) -> bool:
    """Whether the name is anywhere without its `$`: `((n = 1))`, `let n=1`, `read -p text n` may set it."""
    for script in runner.scripts:
        value = script.text.value
        at = value.find(name)
        while at >= 0:
            end = at + len(name)
            inside = value[end : end + 1].isalnum() or value[end : end + 1] == "_" or value[at - 1 : at].isalnum()
            if not inside and value[at - 1 : at] not in ("$", "_") and value[max(0, at - 2) : at] != "${":
                return True
            at = value.find(name, end)
    return False


def _is_plain(part: Part) -> bool:
    """`$NAME` or `${NAME}`, with nothing that takes its place."""
    return not part.parts and part.text.value in (f"${part.name}", f"${{{part.name}}}")


def is_unset(runner: Runner, ran: Invocation, part: Part) -> bool:
    """Whether nothing that is known sets a variable, and nothing takes its place; a session still may."""
    name = part.name
    if not _is_plain(part):
        return False
    if not name.isidentifier() or name == PORT or name in OF_SHELLS or name.startswith(GIVEN_BY_PLATFORM):
        return False
    if ran.variables.view.get(name) is not None or ran.variables.outside(name) is not None:
        return False
    return not runner.inherited(name) and not _is_given(runner, name)

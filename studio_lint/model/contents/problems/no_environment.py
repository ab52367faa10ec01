"""Installs that need a virtual environment, where there is none."""

from __future__ import annotations

from studio_lint.facts.installers import pip
from studio_lint.facts.programs.run_commands import MAKING_VENV
from studio_lint.model.contents.environments import upward

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.source import Text
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.contents.contents import Point
    from studio_lint.model.contents.operands import Operands

_ITS_OWN = (*pip.UV_ELSEWHERE, "--break-system-packages", "--help", "-h", "--dry-run", "--config-file")


def without_environment(point: Point, ran: Invocation, operands: Operands) -> Text | None:
    """The verb of such a command; None for another one, and where it may find an environment."""
    if ran.name not in MAKING_VENV or [word.value for word in ran.arguments[1:3]] not in pip.UV_INSTALLS:
        return None
    options = [word.value for word in ran.arguments[3:]]
    if any(value is None or value.partition("=")[0] in _ITS_OWN or value.startswith("-p") for value in options):
        return None
    if any(ran.variables.changed(name) or not operands.is_unset(point, name) for name in pip.UV_FINDS):
        return None
    return ran.arguments[2].text if _is_plain(point) and _has_none(point, operands) else None


def _is_plain(point: Point) -> bool:
    """Whether PATH is the base image's, and that is one without environments."""
    base = point.base
    own = base.path.split(":") if base is not None and base.path is not None and not base.family.activates else []
    return bool(own) and all(folder in own for folder in point.path)


def _has_none(point: Point, operands: Operands) -> bool:
    """Whether neither an environment nor settings that may name one are in the folder or above it."""
    if point.folder is None or pip.UV_SETTINGS[0] in operands.image.source.text:
        return False
    for folder in upward(point.folder if point.folder != "/" else ""):
        if point.exists(f"{folder}/{pip.UV_VENV}") is not False:
            return False
        for name in pip.UV_SETTINGS:
            text = point.text(f"{folder}/{name}") if point.exists(f"{folder}/{name}") is not False else None
            if point.exists(f"{folder}/{name}") is not False and (text is None or "system" in text.value):
                return False
    return True

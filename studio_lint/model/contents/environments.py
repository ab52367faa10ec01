"""The environment that an installer works in, and where the commands of its packages are."""

from __future__ import annotations

from studio_lint.facts.installers import conda, pip
from studio_lint.facts.programs import run_commands as facts
from studio_lint.model.contents.events import merged, parent
from studio_lint.model.posix_paths import join_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.contents.state import Folders
    from studio_lint.model.contents.timeline import Timeline


def of_python(ran: Invocation, timeline: Timeline, path: Folders) -> str:
    """The virtual environment that pip, `python -m pip` or uv installs into; "" where it is none, or not known which.

    `path` is PATH as the command finds it, with what `. venv/bin/activate` puts first.
    """
    if ran.name in facts.MAKING_VENV:
        return _of_uv(ran, [word.value for word in ran.arguments[1:]], timeline, path)
    folder = _folder(ran, timeline, path)
    return _venv(timeline, folder)


def interpreter(ran: Invocation, timeline: Timeline, path: Folders) -> str:
    """The program that a command starts; "" where that is not known."""
    value = ran.arguments[0].value or ""
    if "/" in value:
        return merged(join_path(ran.folder, value) or "")
    folder = _folder(ran, timeline, path)
    return f"{folder}/{value}" if folder is not None and timeline.has_program(folder, value) else ""


def of_conda(ran: Invocation, values: list[str | None], timeline: Timeline, path: Folders) -> str:
    """The folder of the environment that `conda create` and `install` fill by `-n NAME`; "" for any other."""
    name = next((values[at + 1] for at, value in enumerate(values[:-1]) if value in conda.NAME_OPTIONS), None)
    if name is None or name in conda.BASE_NAMES or "/" in name:
        return ""
    root = _text(ran, conda.ROOT_VARIABLE)
    if root is None:
        folder = _folder(ran, timeline, path) if ran.name in conda.IN_BASE else None
        root = parent(folder) if folder and folder.endswith("/bin") else None
    return merged(f"{root}/envs/{name}") if root else ""


def _of_uv(ran: Invocation, values: list[str | None], timeline: Timeline, path: Folders) -> str:
    words = [value for value in values if value and not value.startswith("-")]
    if any(value is None or value.partition("=")[0] in pip.UV_ELSEWHERE for value in values):
        return ""
    if words[:1] == [pip.PROGRAM]:
        if ran.variables.changed(pip.UV_SYSTEM) or _text(ran, pip.UV_SYSTEM):
            return ""
        return _active(ran, timeline, path)
    if words[:1] and words[0] in pip.UV_PROJECT_VERBS and ran.folder is not None:
        given = _text(ran, pip.UV_PROJECT_ENVIRONMENT)
        if given is None and ran.variables.changed(pip.UV_PROJECT_ENVIRONMENT):
            return ""
        return merged(join_path(ran.folder, given or pip.UV_VENV) or "")
    return ""


def _active(ran: Invocation, timeline: Timeline, path: Folders) -> str:
    """The environment of `uv pip`: the active one, else `.venv` here or above."""
    given = _text(ran, "VIRTUAL_ENV")
    if given:
        return merged(join_path(ran.folder, given) or "")
    if not path or path[0] is None or ran.variables.changed("VIRTUAL_ENV"):
        return ""
    active = _venv(timeline, merged(path[0]))
    folders = upward(ran.folder) if ran.folder is not None and not active else iter(())
    return active or next((found for folder in folders if (found := _venv(timeline, f"{folder}/.venv/bin"))), "")


def upward(folder: str) -> Iterator[str]:
    """An absolute folder and those above it, without `/` at their ends; the last one is ""."""
    while folder != "/":
        yield folder
        folder = parent(folder)
    yield ""


def _venv(timeline: Timeline, folder: str | None) -> str:
    """The virtual environment of a folder of programs; "" where it is none for certain."""
    if folder is None or not folder.endswith("/bin") or not timeline.exists(f"{folder}/activate"):
        return ""
    return parent(folder)


def _folder(ran: Invocation, timeline: Timeline, path: Folders) -> str | None:
    """Where the program of a command lies; None where that is not known."""
    value = ran.arguments[0].value or ""
    if "/" in value:
        absolute = join_path(ran.folder, value)
        return parent(merged(absolute)) if absolute else None
    for folder in path:
        there = timeline.has_program(merged(folder), value) if folder is not None else None
        if there is not False:
            return merged(folder) if there and folder is not None else None
    return None


def _text(ran: Invocation, name: str) -> str | None:
    """What a program is given as a variable; None where it is not set, or not known."""
    parts = ran.variables.get(name, exported=True)
    if parts is None or any(part.kind != "text" for part in parts):
        return None
    return "".join(part.text.value for part in parts)

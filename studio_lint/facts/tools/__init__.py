"""Programs that serve a page: how the session's port reaches each of them, and where it listens by default.

    tools.find("/usr/bin/jupyter", ["lab"]), tools.find_module("http.server", [])

There is one entry for each program or subcommand, in small modules that are imported only when they are needed.
Each entry names its source: "run" with the version that was run (765 runs in 2026-11), "source" with the version
whose code was read, or "documentation". What may come from elsewhere is left empty, which means unknown.
"""

from __future__ import annotations

from studio_lint.base import loading
from studio_lint.facts.tools.index import MODULES, PROGRAMS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_lint.facts.tools.tool import Tool

_ERRANDS = frozenset(("--version", "--help", "-V"))
"""Flags with which any of them only shows something and ends."""

_SERVICE = "service"
_INIT_FOLDERS = ("/etc/init.d", "/etc/rc.d")
"""What it starts (init-system-helpers 1.65, Debian 12)."""

_places: dict[str, dict[str, list[str]]] = {}


def find(path: str, words: list[str]) -> Tool | None:
    """The tool that a program is; `words` are the first ones after it that are no flags."""
    folder, _, name = path.rpartition("/")
    below = f"{folder.rpartition('/')[2]}/{name}"
    found = (tool for one in (name, below) for tool in _entries(PROGRAMS, one) if one in tool.programs)
    return next((tool for tool in found if _fits(tool, words)), None)


def find_module(module: str, words: list[str]) -> Tool | None:
    """The tool that `python -m module` starts."""
    found = (tool for tool in _entries(MODULES, module) if module in tool.modules)
    return next((tool for tool in found if _fits(tool, words)), None)


def is_program(name: str) -> bool:
    """Whether a program is one of the tools, whatever it is asked to do."""
    return bool(_modules(PROGRAMS, name))


def is_module(name: str) -> bool:
    """Whether a program belongs to a Python package of that name, which pip installs."""
    return any(name in tool.programs for tool in _entries(PROGRAMS, name) if tool.modules)


def is_errand(tool: Tool, words: list[str]) -> bool:
    """Whether a server's program is called for something else (`code-server --install-extension x`)."""
    if any(
        word.partition("=")[0] in _ERRANDS or word.partition("=")[0] in tool.errands
        for word in words
        if word[:1] == "-"
    ):
        return True
    return any(word in tool.errands for word in words[:2])


def in_front(name: str) -> str:
    """The command that starts a tool in the foreground, which goes into the background by itself; "" if not known."""
    found = next((tool for tool in _entries(PROGRAMS, name) if name in tool.programs and tool.background), None)
    fix = found.background.fix if found is not None and found.background is not None else ""
    return f"exec {found.programs[0]} {fix}" if found is not None and fix else ""


def in_front_of_service(words: list[str]) -> str:
    """As `in_front`, of the program that `service NAME start` or a script of the system starts; "" of any other."""
    folder, _, name = words[0].rpartition("/")
    if folder in _INIT_FOLDERS:
        return in_front(name)
    return in_front(words[1]) if name == _SERVICE and len(words) > 1 else ""


def every() -> tuple[Tool, ...]:
    """All entries, for tests and pages."""
    return tuple(tool for module in PROGRAMS for tool in _load(module))


def _entries(index: dict[str, str], name: str) -> Iterable[Tool]:
    for module in _modules(index, name):
        yield from _load(module)


def _modules(index: dict[str, str], name: str) -> list[str]:
    key = "programs" if index is PROGRAMS else "modules"
    places = _places.get(key)
    if places is None:
        places = _places[key] = {}
        for module, names in index.items():
            for one in names.split():
                places.setdefault(one, []).append(module)
    return places.get(name, [])


def _load(module: str) -> tuple[Tool, ...]:
    tools: tuple[Tool, ...] = loading.module(f"studio_lint.facts.tools.{module}").TOOLS
    return tools


def _fits(tool: Tool, words: list[str]) -> bool:
    return not tool.subcommands or "" in tool.subcommands or any(word in tool.subcommands for word in words)

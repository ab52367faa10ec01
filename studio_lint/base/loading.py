"""Modules that are imported when their name is known: a rule, an output format, a command, a table of facts."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType


def module(path: str) -> ModuleType:
    """The module of a dotted name, imported if it is not there yet; `importlib` costs more than that."""
    __import__(path)
    return sys.modules[path]


def extension(package: str, name: str) -> ModuleType:
    """The compiled module of a package, without what the package's `__init__` imports for other purposes.

    Raises ImportError.
    """
    from importlib.machinery import PathFinder

    home = PathFinder.find_spec(package)
    found = PathFinder.find_spec(f"{package}.{name}", home.submodule_search_locations) if home else None
    if found is None or found.loader is None:
        raise ImportError(f"{package}.{name} is not installed", name=package)
    made = found.loader.create_module(found)
    if made is None:
        raise ImportError(f"{package}.{name} is not compiled", name=package)
    found.loader.exec_module(made)
    return made

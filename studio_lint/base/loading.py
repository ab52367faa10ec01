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

"""Which words name a known program."""

from __future__ import annotations

from studio_lint.facts import interpreters, tools
from studio_lint.facts.task_runners import TASK_RUNNERS
from studio_lint.facts.wrappers import SHELLS, WRAPPERS


def is_known(word: str) -> bool:
    """Whether a program's name, its folder left out, is a shell's, a wrapper's, an interpreter's or a server's."""
    return (
        word in SHELLS
        or word in WRAPPERS
        or word in TASK_RUNNERS
        or tools.is_program(word)
        or bool(interpreters.find(word))
    )

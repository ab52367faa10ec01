"""Two modules name the programs of conda, so that a check of a plain Dockerfile imports one of them."""

from __future__ import annotations

from studio_lint.facts.installers import conda
from studio_lint.facts.programs import run_commands


def test_both_places_name_the_same_programs() -> None:
    assert run_commands.CONDA_TOOLS == conda.PROGRAMS

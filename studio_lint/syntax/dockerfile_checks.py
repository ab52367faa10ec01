"""What BuildKit's instruction layer refuses."""

from __future__ import annotations

from studio_lint.diagnostics import Problem
from studio_lint.source import Source
from studio_lint.syntax.dockerfile import Instruction


def check_instruction(instruction: Instruction, escape: str) -> list[Problem]:
    return []


def check_file(source: Source, instructions: list[Instruction]) -> tuple[list[Instruction], list[Problem]]:
    return instructions, []

"""The fixtures, and a run over one of them as a user would have it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from studio_lint import engine, registry
from studio_lint.output import text
from studio_lint.registry import Rule
from studio_lint.report import Report

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "fixtures"
RULES = FIXTURES / "rules"
PROJECTS = FIXTURES / "projects"


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Work in a folder for a while."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def lint(folder: Path) -> Report:
    """What `studio-lint check .` finds inside a folder."""
    with inside(folder):
        return engine.lint(["."])


def full(folder: Path) -> str:
    """What `studio-lint check .` prints inside a folder."""
    return text.render(lint(folder))


def folders(rule: Rule, start: str) -> list[Path]:
    """The fixture folders of a rule whose names begin so, `bad` or `good`."""
    base = RULES / rule.meta.name
    return sorted(path for path in base.glob(f"{start}*") if path.is_dir()) if base.is_dir() else []


def golden(bad: Path) -> Path:
    """The file with the text that a user sees over a bad fixture."""
    return bad.with_name(f"{bad.name}.expected.txt")


def rules() -> tuple[Rule, ...]:
    return registry.all_rules()


def case_id(value: object) -> str:
    """A test's name: the rule's or the fixture's."""
    if isinstance(value, Rule):
        return value.meta.name
    return f"{value.parent.name}-{value.name}" if isinstance(value, Path) else str(value)

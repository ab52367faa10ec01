"""The fixtures, and a run over one of them as a user would have it."""

from __future__ import annotations

import ast
import atexit
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from studio_lint import registry
from studio_lint.lint import engine
from studio_lint.output import text
from studio_lint.registry import Rule
from studio_lint.report import Report
from tests.answers import recorded

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "fixtures"
RULES = FIXTURES / "rules"
PROJECTS = FIXTURES / "projects"


@cache
def parsed(path: Path) -> ast.Module:
    """The tree of a module; each is parsed once, however many tests look at it."""
    return ast.parse(path.read_text(encoding="utf-8"))


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Work in a folder for a while."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@cache
def _repository() -> Path:
    """The fixtures as a repository of their own: what is found does not depend on what lies around them."""
    base = Path(mkdtemp(prefix="studio-lint-fixtures-"))
    atexit.register(shutil.rmtree, base, ignore_errors=True)
    shutil.copytree(FIXTURES, base / "fixtures", symlinks=True)
    (base / ".git").mkdir()
    return base / "fixtures"


def lint(folder: Path) -> Report:
    """What `studio-lint check .` finds inside a folder; a fixture is linted once, in a copy of the fixtures.

    With answers recorded beside it, it is what `--online` finds where just these are given.
    """
    return _of_fixture(folder) if folder.is_relative_to(FIXTURES) else _found(folder)


def copy_of(folder: Path) -> Path:
    """A fixture's folder in the copy of the fixtures in which they are linted."""
    return _repository() / folder.relative_to(FIXTURES)


@cache
def _of_fixture(folder: Path) -> Report:
    return _found(copy_of(folder))


def _found(folder: Path) -> Report:
    online = recorded(folder)
    with filled(folder) as whole, inside(whole):
        return engine.lint(["."], online=online)


@contextmanager
def filled(folder: Path) -> Iterator[Path]:
    """The folder, or a copy of it with the large files that `NAME.sizes` beside it lists: path and bytes."""
    sizes = folder.with_name(f"{folder.name}.sizes")
    if not sizes.is_file():
        yield folder
        return
    with TemporaryDirectory() as temporary:
        whole = Path(temporary) / folder.name
        shutil.copytree(folder, whole)
        for line in sizes.read_text(encoding="utf-8").splitlines():
            path, size = line.split()
            (whole / path).parent.mkdir(parents=True, exist_ok=True)
            with (whole / path).open("wb") as file:
                file.truncate(int(size))
        yield whole


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

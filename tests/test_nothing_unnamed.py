"""A new output format or a new command is in a test and in the documentation, or a test here fails."""

from __future__ import annotations

import ast
from functools import cache

import pytest

from studio_lint.console.cli import COMMANDS
from studio_lint.console.commands.check import FORMATS
from tests.cases import ROOT

pytestmark = pytest.mark.once

DOCS = ROOT / "docs"


@cache
def trees() -> tuple[ast.Module, ...]:
    """All tests but this file."""
    paths = (path for path in sorted((ROOT / "tests").rglob("*.py")) if path.name != "test_nothing_unnamed.py")
    return tuple(ast.parse(path.read_text(encoding="utf-8")) for path in paths)


@cache
def run() -> frozenset[str]:
    """First words of the command lines in tests: `["check", "--output-format", …]`, or after `-m studio_lint`."""
    found = set()
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.List | ast.Tuple):
                words = [one.value if isinstance(one, ast.Constant) else None for one in node.elts]
                found |= {
                    words[at]
                    for at in (0, words.index("studio_lint") + 1 if "studio_lint" in words else 0)
                    if words[at:]
                }
    return frozenset(word for word in found if isinstance(word, str))


@cache
def rendered() -> frozenset[str]:
    """Modules of `output/` that a test imports."""
    return frozenset(
        alias.name
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "studio_lint.output"
        for alias in node.names
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_tested_and_documented(command: str) -> None:
    assert command in run(), f"no test runs `studio-lint {command}`"
    pages = [path.read_text(encoding="utf-8") for path in DOCS.glob("*.md") if path.name != "changes.md"]
    assert any(f"studio-lint {command}" in page for page in pages)


@pytest.mark.parametrize(("format", "module"), FORMATS.items())
def test_a_format_is_tested_and_documented(format: str, module: str) -> None:
    assert module in rendered(), f"no test renders `{format}`"
    assert f"`{format}`" in (DOCS / "ci.md").read_text(encoding="utf-8")

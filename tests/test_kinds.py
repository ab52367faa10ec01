"""Kinds are types: a type checker finds a mistyped one, where a bare string would be compared in vain."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from studio_lint.facts.failures.kinds import KINDS
from tests.cases import ROOT, parsed

pytestmark = pytest.mark.once

PACKAGE = ROOT / "studio_lint"
MODULES = sorted(PACKAGE.rglob("*.py"))
NAMES = {"kind", "state", "origin", "fault", "reason", "way", "shape", "operator"}
"""Fields with these names are one of a few fixed words …"""

FREE = {
    "base/source.py:Unreadable.reason": "a sentence",
    "discovery/decision.py:FileDecision.reason": "a sentence",
    "report.py:Suppressed.reason": "what a comment says",
    "model/suppression.py:Suppression.reason": "what a comment says",
    "model/environment/dialects.py:RefusedSpec.reason": "a sentence",
    "model/build/mounts.py:Mount.origin": "the name of a stage or an image",
    "model/commands/written_files.py:Move.origin": "a path",
    "model/commands/command.py:Flow.operator": "the sign as it is written",
    "syntax/shell/tree.py:Redirect.operator": "the sign as it is written",
    "syntax/shell/words.py:Piece.operator": "the sign as it is written",
    "facts/failures/signature.py:Signature.kind": "the name of one of some 200 kinds, which are a table of their own",
    "model/failure/remedy.py:Advice.kind": "the same",
}
"""… but for these, which are text, with the reason."""


def bare(tree: ast.Module) -> Iterator[str]:
    """Fields of such a name that are any text."""
    for node in ast.walk(tree):
        for field in node.body if isinstance(node, ast.ClassDef) else ():
            if not isinstance(field, ast.AnnAssign) or ast.unparse(field.target) not in NAMES:
                continue
            if "str" in ast.unparse(field.annotation).replace("|", " ").split():
                yield f"{node.name}.{ast.unparse(field.target)}"


def test_kinds_are_types() -> None:
    found = {f"{path.relative_to(PACKAGE).as_posix()}:{field}" for path in MODULES for field in bare(parsed(path))}
    assert found == FREE.keys()


def test_a_bare_kind_is_seen() -> None:
    tree = ast.parse("class A(Record):\n    kind: str\n    way: str | None = None\n    reason: Why\n    name: str\n")
    assert [*bare(tree)] == ["A.kind", "A.way"]


def compared(tree: ast.Module) -> Iterator[str]:
    """The texts to which a module compares the kind of a row."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and any(
            ast.unparse(one).endswith("row.kind") for one in (node.left, *node.comparators)
        ):
            for one in ast.walk(node):
                if isinstance(one, ast.Constant) and isinstance(one.value, str):
                    yield one.value


def test_kinds_of_failures_that_are_asked_for_are_there() -> None:
    known = {kind.name for kind in KINDS}
    asked = {text for path in (PACKAGE / "model" / "failure").glob("*.py") for text in compared(parsed(path))}
    assert "oom-137" in asked
    assert asked - known == set()

"""Records of many fields are made by name: a value in the wrong place would be seen by nobody."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.cases import ROOT, parsed

pytestmark = pytest.mark.once

MODULES = sorted((ROOT / "studio_lint").rglob("*.py"))
MANY = 6
"""Records of more fields than this …"""
BY_POSITION = 3
"""… are given no more than so many by position: those that say themselves what they are (a kind, a place, a path)."""


def own_fields(node: ast.ClassDef) -> list[str]:
    named = [one for one in node.body if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)]
    return [ast.unparse(one.target) for one in named if "ClassVar" not in ast.unparse(one.annotation)]


def large_records(trees: list[ast.Module]) -> set[str]:
    """Names of the records with many fields, those of the records that they are made from included."""
    nodes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    classes = {node.name: node for node in nodes}

    def fields(name: str) -> set[str] | None:
        """None for what is no record, or is made in a way of its own."""
        if name == "Record":
            return set()
        node = classes.get(name)
        if node is None or any(getattr(one, "name", "") == "__init__" for one in node.body):
            return None
        above = [fields(ast.unparse(base)) for base in node.bases]
        inherited = [one for one in above if one is not None]
        return set().union(*inherited, own_fields(node)) if inherited else None

    return {name for name in classes if len(fields(name) or ()) > MANY}


def by_position(tree: ast.Module, records: set[str]) -> Iterator[tuple[str, int]]:
    """The records that are given too many fields by position, and the lines."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in records:
            many = len(node.args) > BY_POSITION or any(isinstance(one, ast.Starred) for one in node.args)
            if many:
                yield ast.unparse(node.func), node.lineno


def test_records_of_many_fields_are_made_by_name() -> None:
    trees = {path: parsed(path) for path in MODULES}
    records = large_records([*trees.values()])
    assert {"Tool", "Environment", "Copy", "Process", "Finding"} <= records
    assert {
        str(path.relative_to(ROOT)): found for path, tree in trees.items() if (found := [*by_position(tree, records)])
    } == {}


def test_one_by_position_is_seen() -> None:
    tree = ast.parse(
        "class Small(Record):\n    a: int\n    b: int\n    c: int\n    d: int\n"
        "class Large(Small):\n    e: int\n    f: int\n    g: int\n"
        "Large(1, 2, 3, d=4, e=5, f=6, g=7)\nLarge(1, 2, 3, 4, e=5, f=6, g=7)\nSmall(1, 2, 3, 4)\n"
    )
    records = large_records([tree])
    assert records == {"Large"}
    assert [*by_position(tree, records)] == [("Large", 11)]

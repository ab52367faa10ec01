"""Who may import whom: text → syntax → model → rules → output, and nothing flows back."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.cases import ROOT, parsed

pytestmark = pytest.mark.once

PACKAGE = ROOT / "studio_lint"
MODULES = sorted(PACKAGE.rglob("*.py"))

MAY = {
    "base": {"base"},
    "facts": {"base", "facts"},
    "files": {"base", "facts", "files"},
    "syntax": {"base", "syntax"},
    "model": {"base", "syntax", "facts", "files", "model"},
    "rules": {"base", "syntax", "model", "facts"},
    "report": {"base"},
    "registry": {"base", "rule_table"},
    "output": {"base", "report", "registry", "output"},
    "settings": {"base", "facts", "files", "model", "output", "registry", "report", "settings"},
    "discovery": {"base", "facts", "files", "syntax", "model", "settings", "discovery"},
    "lint": {"base", "facts", "files", "syntax", "model", "registry", "report", "settings", "discovery", "lint"},
    "online": {"base", "facts", "files", "syntax", "model", "discovery", "lint", "online"},
    "fixing": {
        "base",
        "facts",
        "files",
        "syntax",
        "model",
        "registry",
        "report",
        "settings",
        "discovery",
        "lint",
        "fixing",
    },
    "init": {"base", "facts", "model", "init"},
}
"""For each room the rooms it may import; rooms that are not listed are above all these and may import any."""

MODEL = (
    "secrets",
    "context",
    "build",
    "commands",
    "contents",
    "connect",
    "environment",
    "studio",
    "process",
    "failure",
)
"""The rooms of `model/`: each may import those before it, and what is directly in `model/` may import none of them."""

MOST_MODULES = 25
"""In one folder, those of the rules' families aside."""

FORBIDDEN_IN_RULES = {"os", "pathlib", "urllib", "datetime", "io", "subprocess", "re", "inspect", "importlib"}


@cache
def imports(path: Path) -> tuple[tuple[str, bool], ...]:
    """Dotted names of all that a module imports, relative ones made absolute; whether for the type checker alone."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[tuple[str, bool]]:
    tree = parsed(path)
    for_types = {id(inner) for node in ast.walk(tree) if _type_checking(node) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, id(node) in for_types
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                here = ["studio_lint", *path.relative_to(PACKAGE).parent.parts]
                base = ".".join([*here[: len(here) - node.level + 1], *filter(None, [base])])
            yield base, id(node) in for_types
            for alias in node.names:
                yield f"{base}.{alias.name}", id(node) in for_types


def _type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _module(name: str) -> bool:
    own = PACKAGE.joinpath(*name.split(".")[1:])
    return own.is_dir() or own.with_suffix(".py").is_file()


def room(name: str) -> str | None:
    """The room that a dotted name of this package leads to."""
    parts = name.split(".")
    if parts[0] != "studio_lint" or len(parts) < 2:
        return None
    own = PACKAGE / parts[1]
    return parts[1] if own.is_dir() or own.with_suffix(".py").is_file() else None


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def module_id(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def offenders(paths: Iterable[Path], wrong: Callable[[Path], Iterable[object]]) -> dict[str, list[object]]:
    """What is wrong, by module; those in which nothing is are left out."""
    found = {module_id(path): sorted(wrong(path), key=str) for path in paths}
    return {name: what for name, what in found.items() if what}


def test_imports_flow_one_way() -> None:
    def forbidden(path: Path) -> set[str | None]:
        return {room(name) for name, _ in imports(path)} - {None} - MAY[room_of(path)]

    assert offenders([path for path in MODULES if room_of(path) in MAY], forbidden) == {}


def model_room(name: str) -> str | None:
    """The room of `model/` that a dotted name leads to."""
    parts = name.split(".")
    inside = parts[:2] == ["studio_lint", "model"] and len(parts) > 2
    return parts[2] if inside and (PACKAGE / "model" / parts[2]).is_dir() else None


def test_the_rooms_of_the_model_have_an_order() -> None:
    def forbidden(path: Path) -> set[str | None]:
        parts = path.relative_to(PACKAGE / "model").parts
        own = parts[0] if len(parts) > 1 else None
        before = MODEL[: MODEL.index(own)] if own else ()
        return {model_room(name) for name, _ in imports(path)} - {None, own, *before}

    assert offenders(sorted((PACKAGE / "model").rglob("*.py")), forbidden) == {}


def dotted(path: Path) -> str:
    return ".".join(["studio_lint", *path.relative_to(PACKAGE).with_suffix("").parts]).removesuffix(".__init__")


def circles(arrows: dict[str, set[str]]) -> list[list[str]]:
    """Modules that reach themselves: what is left when those that import nothing more are removed, again and again."""
    left = dict(arrows)
    while True:
        ends = {name for name, targets in left.items() if not targets & left.keys()}
        if not ends:
            return [[name, *sorted(targets & left.keys())] for name, targets in sorted(left.items())]
        left = {name: targets for name, targets in left.items() if name not in ends}


def test_no_circle_of_imports() -> None:
    names = {dotted(path) for path in MODULES}
    arrows = {dotted(path): {name for name, _ in imports(path)} & names - {dotted(path)} for path in MODULES}
    packages = {dotted(path) for path in MODULES if path.name == "__init__.py"}
    own = {name: targets - packages for name, targets in arrows.items() if name not in packages}
    assert circles(own) == []


def test_a_circle_is_seen() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == [["a", "b"], ["b", "c"], ["c", "b"]]
    assert circles({"a": {"b"}, "b": {"c"}, "c": set()}) == []


def test_a_folder_is_not_a_heap() -> None:
    folders = {path.parent for path in MODULES if path.parent.parent.name != "rules"}
    assert {module_id(one) for one in folders if len(list(one.glob("*.py"))) > MOST_MODULES} == set()


RULES = sorted((PACKAGE / "rules").rglob("*.py"))


def test_rules_only_judge() -> None:
    assert offenders(RULES, lambda path: {name.split(".")[0] for name, _ in imports(path)} & FORBIDDEN_IN_RULES) == {}


def test_of_syntax_a_rule_uses_node_types_only() -> None:
    def readers(path: Path) -> set[str]:
        names = {name for name, _ in imports(path)}
        of_syntax = {name for name in names if name.startswith("studio_lint.syntax.") and not _module(name)}
        return {name for name in of_syntax if not name.rpartition(".")[2][0].isupper()} | names & {"studio_lint.syntax"}

    assert offenders(RULES, readers) == {}


def test_typing_is_for_the_type_checker() -> None:
    slow = {"typing", "dataclasses", "enum", "typing_extensions", "collections"}

    def at_run_time(path: Path) -> set[str]:
        return {name.split(".")[0] for name, for_types in imports(path) if not for_types} & slow

    checked = [path for path in MODULES if room_of(path) not in {"site", "online"} and path.name != "server.py"]
    assert offenders(checked, at_run_time) == {}


def test_files_stay_short() -> None:
    lines = {module_id(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: count for name, count in lines.items() if count > 400} == {}


def test_functions_stay_short() -> None:
    def long(path: Path) -> list[tuple[str, int]]:
        nodes = ast.walk(parsed(path))
        functions = [node for node in nodes if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
        lines = [(node.name, (node.end_lineno or 0) - node.lineno + 1) for node in functions]
        return [(name, count) for name, count in lines if count > 40]

    assert offenders(MODULES, long) == {}


def test_relative_and_inner_imports_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.test_layers.PACKAGE", tmp_path)
    module = tmp_path / "rules" / "build" / "made_up.py"
    module.parent.mkdir(parents=True)
    module.write_text("from ...engine import lint\ndef check():\n    import studio_lint.console.cli\n")
    assert {name for name, _ in imports(module)} == {
        "studio_lint.engine",
        "studio_lint.engine.lint",
        "studio_lint.console.cli",
    }


def test_no_two_things_of_one_name() -> None:
    """Of public classes; functions of readers and outputs have one name on purpose."""
    trees = ((path, parsed(path)) for path in MODULES)
    names = [
        (node.name, module_id(path)) for path, tree in trees for node in tree.body if isinstance(node, ast.ClassDef)
    ]
    homes: dict[str, list[str]] = {}
    for name, module in names:
        homes.setdefault(name, []).append(module)
    assert {name: found for name, found in homes.items() if len(found) > 1 and name[0] != "_"} == {}

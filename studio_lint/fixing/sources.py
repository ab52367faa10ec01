"""What an edit leaves as it was in a Python, JSON, TOML or INI file: statements, keys and values, read by Python."""

from __future__ import annotations

from studio_lint.fixing import languages
from studio_lint.model.process.editing.source_edits import IMPORT

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ast
    from collections.abc import Callable, Iterator
    from typing import Any

    from studio_lint.base.source import Source


def objection(before: Source, after: Source, edits: int) -> str | None:
    """What else than `edits` statements, or values, changes; None where nothing does, or no parser reads the file."""
    read = _READERS.get(languages.language(before))
    if read is None or max(len(before.text), len(after.text)) > languages.LONGEST:
        return None
    try:
        had, has = read(before.text), read(after.text)
    except Exception:
        return None  # whether it is valid is told elsewhere
    gone = [key for key in had if had[key] > has.get(key, 0)]
    come = [key for key in has if has[key] > had.get(key, 0) and key[1] != IMPORT]
    if len(gone) > edits or len(come) > edits:
        return "more of the file would change than the fix declares"
    if sorted(key[0] for key in gone) != sorted(key[0] for key in come):
        return "other parts of the file would change"
    return None


def _counted(found: Iterator[tuple[str, str]]) -> dict[tuple[str, str], int]:
    counts: dict[tuple[str, str], int] = {}
    for one in found:
        counts[one] = counts.get(one, 0) + 1
    return counts


def _python(text: str) -> dict[tuple[str, str], int]:
    import ast

    return _counted(_statements(ast.parse(text)))


def _statements(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Kind and content of each statement; of one with a body, its head."""
    import ast

    for node in ast.walk(tree):
        if not isinstance(node, ast.stmt):
            continue
        inner = {name for name, value in ast.iter_fields(node) if _holds_statements(value)}
        head = [
            ast.dump(value) for name, value in ast.iter_fields(node) if name not in inner and isinstance(value, ast.AST)
        ]
        lists = [value for name, value in ast.iter_fields(node) if name not in inner and isinstance(value, list)]
        head += [ast.dump(one) if isinstance(one, ast.AST) else str(one) for value in lists for one in value]
        plain = isinstance(node, ast.Import) and [alias.name for alias in node.names] == ["os"]
        yield type(node).__name__, IMPORT if plain else " ".join(head)


def _holds_statements(value: object) -> bool:
    import ast

    kinds = (ast.stmt, ast.excepthandler, ast.match_case)
    return isinstance(value, list) and bool(value) and isinstance(value[0], kinds)


def _json(text: str) -> dict[tuple[str, str], int]:
    import json

    return _counted(_leaves("", json.loads(text)))


def _toml(text: str) -> dict[tuple[str, str], int]:
    from studio_lint.settings.toml import toml_loads

    return _counted(_leaves("", toml_loads(text)))


def _ini(text: str) -> dict[tuple[str, str], int]:
    import configparser

    reader = configparser.RawConfigParser(strict=False, allow_no_value=True)
    reader.read_string(text)
    return _counted(_leaves("", {name: dict(reader.items(name)) for name in reader.sections()}))


def _leaves(path: str, value: Any) -> Iterator[tuple[str, str]]:
    """The path and the text of each value."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(f"{path}.{key}", inner)
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _leaves(f"{path}[{at}]", inner)
    else:
        yield path, str(value)


_READERS: dict[str, Callable[[str], dict[tuple[str, str], int]]] = {
    "Python": _python,
    "JSON": _json,
    "TOML": _toml,
    "INI": _ini,
}

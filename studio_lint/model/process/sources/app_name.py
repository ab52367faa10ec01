"""The application that a server is told to serve (`uvicorn main:app`), and whether its module defines that name.

gunicorn 27, uvicorn 0.54, waitress 3.0 and flask 3.1 (run in 2026-11) end where it does not.
"""

from __future__ import annotations

import ast

from studio_lint.base.record import Record
from studio_lint.base.source import Text
from studio_lint.model.process.sources.app_module import application

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.commands.image_files import ImageFiles

LONGEST = 300_000
_HIDDEN = ("__getattr__", "globals", "setattr", "vars", "exec", "eval", "modules", "__dict__")
"""Names by which a module may be given others that are not written down."""


class MissingName(Record):
    """The name in the command, the module that lacks it, and the only name there that may be meant ("" for none)."""

    word: Text
    module: Text
    near: str


def missing(files: ImageFiles, ran: Invocation) -> MissingName | None:
    """The name of an application that its module does not define."""
    found = application(ran)
    if found is None or len(found[0].parts) != 1:
        return None
    word, paths = found[0].parts[0].text, found[1]
    texts = [text for text in (files.text(path, None) for path in paths) if text is not None]
    module, _, attribute = word.value.partition(":")
    name = attribute.partition("(")[0].partition(".")[0]
    if len(texts) != 1 or not name or len(texts[0].value) > LONGEST:
        return None
    tree = _parsed(texts[0].value)
    if tree is None or any(getattr(node, "id", getattr(node, "attr", "")) in _HIDDEN for node in ast.walk(tree)):
        return None
    names = set(_bound(tree.body))
    if name in names or "*" in names or "__getattr__" in names:
        return None
    start = len(module) + 1
    return MissingName(word.sub(start, start + len(name)), texts[0], _near(tree, "(" in attribute))


def _parsed(program: str) -> ast.Module | None:
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(program)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _bound(body: list[ast.stmt]) -> Iterator[str]:
    """The names that the main line of a module may bind, `*` where they are not written down."""
    for statement in body:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield statement.name
            continue
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
                yield node.id
            elif isinstance(node, ast.alias):
                yield node.asname or node.name.partition(".")[0]
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                yield node.name
            else:
                yield from _bound_elsewhere(node)
    for node in ast.walk(ast.Module(body, [])):
        if isinstance(node, ast.Global):
            yield from node.names


def _bound_elsewhere(node: ast.AST) -> Iterator[str]:
    """Names of an `except … as name`, and of the patterns of `match`."""
    for field in ("name", "rest"):
        value = getattr(node, field, None)
        if isinstance(value, str):
            yield value


def _near(tree: ast.Module, called: bool) -> str:
    """The only object that the module makes, or the only function that it defines where one is called."""
    if called:
        found = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    else:
        found = [node.name for node in tree.body if isinstance(node, ast.AsyncFunctionDef)]
        for node in tree.body:
            if isinstance(node, ast.Assign) and len(node.targets) == 1 and _makes(node.value):
                target = node.targets[0]
                found += [target.id] if isinstance(target, ast.Name) else []
    return found[0] if len(found) == 1 else ""


def _makes(value: ast.expr) -> bool:
    """Whether a value is a new object of a class, by the name of the call."""
    called = value.func if isinstance(value, ast.Call) else None
    name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
    return name[:1].isupper()

"""Modules that a Python program loads before it does anything else, whatever happens."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.syntax.code.python import LONGEST, ONLY_TREE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_PASSED = frozenset(("FunctionDef", "AsyncFunctionDef", "ClassDef", "Assign", "AnnAssign", "Expr", "Pass"))
"""Statements that an import may follow, where they call nothing."""


class ImportedModule(Record):
    """A module by its whole name, and where that is written."""

    name: str
    start: int
    end: int


def imported(program: str) -> tuple[ImportedModule, ...]:
    """The modules that the first lines of a program import, up to the first statement that may do something else."""
    if "import" not in program or len(program) > LONGEST or not program.isascii():
        return ()
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree: Any = compile(program, "program", "exec", ONLY_TREE, dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError):
        return ()
    return tuple(_of_statements(program, tree.body))


def _of_statements(program: str, statements: list[Any]) -> Iterator[ImportedModule]:
    lines = program.split("\n")
    for statement in statements:
        kind = type(statement).__name__
        if kind not in ("Import", "ImportFrom"):
            if kind not in _PASSED or _calls(statement, kind):
                return
            continue
        at = sum(len(line) + 1 for line in lines[: statement.lineno - 1])
        if kind == "Import":
            for alias in statement.names:
                start = (
                    at
                    + alias.col_offset
                    + sum(len(line) + 1 for line in lines[statement.lineno - 1 : alias.lineno - 1])
                )
                yield ImportedModule(alias.name, start, start + len(alias.name))
        elif statement.module and not statement.level:
            start = program.find(statement.module, at + statement.col_offset + len("from"))
            yield ImportedModule(statement.module, start, start + len(statement.module))


def _calls(statement: Any, kind: str) -> bool:
    """Whether a statement may run something: all but plain values may, and decorators do."""
    if kind in ("FunctionDef", "AsyncFunctionDef", "ClassDef"):
        return bool(statement.decorator_list)
    value = getattr(statement, "value", None)
    return value is not None and type(value).__name__ not in ("Constant", "Name", "List", "Tuple", "Dict")

"""Python programs that do not end on SIGTERM: they ignore it, or have a handler that does nothing."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.server_calls.python import CALLS
from studio_lint.model.process.programs import CODE

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.model.process.process import Process
    from studio_lint.model.process.programs import Program

_SHOWING = frozenset(("print", "debug", "info", "warning", "error", "exception", "log", "write"))
LONGEST = 300_000


class DeafProgram(Record):
    """A call that makes a program ignore SIGTERM."""

    program: Program
    text: Text


def ignored(process: Process) -> Iterator[DeafProgram]:
    """The programs of a start that do not end on SIGTERM, each once."""
    seen: set[int] = set()
    for program in process.programs:
        code = program.code
        if program.kind != CODE or code is None or id(code.source) in seen or not _keeps(program):
            continue
        seen.add(id(code.source))
        text = _deaf(code)
        if text is not None:
            yield DeafProgram(program, text)


def _keeps(program: Program) -> bool:
    """Whether a server leaves the handler in force that the program has set."""
    return any(call.title == program.name and call.keeps for call in CALLS)


def _deaf(code: Text) -> Text | None:
    """The last call that sets a handler for SIGTERM, where none of them ends the program."""
    import ast
    import warnings

    if "SIGTERM" not in code.value or len(code.value) > LONGEST:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(code.value)
        nodes = list(ast.walk(tree))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    functions = {node.name: node.body for node in nodes if isinstance(node, ast.FunctionDef)}
    calls = [node for node in nodes if isinstance(node, ast.Call) and _sets_handler(node)]
    if not calls or not all(_is_deaf(call.args[1], functions) for call in calls):
        return None
    return _place(code, calls[-1])


def _sets_handler(call: ast.Call) -> bool:
    return _name(call.func) == "signal" and len(call.args) == 2 and _name(call.args[0]) == "SIGTERM"


def _is_deaf(handler: ast.expr, functions: dict[str, list[ast.stmt]]) -> bool:
    import ast

    if _name(handler) == "SIG_IGN":
        return True
    if isinstance(handler, ast.Lambda):
        return _does_nothing(handler.body)
    body = functions.get(handler.id) if isinstance(handler, ast.Name) else None
    return body is not None and all(_is_idle(one) for one in body)


def _is_idle(statement: ast.stmt) -> bool:
    import ast

    if isinstance(statement, ast.Return):
        return statement.value is None or _does_nothing(statement.value)
    return isinstance(statement, ast.Pass) or (isinstance(statement, ast.Expr) and _does_nothing(statement.value))


def _does_nothing(value: ast.expr) -> bool:
    """Whether an expression is a constant, or only shows something."""
    import ast

    return isinstance(value, ast.Constant) or (isinstance(value, ast.Call) and _name(value.func) in _SHOWING)


def _name(node: ast.expr) -> str:
    return getattr(node, "attr", "") or getattr(node, "id", "")


def _place(code: Text, call: ast.Call) -> Text:
    """The call's first line, as far as the call goes. `col_offset` counts bytes of UTF-8."""
    lines = code.value.split("\n")
    start = sum(len(line) + 1 for line in lines[: call.lineno - 1])
    line = lines[call.lineno - 1].encode("utf-8", "replace")
    begin = len(line[: call.col_offset].decode("utf-8", "ignore"))
    last = call.end_col_offset if call.end_lineno == call.lineno else len(line)
    return code.sub(start + begin, start + len(line[:last].decode("utf-8", "ignore")))

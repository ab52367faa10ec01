"""Edits that put the session's port into the source of a program with a fixed port."""

from __future__ import annotations

from studio_lint.base.diagnostics import UNSAFE, Edit, Effect, Fix
from studio_lint.base.source import Span, Text
from studio_lint.model.commands.arguments import PORT

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ast

    from studio_lint.base.source import Source

LONGEST = 300_000
IMPORT = "import os"
PYTHON = f'os.environ.get("{PORT}", "{{}}")'
R = f'as.integer(Sys.getenv("{PORT}", "{{}}"))'


def in_python(place: Text, number: str) -> Fix | None:
    """A port that a Python file has as a number, or as a string, becomes the session's, with the old one without it."""
    source = place.source
    written = source.slice(place.whole)
    expression = PYTHON.format(number)
    if written == number:
        expression = f"int({expression})"
    if written == number and source.text[place.whole.end : place.whole.end + 1] in ("'", '"'):
        return _end_of_string(source, place.whole, PYTHON.format(number))
    if written not in (number, f'"{number}"', f"'{number}'"):
        return None
    return _python_fix(source, place.whole, expression, expression)


def _end_of_string(source: Source, span: Span, expression: str) -> Fix | None:
    """`"0.0.0.0:8000"` becomes a string without the number, and what is put after it."""
    quote = source.text[span.end]
    line = source.line_span(source.line_of(span.start))
    start = source.text.rfind(quote, line.start, span.start)
    before = source.text[max(start - 1, line.start) : start]
    if start < 0 or before.isalnum() or before == quote or source.text[span.end + 1 : span.end + 2] == quote:
        return None
    put = f"{quote} + {expression}"
    shown = source.text[start : span.start] + put
    return _python_fix(source, Span(span.start, span.end + 1), put, shown)


def python_argument(function: Text, name: str, number: str) -> Fix | None:
    """A call that leaves its port to the package is given the session's, as the keyword `name`."""
    source = function.source
    call = _call(source, function.whole)
    if call is None or call.end_lineno is None or call.end_col_offset is None:
        return None
    end = _offset(source, call.end_lineno, call.end_col_offset) - 1
    inside = source.text[function.whole.end : end].strip()
    comma = "" if inside in ("(", "") or inside.endswith(("(", ",")) else ", "
    argument = f"{name}=int({PYTHON.format(number)})"
    return _python_fix(source, Span(end, end), comma + argument, argument)


def _python_fix(source: Source, span: Span, text: str, shown: str) -> Fix | None:
    tree = _tree(source)
    if tree is None:
        return None
    edits = [Edit(source, span, text)]
    if not _imports_os(tree):
        first = _first(tree)
        at = source.line_starts[_line(first) - 1] if first is not None else 0
        if at > span.start:
            return None
        apart = "" if _is_of_python(first) else "\n"
        edits.insert(0, Edit(source, Span(at, at), f"{IMPORT}\n{apart}"))
    return Fix(f"Replace with `{shown}`", tuple(edits), UNSAFE, Effect(port=True))


def _tree(source: Source) -> ast.Module | None:
    import ast
    import warnings

    if len(source.text) > LONGEST:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source.text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _imports_os(tree: ast.Module) -> bool:
    import ast

    return any(
        isinstance(node, ast.Import) and any(alias.name == "os" and not alias.asname for alias in node.names)
        for node in tree.body
    )


def _first(tree: ast.Module) -> ast.stmt | None:
    """The first statement after the docstring and `from __future__ import …`."""
    import ast

    for at, node in enumerate(tree.body):
        docstring = not at and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if not docstring and not (isinstance(node, ast.ImportFrom) and node.module == "__future__"):
            return node
    return None


def _line(node: ast.stmt) -> int:
    lines: list[int] = [node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))]
    return min(lines)


def _is_of_python(node: ast.stmt | None) -> bool:
    """Whether a statement imports one of Python's own modules: then the import goes to the same block."""
    import ast
    import sys

    name = ""
    if isinstance(node, ast.Import):
        name = node.names[0].name
    elif isinstance(node, ast.ImportFrom) and not node.level:
        name = node.module or ""
    return name.partition(".")[0] in sys.stdlib_module_names


def _call(source: Source, function: Span) -> ast.Call | None:
    import ast

    tree = _tree(source)
    for node in ast.walk(tree) if tree is not None else ():
        if isinstance(node, ast.Call) and node.func.end_lineno and node.func.end_col_offset is not None:
            end = _offset(source, node.func.end_lineno, node.func.end_col_offset)
            if end == function.end and _offset(source, node.func.lineno, node.func.col_offset) == function.start:
                return node
    return None


def _offset(source: Source, line: int, column: int) -> int:
    """`column` counts bytes of UTF-8."""
    start = source.line_starts[line - 1]
    stretch = source.text[start : start + column]
    if stretch.isascii():
        return start + column
    return start + len(stretch.encode("utf-8", "replace")[:column].decode("utf-8", "ignore"))


def in_r(place: Text, code: str = "") -> Fix | None:
    """A port that R code has as a number becomes the session's; `code`: how it has to be written there."""
    source, number = place.source, place.value
    if source.slice(place.whole) != number or not number.isdecimal():
        return None
    end = place.whole.end + (source.text[place.whole.end : place.whole.end + 1] == "L")
    text = code or R.format(number)
    effect = Effect(words=((source.text[place.whole.start : end], text),), port=True)
    return Fix(f"Replace with `{text}`", (Edit(source, Span(place.whole.start, end), text),), UNSAFE, effect)


def in_node(place: Text) -> Fix:
    """A port that JavaScript has as a number becomes the session's, with the old one without it.

    A number stays one: TypeScript checks it.
    """
    code = f"Number(process.env.{PORT}) || {place.value}"
    edit = Edit(place.source, place.whole, code)
    return Fix(f"Replace the number with `{code}`", (edit,), UNSAFE, Effect(port=True))

"""Python code that no Python 3 compiles: quotes, brackets, a missing colon or block.

Compiled by the Python that runs the linter, and never run. What newer or older versions may take is not refused.
"""

from __future__ import annotations

from studio_lint.syntax.code.refusal import CodeRefusal

LONGEST = 200_000
ONLY_TREE = 0x0400
"""`ast.PyCF_ONLY_AST`: compile to a tree (`ast` itself is slow to import)."""

# Beginnings of CPython's messages, 3.10 to 3.14, whose cause is no syntax of another version.
_CERTAIN = (
    ("unterminated string literal", "a string is never closed in this Python code"),
    ("EOL while scanning string literal", "a string is never closed in this Python code"),
    ("unterminated triple-quoted string literal", "a string is never closed in this Python code"),
    ("'(' was never closed", "`(` is never closed in this Python code"),
    ("'[' was never closed", "`[` is never closed in this Python code"),
    ("'{' was never closed", "`{` is never closed in this Python code"),
    ("unmatched ')'", "unexpected `)` in this Python code"),
    ("unmatched ']'", "unexpected `]` in this Python code"),
    ("unmatched '}'", "unexpected `}` in this Python code"),
    ("closing parenthesis", "this bracket closes another kind of bracket in this Python code"),
    ("expected an indented block", "an indented block is missing in this Python code"),
    ("unexpected indent", "unexpected indentation in this Python code"),
    ("unindent does not match", "this indentation matches no outer level in this Python code"),
    ("Missing parentheses in call to 'print'", "`print` needs parentheses in Python 3"),
)
_COLON = "expected ':'"
_HELP = "fix the code; `python3 -m py_compile FILE` checks it"


def refusal(program: str, version: tuple[int, int]) -> CodeRefusal | None:
    """The first mistake of a program; None where there is none, or one is not certain.

    `version`: of the Python that compiles it. Older ones cut the strings of newer ones in other places.
    """
    import warnings

    if len(program) > LONGEST or "\0" in program:
        return None
    if any(_has_prefix(program.lower(), mark) for mark, since in (("f", (3, 12)), ("t", (3, 14))) if version < since):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(program, "<program>", "exec", ONLY_TREE, True)
    except SyntaxError as error:
        return _refusal(program, error)
    except (ValueError, RecursionError, MemoryError, OverflowError):
        return None
    return None


def _has_prefix(program: str, mark: str) -> bool:
    """Whether a string of a kind begins somewhere: `f"`, `rf'`; not at the end of a word like `"left"`."""
    for quote in "\"'":
        at = program.find(f"{mark}{quote}")
        while at >= 0:
            word = program[max(0, at - 2) : at]
            if not (word[-1:].isalnum() or word[-1:] == "_") or (word[-1:] == "r" and not word[:-1].isalnum()):
                return True
            at = program.find(f"{mark}{quote}", at + 1)
    return any(f"{mark}r{quote}" in program for quote in "\"'")


def _refusal(program: str, error: SyntaxError) -> CodeRefusal | None:
    lines = program.split("\n")
    number = min(max(error.lineno or 1, 1), len(lines))
    line = lines[number - 1]
    column = min(max((error.offset or 1) - 1, 0), len(line))
    problem = next((problem for start, problem in _CERTAIN if (error.msg or "").startswith(start)), None)
    if problem is None and (error.msg or "").startswith(_COLON):
        # Elsewhere than at the end of its line it may be syntax of a newer version.
        rest = line[column:].strip()
        problem = "`:` is missing at the end of this line of Python" if not rest or rest.startswith("#") else None
    if problem is None:
        return None
    start = sum(len(one) + 1 for one in lines[: number - 1])
    if error.msg and error.msg.startswith("expected an indented block"):
        return CodeRefusal(start, start + len(line), problem, _HELP)
    return CodeRefusal(start + column, start + min(column + 1, max(len(line), column)), problem, _HELP)

"""Quotes and brackets of awk, R and JavaScript: what is never closed, or closes nothing.

Source: the languages' definitions (POSIX awk, R 4.4, ECMAScript 2025). Where a `/` may begin a pattern or divide,
nothing is said of the program.
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.syntax.code.refusal import CodeRefusal

LONGEST = 200_000
_CLOSES = {")": "(", "]": "[", "}": "{"}
_OPENS = {"(": ")", "[": "]", "{": "}"}


class BracketDialect(Record):
    """How a language writes what holds no brackets.

    title     its name in messages
    quotes    the marks of strings
    lines     a string may hold the end of a line
    comments  what begins a comment to the end of the line
    slashes   `/` may begin a regular expression
    percent   `%any%` is an operator
    """

    title: str
    quotes: str
    lines: bool
    comments: tuple[str, ...]
    slashes: bool
    percent: bool = False


AWK = BracketDialect("awk", '"', False, ("#",), True)
R = BracketDialect("R", "\"'`", True, ("#",), False, True)
JAVASCRIPT = BracketDialect("JavaScript", "\"'", False, ("//",), True)


def refusal(program: str, dialect: BracketDialect) -> CodeRefusal | None:
    """The first quote or bracket that is wrong; None where there is none, or one is not certain."""
    if len(program) > LONGEST or (dialect.title == JAVASCRIPT.title and "`" in program):
        return None
    opened: list[int] = []
    at = 0
    while at < len(program):
        here = program[at]
        if program.startswith(dialect.comments, at):
            end = program.find("\n", at)
            at = len(program) if end < 0 else end
        elif here in dialect.quotes:
            closed = _string_end(program, at, dialect)
            if closed is None:
                return _never_closed(at, here, here, dialect)
            at = closed
        elif dialect.slashes and here == "/":
            after = _past_slash(program, at)
            if after is None:
                return None
            at = after
        elif dialect.percent and here == "%":
            end = program.find("%", at + 1)
            at = end + 1 if end >= 0 and "\n" not in program[at:end] else at + 1
        else:
            if here in "([{":
                opened.append(at)
            elif here in _CLOSES:
                if not opened or program[opened[-1]] != _CLOSES[here]:
                    problem = f"unexpected `{here}` in this {dialect.title} code"
                    return CodeRefusal(at, at + 1, problem, f"remove `{here}`, or add the missing `{_CLOSES[here]}`")
                opened.pop()
            at += 1
    if not opened:
        return None
    mark = program[opened[-1]]
    return _never_closed(opened[-1], mark, _OPENS[mark], dialect)


def _never_closed(at: int, mark: str, missing: str, dialect: BracketDialect) -> CodeRefusal:
    problem = f"`{mark}` is never closed in this {dialect.title} code"
    return CodeRefusal(at, at + 1, problem, f"add the missing `{missing}`")


def _string_end(program: str, at: int, dialect: BracketDialect) -> int | None:
    """The index past a string's last mark; None where it has none."""
    mark = program[at]
    if dialect.percent and mark != "`" and program[at - 1 : at] in ("r", "R") and not _in_word(program, at - 1):
        raw = _raw_end(program, at)
        if raw is not None:
            return raw
    at += 1
    while at < len(program):
        here = program[at]
        if here == "\\":
            at += 2
            continue
        if here == mark:
            return at + 1
        if here == "\n" and not dialect.lines:
            return None
        at += 1
    return None


def _in_word(program: str, at: int) -> bool:
    before = program[at - 1 : at] if at else ""
    return before.isalnum() or before in ("_", ".")


def _raw_end(program: str, at: int) -> int | None:
    """The end of R's `r"(…)"`, `r"---[…]---"`."""
    first = at + 1
    while program[first : first + 1] == "-":
        first += 1
    closing = {"(": ")", "[": "]", "{": "}"}.get(program[first : first + 1])
    if closing is None:
        return None
    end = f"{closing}{'-' * (first - at - 1)}{program[at]}"
    found = program.find(end, first)
    return found + len(end) if found >= 0 else None


def _past_slash(program: str, at: int) -> int | None:
    """Past a `/` that divides, a comment or a regular expression; None where it is not certain which it is."""
    if program.startswith("/*", at):
        end = program.find("*/", at + 2)
        return end + 2 if end >= 0 else None
    before = program[:at].rstrip(" \t")[-1:]
    line_end = program.find("\n", at + 1)
    rest = program[at + 1 : line_end if line_end >= 0 else len(program)]
    if before and (before.isalnum() or before in "_$)]}\"'"):
        # Behind a value it divides, unless the value is a word like `return`, or ends a statement.
        return at + 1 if "/" not in rest and before not in "}" and not before.isalpha() else None
    within = False
    position = 0
    while position < len(rest):
        here = rest[position]
        if here == "\\":
            position += 1
        elif here == "[":
            within = True
        elif here == "]":
            within = False
        elif here == "/":
            return at + 2 + position if not within else None
        position += 1
    return None

"""Where a JavaScript or TypeScript program listens, as far as its text shows.

There is no JavaScript parser: comments, strings and regular expressions are separated from code, and in the code only
`….listen(PORT` and `serve({port: PORT` are read, with the constants that they name.
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Text
from studio_lint.facts.server_calls.node import CALLS, METHODS
from studio_lint.model.process.bindings import ENVIRON, LITERAL, NOTHING, Binding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    TokenKind = Literal["name", "number", "string", "mark"]

LONGEST = 300_000
MOST_TOKENS = 100_000
MOST_NAMED = 100
"""Places of one name that are looked at."""
MOST_APART = 400
"""Words and marks between a bracket and the one that closes it."""
DEEPEST = 6
NAME = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_$")
NUMBERS = ("Number", "parseInt", "String")
TWO = ("||", "??", "=>", "==", "&&", "?.")


class SourceToken(Record):
    """kind: "name", "number", "string" or "mark"."""

    kind: TokenKind
    value: str
    start: int
    end: int


def listens(text: Text) -> Binding:
    """The port of the only call that listens: LITERAL, ENVIRON, or NOTHING where that is not clear."""
    if len(text.value) > LONGEST or not any(f"{call}(" in text.value for call in CALLS):
        return NOTHING
    tokens = _tokens(text.value)
    if tokens is None:
        return NOTHING
    reader = _Reader(text, tokens)
    found = [at for at in range(len(tokens)) if reader.is_call(at)]
    return reader.port(found[0] + 2) if len(found) == 1 else NOTHING


def may_listen(text: Text) -> bool:
    """Whether a call listens, or it is not known: on whatever port."""
    if not any(f"{call}(" in text.value for call in CALLS):
        return False
    tokens = _tokens(text.value) if len(text.value) <= LONGEST else None
    return tokens is None or any(map(_Reader(text, tokens).is_call, range(len(tokens))))


class _Reader:
    def __init__(self, text: Text, tokens: list[SourceToken]) -> None:
        self.text = text
        self.tokens = tokens

    def value(self, at: int) -> str:
        token = self.tokens[at] if 0 <= at < len(self.tokens) else None
        return token.value if token is not None and token.kind != "string" else ""

    def is_call(self, at: int) -> bool:
        """Whether a call that listens begins at a name."""
        name = self.value(at)
        if name not in CALLS or self.value(at + 1) != "(" or self.value(at - 1) == "function":
            return False
        return self.value(at - 1) == "." if name in METHODS else self.value(at + 2) == "{"

    def port(self, at: int) -> Binding:
        """The port of a call whose first argument begins at a token: itself, or the `port` of an object."""
        if self.value(at) != "{":
            return self.expression(at, 0)
        depth, last = 0, at + MOST_APART
        while at < min(last, len(self.tokens)):
            value = self.value(at)
            depth += (value in ("{", "(", "[")) - (value in ("}", ")", "]"))
            if not depth:
                break
            if depth == 1 and value == "port" and self.value(at - 1) in ("{", ","):
                return self.expression(at + 2 if self.value(at + 1) == ":" else at, 0)
            at += 1
        return NOTHING

    def expression(self, at: int, depth: int) -> Binding:
        """A number, a variable of the environment with or without a default, or a constant that is one of these."""
        value = self.value(at)
        if depth > DEEPEST or at >= len(self.tokens):
            return NOTHING
        if value == "+" or (value == "(" and self.value(at - 1) not in NUMBERS):
            return self.expression(at + 1, depth + 1)
        if self.value(at + 1) == "(" and (value in NUMBERS or value.lower().endswith("port")):
            return self.with_default(self.expression(at + 2, depth + 1), self.closing(at + 1) + 1)
        if self.tokens[at].kind == "number":
            return self.number(at) if self.value(at + 1) in (",", ")", "}", ";", "") or self.ends_line(at) else NOTHING
        name, end = self.variable(at)
        if name:
            place = self.text.sub(self.tokens[at].start, self.tokens[end - 1].end)
            return self.with_default(Binding(ENVIRON, "", place, name), end)
        return self.constant(at, depth) if self.tokens[at].kind == "name" else NOTHING

    def variable(self, at: int) -> tuple[str, int]:
        """`process.env.NAME`, `process.env["NAME"]`: the name, and the index after it."""
        if [self.value(one) for one in (at, at + 1, at + 2)] != ["process", ".", "env"]:
            return "", at
        if self.value(at + 3) in (".", "?.") and at + 4 < len(self.tokens):
            return self.value(at + 4), at + 5
        if self.value(at + 3) == "[" and at + 4 < len(self.tokens) and self.tokens[at + 4].kind == "string":
            return self.tokens[at + 4].value, at + 6
        return "", at

    def with_default(self, found: Binding, at: int) -> Binding:
        """`… || 3000` after an expression."""
        while self.value(at) == ")" and self.value(at + 1) in ("||", "??"):
            at += 1
        if found.kind != ENVIRON or self.value(at) not in ("||", "??"):
            return found
        token = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        return found.replace(value=token.value) if token is not None and token.value.isdecimal() else found

    def constant(self, at: int, depth: int) -> Binding:
        """A name that is given one value in the whole text."""
        name = self.value(at)
        if self.value(at + 1) in (".", "(", "["):
            return NOTHING
        named = [
            one
            for one in range(1, len(self.tokens))
            if self.tokens[one].value == name and self.tokens[one].kind == "name"
        ]
        given = [one for one in named if self.is_given(one)] if len(named) <= MOST_NAMED else []
        if len(given) != 1:
            return NOTHING
        destructured = self.destructured(given[0])
        if destructured is not None:
            return destructured
        start = given[0] + 1
        if self.value(start) == ":":  # `const port: number = 3000`
            start = next((one for one in range(start, start + 4) if self.value(one) == "="), start)
        return self.expression(start + 1, depth + 1) if self.value(start) == "=" else NOTHING

    def is_given(self, at: int) -> bool:
        """Whether a name is declared or assigned there."""
        before, after = self.value(at - 1), self.value(at + 1)
        if before in ("const", "let", "var") or (before in ("{", ",") and self.destructured(at) is not None):
            return True
        return (before in ("{", ",", ";", "}", ")") or before != ".") and after == "=" and before != "."

    def destructured(self, at: int) -> Binding | None:
        """`const { PORT = 3000 } = process.env`; None where the name is not declared so."""
        opened = at
        while opened >= max(at - MOST_APART, 0) and self.value(opened) not in ("{", ";", ")", "("):
            opened -= 1
        if opened < 0 or self.value(opened) != "{" or self.value(opened - 1) not in ("const", "let", "var"):
            return None
        close = self.closing(opened)
        if [self.value(one) for one in range(close + 1, close + 5)][:4] != ["=", "process", ".", "env"]:
            return NOTHING
        default = self.tokens[at + 2].value if self.value(at + 1) == "=" else ""
        place = self.text.sub(self.tokens[at].start, self.tokens[at].end)
        return Binding(ENVIRON, default if default.isdecimal() else "", place, self.value(at))

    def number(self, at: int) -> Binding:
        token = self.tokens[at]
        known = token.value.isdecimal() and token.value != "0"
        return Binding(LITERAL, token.value, self.text.sub(token.start, token.end)) if known else NOTHING

    def ends_line(self, at: int) -> bool:
        """Whether the next token is on another line, and does not go on with this one."""
        if at + 1 >= len(self.tokens):
            return True
        between = self.text.value[self.tokens[at].end : self.tokens[at + 1].start]
        return "\n" in between and self.tokens[at + 1].kind == "name"

    def closing(self, at: int) -> int:
        """The index of the mark that closes the one at `at`; the last one looked at where none does."""
        depth = 0
        for one in range(at, min(at + MOST_APART, len(self.tokens))):
            value = self.value(one)
            depth += (value in ("{", "(", "[")) - (value in ("}", ")", "]"))
            if not depth:
                return one
        return min(at + MOST_APART, len(self.tokens)) - 1


def _tokens(value: str) -> list[SourceToken] | None:
    """The words and marks of JavaScript; None where a string or comment has no end, or there are too many."""
    tokens: list[SourceToken] = []
    at = 0
    while at < len(value):
        character = value[at]
        if character.isspace():
            at += 1
            continue
        if value.startswith(("//", "#!"), at):
            end = value.find("\n", at)
            at = len(value) if end < 0 else end
            continue
        if value.startswith("/*", at):
            end = value.find("*/", at + 2)
            if end < 0:
                return None
            at = end + 2
            continue
        token = _token(value, at, tokens[-1] if tokens else None)
        if token is None or len(tokens) >= MOST_TOKENS:
            return None
        tokens.append(token)
        at = token.end
    return tokens


def _token(value: str, at: int, before: SourceToken | None) -> SourceToken | None:
    character = value[at]
    if character in "'\"`" or (character == "/" and _may_be_pattern(before)):
        end = _string_end(value, at)
        return SourceToken("string", value[at + 1 : end - 1], at, end) if end else None
    if character in NAME:
        end = at
        while end < len(value) and value[end] in NAME:
            end += 1
        return SourceToken("number" if character.isdecimal() else "name", value[at:end], at, end)
    end = at + (2 if value.startswith(TWO, at) else 1)
    return SourceToken("mark", value[at:end], at, end)


def _may_be_pattern(before: SourceToken | None) -> bool:
    """Whether a slash begins a regular expression and does not divide."""
    if before is None:
        return True
    if before.kind == "mark":
        return before.value not in (")", "]", "}")
    return before.value in ("return", "typeof", "case")


def _string_end(value: str, at: int) -> int:
    """The end of a string, a template or a regular expression; 0 where it has none."""
    mark = value[at]
    in_class = False
    at += 1
    while at < len(value):
        character = value[at]
        if character == "\\":
            at += 1
        elif mark == "/" and character in "[]":
            in_class = character == "["
        elif character == mark and not in_class:
            return at + 1
        elif character == "\n" and mark != "`":
            return 0
        at += 1
    return 0

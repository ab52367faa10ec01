"""Simple commands and functions."""

from __future__ import annotations

from studio_lint.syntax.shell.grammar import compounds
from studio_lint.syntax.shell.grammar.refusal import ShellOpening, ShellRefusal, ShellRefused
from studio_lint.syntax.shell.grammar.tokens import (
    ASSIGNMENT,
    NAME_START,
    NUMBER,
    OWN_NAMES,
    REDIRECT,
    SIMPLE,
    WORD,
    ShellToken,
    is_name,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.syntax.shell.grammar.token_stream import TokenStream


def function_word(grammar: TokenStream) -> None:
    """bash's `function NAME`, with or without `()`."""
    token = grammar.take()
    grammar.note("function-word")
    grammar.opened.append(ShellOpening("function", token.start, token.end))
    if grammar.peek().kind != WORD:
        raise grammar.unexpected()
    grammar.take()
    if grammar.is_sign("("):
        bracket = grammar.take()
        if not grammar.is_sign(")"):
            compounds.read(grammar, bracket, is_taken=True)  # `function f (a)`: a body in brackets
            grammar.redirections()
            grammar.opened.pop()
            return
        grammar.take()
    _function_body(grammar)
    grammar.opened.pop()


def _function_body(grammar: TokenStream) -> None:
    token = grammar.skip_newlines()
    if token.plain == "{":
        grammar.reader.become(token, "{")
    if not compounds.begins(grammar, token):
        raise grammar.unexpected()
    compounds.read(grammar, token)
    grammar.redirections()


def coproc(grammar: TokenStream) -> None:
    grammar.take()
    grammar.note("coproc")
    token = grammar.peek()
    if not compounds.begins(grammar, token):
        if token.kind not in SIMPLE or token.reserved:
            raise grammar.unexpected()
        if token.kind != WORD:
            simple(grammar)
            return
        grammar.take()
        token = grammar.peek()
        if not compounds.begins(grammar, token):
            if token.kind in SIMPLE:
                simple(grammar, begun=True)
            return
    compounds.read(grammar, token)
    grammar.redirections()


def simple(grammar: TokenStream, begun: bool = False) -> None:
    """Assignments, words and redirections; or a function, where `()` follows one word."""
    words = int(begun)
    others = 0
    first = grammar.peek()
    named = not begun and first.reserved == "function"
    if named:
        grammar.take()
        first = grammar.peek()
        if first.kind != WORD:
            raise grammar.unexpected()
    brackets = False
    while True:
        token = grammar.peek()
        if token.kind == REDIRECT or token.kind == NUMBER:
            grammar.redirection()
            grammar.reader.redirects_only = not words and (not others or grammar.reader.redirects_only)
            others += 1
        elif token.kind in (WORD, ASSIGNMENT):
            given = not words and _is_assignment(grammar, token)
            words, others = words + (not given), others + given
            brackets = token.sign == "[[" if token.sign in ("[[", "]]") else brackets
            grammar.take()
            grammar.reader.redirects_only = False
            if named:
                named = False
                if _is_function_body(grammar):
                    _check_name(grammar, first)
                    grammar.skip_newlines()
                    grammar.command()
                    return
        elif grammar.dialect.double_brackets and brackets and (grammar.is_sign("&&") or grammar.is_sign("||")):
            grammar.take()
        elif grammar.is_sign("(") and words == 1 and not others and not begun:
            _function(grammar, first)
            return
        else:
            grammar.reader.redirects_only = False
            _end(grammar, first, token.start, words)
            return


def _end(grammar: TokenStream, first: ShellToken, end: int, words: int) -> None:
    """A command of so many words is over; `exec bash "$0" "$@"` may hand the script to another shell."""
    grammar.words = words
    if first.plain == "exec" and grammar.handed_on is None:
        written = grammar.reader.characters.text[first.end : end]
        grammar.handed_on = end if any(name in written for name in OWN_NAMES) else None


def _is_function_body(grammar: TokenStream) -> bool:
    """busybox: what follows `function NAME`."""
    token = grammar.skip_newlines()
    if token.reserved in ("{", "if", "case", "until", "while", "for") or token.plain == "[[":
        return True
    if not grammar.is_sign("("):
        raise grammar.unexpected()
    return False


def _is_assignment(grammar: TokenStream, token: ShellToken) -> bool:
    if grammar.dialect.bash:
        return token.kind == ASSIGNMENT
    name, equals, _ = token.sign.partition("=")
    return bool(equals) and is_name(name) and token.sign[0] in NAME_START


def _function(grammar: TokenStream, name: ShellToken) -> None:
    grammar.take()
    grammar.expect_sign(")")
    if grammar.dialect.bash:
        _function_body(grammar)
        return
    _check_name(grammar, name)
    grammar.skip_newlines()
    grammar.command()


def _check_name(grammar: TokenStream, name: ShellToken) -> None:
    if not is_name(name.plain) or name.plain in grammar.dialect.special_builtins:
        raise ShellRefused(ShellRefusal("name", name.start, name.end, name.plain))

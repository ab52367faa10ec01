"""Compound commands: `if`, loops, `case`, `{ … }`, `( … )`, `[[ … ]]`, `((…))`."""

from __future__ import annotations

from studio_lint.syntax.shell.grammar import bash_condition
from studio_lint.syntax.shell.grammar.bash_reader import BashReader
from studio_lint.syntax.shell.grammar.refusal import ShellOpening, ShellRefusal, ShellRefused
from studio_lint.syntax.shell.grammar.tokens import ARITHMETIC, NEWLINE, OPERATOR, TEXT_END, WORD, ShellToken, is_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.syntax.shell.grammar.token_stream import TokenStream


def begins(grammar: TokenStream, token: ShellToken) -> bool:
    if token.reserved:
        return token.reserved in ("if", "while", "until", "for", "case", "{", "select", "[[")
    return token.kind == ARITHMETIC or (token.kind == OPERATOR and token.sign == "(")


def read(grammar: TokenStream, token: ShellToken, is_taken: bool = False) -> None:
    if not is_taken:
        grammar.take()
    if token.kind == ARITHMETIC:
        grammar.note("arithmetic-command")
        return
    if token.reserved in ("select", "[["):
        grammar.note("condition" if token.reserved == "[[" else "select")
    word = token.reserved or token.sign
    grammar.opened.append(ShellOpening(word, token.start, token.end))
    if word == "if":
        _if(grammar)
    elif word in ("while", "until"):
        grammar.body()
        grammar.expect_word("do")
        grammar.body()
        grammar.expect_word("done")
    elif word in ("for", "select"):
        _for(grammar)
    elif word == "case":
        _case(grammar)
    elif word == "[[":
        assert isinstance(grammar.reader, BashReader)
        bash_condition.read(grammar.reader, token)
    elif word == "{":
        grammar.body()
        grammar.expect_word("}")
    else:
        grammar.body()
        grammar.expect_sign(")")
    grammar.opened.pop()


def _if(grammar: TokenStream) -> None:
    grammar.body()
    grammar.expect_word("then")
    grammar.body()
    while grammar.peek().reserved == "elif":
        grammar.take()
        grammar.body()
        grammar.expect_word("then")
        grammar.body()
    if grammar.peek().reserved == "else":
        grammar.take()
        grammar.body()
    grammar.expect_word("fi")


def _for(grammar: TokenStream) -> None:
    bash = grammar.dialect.bash
    token = grammar.peek()
    if bash and token.kind == ARITHMETIC:
        _arithmetic_for(grammar)
        return
    if not bash and (token.kind != WORD or token.quoted or not is_name(token.plain)):
        raise ShellRefused(ShellRefusal("loop-variable", token.start, token.end, token.plain, "", grammar.opened[-1]))
    if token.kind != WORD:
        raise grammar.unexpected()
    grammar.take()
    newline = grammar.peek().kind == NEWLINE
    token = grammar.skip_newlines()
    if token.plain == "in":
        grammar.reader.become(token, "in")
        grammar.take()
        while grammar.peek().kind == WORD:
            grammar.take()
        if grammar.peek().kind != NEWLINE and not grammar.is_sign(";"):
            raise grammar.unexpected()
        grammar.take()
    elif grammar.is_sign(";") and not (newline and bash):
        grammar.take()
    _loop_body(grammar)


def _loop_body(grammar: TokenStream) -> None:
    token = grammar.skip_newlines()
    if grammar.dialect.bash and token.plain == "{":
        grammar.reader.become(token, "{")
        grammar.take()
        grammar.body()
        grammar.expect_word("}")
        return
    if token.plain != "do":
        raise grammar.unexpected("do")
    grammar.reader.become(token, "do")
    grammar.take()
    grammar.body()
    grammar.expect_word("done")


def _arithmetic_for(grammar: TokenStream) -> None:
    token = grammar.take()
    grammar.note("arithmetic-for")
    if token.sign.count(";") != 2:
        raise ShellRefused(ShellRefusal("arithmetic", token.start, token.end, token.sign, "", grammar.opened[-1]))
    if grammar.is_sign(";") or grammar.peek().kind == NEWLINE:
        grammar.take()
    _loop_body(grammar)


def _case(grammar: TokenStream) -> None:
    if grammar.peek().kind != WORD:
        raise grammar.unexpected()
    grammar.take()
    grammar.reader.in_pattern = True
    token = grammar.skip_newlines()
    if token.plain != "in":
        raise grammar.unexpected("in")
    grammar.reader.become(token, "in")
    grammar.take()
    while True:
        grammar.reader.in_pattern = True
        token = grammar.skip_newlines()
        if token.plain == "esac":
            grammar.reader.in_pattern = False
            grammar.reader.become(token, "esac")
            grammar.take()
            return
        _patterns(grammar, token)
        grammar.reader.in_pattern = False
        grammar.body(may_be_empty=True)
        token = grammar.peek()
        if token.kind == OPERATOR and token.sign in (";;", ";&", ";;&"):
            grammar.reader.in_pattern = True
            if grammar.take().sign != ";;":
                grammar.note("case-falls")
        elif token.reserved != "esac":
            raise grammar.unexpected(";;" if not grammar.dialect.bash else "")


def _patterns(grammar: TokenStream, token: ShellToken) -> None:
    """`a | b )`. dash and busybox take any token for a pattern."""
    bash = grammar.dialect.bash
    if token.kind == OPERATOR and token.sign == "(":
        grammar.take()
        _pattern(grammar, bash)
    else:
        _pattern(grammar, bash)
    while grammar.is_sign("|"):
        grammar.take()
        _pattern(grammar, bash)
    if not grammar.is_sign(")"):
        raise grammar.unexpected(")")
    grammar.reader.in_pattern = False
    grammar.take()


def _pattern(grammar: TokenStream, bash: bool) -> None:
    token = grammar.peek()
    if token.kind == TEXT_END or (bash and token.kind != WORD):
        raise grammar.unexpected()
    grammar.reader.become(token, "")
    grammar.take()

"""Tokens with one of them looked at ahead, and what grammars of commands share."""

from __future__ import annotations

from studio_lint.syntax.shell.grammar.refusal import Construct, ShellOpening, ShellRefusal, ShellRefused
from studio_lint.syntax.shell.grammar.tokens import NEWLINE, NUMBER, OPERATOR, REDIRECT, TEXT_END, WORD, ShellToken

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.syntax.shell.grammar.bash_reader import BashReader
    from studio_lint.syntax.shell.grammar.dialects import Dialect
    from studio_lint.syntax.shell.grammar.posix_reader import PosixReader
    from studio_lint.syntax.shell.grammar.refusal import ConstructKind


class TokenStream:
    """The tokens of a script. `opened`: constructs that are not ended yet; `words`: of the simple command read last."""

    constructs: list[Construct]

    def __init__(self, reader: PosixReader | BashReader, dialect: Dialect) -> None:
        self.reader = reader
        self.dialect = dialect
        self.opened: list[ShellOpening] = []
        self.words = 0
        self.handed_on: int | None = None  # behind a command that may hand the script to another shell
        self._token: ShellToken | None = None
        self._taken: ShellToken | None = None

    def body(self, may_be_empty: bool = False) -> None:
        """Commands up to a word or sign that ends them, which stays."""
        raise NotImplementedError

    def command(self) -> None:
        """One command, simple or compound, and its redirections."""
        raise NotImplementedError

    def peek(self) -> ShellToken:
        """The next token, which stays."""
        if self._token is None:
            self._token = self.reader.token()
        return self._token

    def take(self) -> ShellToken:
        """The next token."""
        token = self._taken = self.peek()
        self._token = None
        return token

    def skip_newlines(self) -> ShellToken:
        """Pass over line ends; gives the token behind them, which stays."""
        while self.peek().kind == NEWLINE:
            self.take()
        return self.peek()

    def is_sign(self, sign: str) -> bool:
        """Whether the next token is that operator."""
        token = self.peek()
        return token.kind == OPERATOR and token.sign == sign

    def unexpected(self, expected: str = "") -> ShellRefused:
        """What to raise where the next token may not follow."""
        token = self.peek()
        opening = self.opened[-1] if self.opened else None
        if token.kind == TEXT_END:
            return ShellRefused(ShellRefusal("end", token.start, token.end, "", expected, opening))
        shown = token.sign or token.plain or ("newline" if token.kind == NEWLINE else "word")
        return ShellRefused(ShellRefusal("unexpected", token.start, token.end, shown, expected, opening))

    def note(self, kind: ConstructKind, start: int | None = None) -> None:
        """Note something that not every shell has: the token taken last, or from `start` up to its end."""
        if self.dialect.bash and self._taken is not None:
            self.constructs.append(Construct(kind, self._taken.start if start is None else start, self._taken.end))

    def expect_word(self, word: str) -> ShellToken:
        """The reserved word that has to be next."""
        if self.peek().reserved != word:
            raise self.unexpected(word)
        return self.take()

    def expect_sign(self, sign: str) -> ShellToken:
        """The operator that has to be next."""
        if not self.is_sign(sign):
            raise self.unexpected(sign)
        return self.take()

    def redirections(self) -> None:
        """Redirections behind a compound command."""
        while self.peek().kind in (REDIRECT, NUMBER):
            self.redirection()

    def redirection(self) -> None:
        """`2>file`, `<<MARK`."""
        if self.peek().kind == NUMBER:
            self.take()
            if self.peek().kind != REDIRECT:
                raise self.unexpected()
        operator = self.take()
        if operator.sign in ("&>", "&>>", "<<<"):
            self.note("here-string" if operator.sign == "<<<" else "both-outputs")
        self._token = self.reader.target(operator)
        allowed = (WORD, NUMBER) if self.dialect.bash and operator.sign in ("<&", ">&") else (WORD,)
        if self._token.kind not in allowed:
            raise self.unexpected()
        if operator.sign == ">&" and self._token.kind == WORD and self._token.plain not in ("", "-"):
            self.take()
            self.note("outputs-to-file", operator.start)
            return
        self.take()

"""What stands between `[[` and `]]`, as bash reads it.

A mistake in there is special: bash prints a message, reads nothing more, and ends
with the status of the command before, so mostly with success.
"""

from __future__ import annotations

from studio_lint.syntax.shell.grammar.refusal import Abandoned, ShellOpening, ShellRefusal, ShellRefused
from studio_lint.syntax.shell.grammar.tokens import NEWLINE, NUMBER, OPERATOR, REDIRECT, TEXT_END, WORD, word_set

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.syntax.shell.grammar.bash_reader import BashReader
    from studio_lint.syntax.shell.grammar.tokens import ShellToken

_UNARY = frozenset("abcdefghknoprstuvwxzGLNORS")
_BINARY = word_set("= == != -nt -ot -ef -eq -ne -lt -le -gt -ge")
DEEPEST = 40


def read(reader: BashReader, opening: ShellToken) -> None:
    """Read up to `]]`, which is consumed. Raises `Abandoned` or `ShellRefused`."""
    condition = _BashCondition(reader, opening)
    reader.before, reader.last = reader.last, reader.current
    reader.in_condition = True
    condition.either(0)
    token = condition.token
    if token.reserved != "]]":
        raise condition.wrong(token)
    reader.in_condition = False
    reader.current = "]]"


class _BashCondition:
    def __init__(self, reader: BashReader, opening: ShellToken) -> None:
        self.reader = reader
        self.opening = opening
        self.token = opening

    def wrong(self, token: ShellToken) -> Exception:
        """What becomes of a token that may not stand there."""
        reader = self.reader
        characters = reader.characters
        reader.in_condition = reader.regular_expression = reader.pattern_word = False
        rest = characters.text[characters.at :]
        ends = token.kind == TEXT_END or (token.kind == NEWLINE and not rest.strip("\n"))
        if not ends and not reader.in_substitution:
            return Abandoned()
        opening = ShellOpening("[[", self.opening.start, self.opening.end)
        if ends:
            return ShellRefused(ShellRefusal("unclosed", token.start, token.start, "", "]]", opening))
        return ShellRefused(ShellRefusal("unexpected", token.start, token.end, token.sign or "newline", "", opening))

    def _next(self) -> ShellToken:
        """The next token behind line ends."""
        self.token = self.reader.read()
        while self.token.kind == NEWLINE:
            self.token = self.reader.read()
        return self.token

    def _is(self, sign: str) -> bool:
        return self.token.kind == OPERATOR and self.token.sign == sign

    def either(self, depth: int) -> None:
        """Terms joined by `||` and `&&`."""
        self._term(depth)
        while self._is("&&") or self._is("||"):
            self._term(depth)

    def _term(self, depth: int) -> None:
        token = self._next()
        while token.kind == WORD and token.plain == "!":
            token = self._next()
        if depth > DEEPEST or token.reserved == "]]":
            raise self.wrong(token)
        if token.kind == OPERATOR and token.sign == "(":
            self.either(depth + 1)
            if not self._is(")"):
                raise self.wrong(self.token)
            self._next()
        elif token.kind != WORD:
            raise self.wrong(token)
        elif len(token.plain) == 2 and token.plain[0] == "-" and token.plain[1] in _UNARY:
            self._operand()
        else:
            self._binary()

    def _operand(self) -> None:
        token = self.reader.read()
        if token.kind != WORD or token.reserved:
            raise self.wrong(token)
        self._next()

    def _binary(self) -> None:
        reader = self.reader
        token = reader.read()
        if token.kind == WORD and not token.reserved and token.plain in _BINARY:
            reader.pattern_word = token.plain in ("=", "==", "!=")
        elif token.kind == WORD and token.plain == "=~":
            reader.regular_expression = True
        elif token.kind == REDIRECT and token.sign in ("<", ">"):
            pass
        elif token.reserved == "]]" or (token.kind == OPERATOR and token.sign in ("&&", "||", ")")):
            self.token = token
            return
        else:
            raise self.wrong(token)
        token = reader.read()
        reader.regular_expression = reader.pattern_word = False
        if token.kind not in (WORD, NUMBER) or token.reserved or token.kind == NUMBER:
            raise self.wrong(token)
        self._next()

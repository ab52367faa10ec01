"""The grammar of commands, for every dialect.

A reader cuts the text into tokens, this asks what may follow what. It builds no tree.
"""

from __future__ import annotations

from studio_lint.syntax.shell.grammar import compounds, simple_commands
from studio_lint.syntax.shell.grammar.bash_reader import BashReader
from studio_lint.syntax.shell.grammar.characters import ShellCharacters
from studio_lint.syntax.shell.grammar.posix_reader import PosixReader
from studio_lint.syntax.shell.grammar.refusal import Construct, ShellOpening, Undecided
from studio_lint.syntax.shell.grammar.token_stream import TokenStream
from studio_lint.syntax.shell.grammar.tokens import (
    NEWLINE,
    OPERATOR,
    SIMPLE,
    TEXT_END,
    ShellToken,
    word_set,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.syntax.shell.grammar.dialects import Dialect

DEEPEST = 40
"""Commands within commands; what is deeper is not judged."""

_ENDING_WORDS = word_set("then else elif fi do done esac }")
_ENDING_SIGNS = frozenset((")", ";;", ";&", ";;&"))


class CommandGrammar(TokenStream):
    """Walks through a script's commands; raises `ShellRefused` where the shell would."""

    def __init__(self, characters: ShellCharacters, dialect: Dialect, depth: int = 0) -> None:
        self.constructs: list[Construct] = []
        super().__init__(
            BashReader(characters, dialect, self.substitution, self.constructs)
            if dialect.bash
            else PosixReader(characters, dialect, self.substitution, self.backticks),
            dialect,
        )
        self.depth = depth
        self.joins = 0  # operators that join commands, so far
        self.ended = False  # whether the line read last ends the script for certain

    # lists

    def script(self) -> None:
        """A whole text."""
        while self.line():
            pass

    def line(self) -> bool:
        """One line with all that belongs to it, as a shell reads before it runs it; False at the text's end."""
        token = self.peek()
        if token.kind == TEXT_END:
            return False
        if token.kind == NEWLINE:
            self.take()
            return True
        while True:
            first, joins = self.peek(), self.joins
            self.chain()
            token = self.peek()
            self.ended = joins == self.joins and token.sign != "&" and self._ends_script(first)
            if token.kind == OPERATOR and token.sign in ("&", ";"):
                self.take()
                token = self.peek()
            elif token.kind not in (NEWLINE, TEXT_END):
                raise self.unexpected()
            if token.kind == TEXT_END:
                return False
            if token.kind == NEWLINE:
                self.take()
                return True

    def _ends_script(self, first: ShellToken) -> bool:
        return first.plain == "exit" or (first.plain == "exec" and self.words > 1)

    def body(self, may_be_empty: bool = False) -> None:
        """CommandGrammar up to a word or sign that ends them, which stays."""
        while True:
            token = self.skip_newlines()
            if token.kind == TEXT_END:
                if self.dialect.bash and not may_be_empty:
                    raise self.unexpected()
                return
            if may_be_empty and (
                token.reserved in _ENDING_WORDS or (token.kind == OPERATOR and token.sign in _ENDING_SIGNS)
            ):
                return
            self.chain()
            may_be_empty = True
            token = self.peek()
            if token.kind == NEWLINE or (token.kind == OPERATOR and token.sign in ("&", ";")):
                self.take()
            else:
                return

    def chain(self) -> None:
        """Pipelines joined by `&&` and `||`."""
        self.pipeline()
        while self.is_sign("&&") or self.is_sign("||"):
            if self.take().sign == "|&":
                self.note("pipe-both")
            self.joins += 1
            self.skip_newlines()
            self.pipeline()

    def pipeline(self) -> None:
        """CommandGrammar joined by `|`, with what may stand before them."""
        if not self.dialect.bash:
            if self.peek().reserved == "!":
                self.take()
        elif self._prefixes():
            return
        self.command()
        while self.is_sign("|") or self.is_sign("|&"):
            if self.take().sign == "|&":
                self.note("pipe-both")
            self.joins += 1
            self.skip_newlines()
            self.command()

    def _prefixes(self) -> bool:
        """bash's `!` and `time`; True where no command follows them, which may be."""
        found = False
        while self.peek().reserved in ("!", "time", "-p", "--"):
            self.take()
            found = True
        token = self.peek()
        ends = token.kind in (NEWLINE, TEXT_END) or (token.kind == OPERATOR and token.sign == ";")
        return found and ends

    # commands

    def command(self) -> None:
        """One command, simple or compound, and its redirections."""
        token = self.peek()
        self.depth += 1
        if self.depth > DEEPEST:
            raise Undecided
        if token.reserved == "function" and self.dialect.bash:
            simple_commands.function_word(self)
        elif token.reserved == "coproc":
            simple_commands.coproc(self)
        elif compounds.begins(self, token):
            compounds.read(self, token)
            self.redirections()
        elif token.kind in SIMPLE and (not token.reserved or token.reserved == "function"):
            simple_commands.simple(self)
        else:
            raise self.unexpected()
        self.depth -= 1

    # substitutions

    def substitution(self, opening: ShellOpening) -> None:
        """What stands behind `$(`, up to its `)`."""
        self._deeper(opening)
        if isinstance(self.reader, BashReader):
            before = self.reader.begin_substitution()
            self._substituted()
            self.reader.end_substitution(before)
        else:
            marks = self.reader.begin_substitution()
            self._substituted()
            self.reader.end_substitution(marks)
        self._shallower()

    def _substituted(self) -> None:
        self.body(may_be_empty=True)
        self.expect_sign(")")

    def backticks(self, characters: ShellCharacters, opening: ShellOpening) -> None:
        """What stands between backticks; what follows the commands there is ignored."""
        self._deeper(opening)
        inner = CommandGrammar(characters, self.dialect, self.depth)
        inner.opened.append(opening)
        inner.body(may_be_empty=True)
        inner.reader.marks = []
        self._shallower()

    def _deeper(self, opening: ShellOpening) -> None:
        self.depth += 2
        if self.depth > DEEPEST:
            raise Undecided
        self.opened.append(opening)

    def _shallower(self) -> None:
        self.depth -= 2
        self.opened.pop()

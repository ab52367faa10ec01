"""Cuts a script into tokens as dash and busybox do."""

from __future__ import annotations

from studio_lint.syntax.shell.grammar.characters import END
from studio_lint.syntax.shell.grammar.posix_words import PosixWord
from studio_lint.syntax.shell.grammar.tokens import (
    BLANK,
    NEWLINE,
    OPERATOR,
    REDIRECT,
    TEXT_END,
    WORD,
    HeredocMark,
    ShellToken,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_lint.syntax.shell.grammar.characters import ShellCharacters
    from studio_lint.syntax.shell.grammar.dialects import Dialect
    from studio_lint.syntax.shell.grammar.refusal import ShellOpening


class PosixReader:
    """Tokens in order. `marks` are the heredocs whose bodies begin behind the next line end.

    `commands` parses the commands behind `$(` up to its `)`, with this reader;
    `backticks` those of a text of its own.
    """

    def __init__(
        self,
        characters: ShellCharacters,
        dialect: Dialect,
        commands: Callable[[ShellOpening], None],
        backticks: Callable[[ShellCharacters, ShellOpening], None],
    ) -> None:
        self.characters = characters
        self.dialect = dialect
        self.commands = commands
        self.backticks = backticks
        self.marks: list[HeredocMark] = []
        self.in_pattern = False
        self.redirects_only = False

    def become(self, token: ShellToken, reserved: str) -> None:
        """The grammar takes a token for a reserved word (which matters to bash's reader)."""

    def begin_substitution(self) -> list[HeredocMark]:
        """`$(` was read; gives what `end_substitution` wants back."""
        held, self.marks = self.marks, []
        return held

    def end_substitution(self, outer: list[HeredocMark]) -> None:
        """The `)` was read: a heredoc whose body has not begun by now has none."""
        self.marks = outer

    def token(self) -> ShellToken:
        """The next token; behind a line end, the bodies of heredocs are read."""
        characters = self.characters
        while True:
            character = characters.next()
            if character != END and character in BLANK:
                continue
            if character != "#":
                break
            characters.at = characters.line_end(characters.at)
        start = characters.read_at
        if character == END:
            return ShellToken(TEXT_END, characters.place(start), characters.place(start))
        if character == "\n":
            self.bodies()
            return ShellToken(NEWLINE, characters.place(start), characters.place(start) + 1)
        if character in "()":
            return self._operator(start, character)
        if character in "&|;":
            following = characters.next()
            if following == character:
                return self._operator(start, character * 2)
            characters.back()
            if not (character == "&" and following == ">" and self.dialect.both_outputs):
                return self._operator(start, character)
            characters.next()
            return self._redirect(start, "&>")
        characters.at = start
        return self._word(start)

    def _operator(self, start: int, sign: str) -> ShellToken:
        characters = self.characters
        return ShellToken(OPERATOR, characters.place(start), characters.place(characters.at - 1) + 1, sign)

    def _redirect(self, start: int, sign: str) -> ShellToken:
        characters = self.characters
        return ShellToken(REDIRECT, characters.place(start), characters.place(characters.at - 1) + 1, sign)

    def _word(self, start: int, names_mark: bool = False) -> ShellToken:
        characters = self.characters
        word = PosixWord(characters, self.dialect, self.commands, self.backticks, names_mark=names_mark)
        stop = word.read()
        value = "".join(word.value)
        plain = not word.quoted and not word.expanded
        if plain and stop != END and stop in "<>&" and self._is_descriptor(value, stop):
            return self._redirection(start)
        end = characters.place(characters.at - 1) + 1 if characters.at else characters.place(start)
        token = ShellToken(WORD, characters.place(start), end, value, value if plain else "", quoted=word.quoted)
        if plain and value in self.dialect.reserved:
            token.reserved = value
        return token

    def _is_descriptor(self, value: str, stop: str) -> bool:
        """Whether digits before a `<` or `>` are part of the redirection."""
        both = self.dialect.both_outputs and self.characters.text.startswith("&>", self.characters.at)
        if stop == "&" and not both:
            return False
        if not value:
            return True
        return value.isdecimal() and value.isascii() and (self.dialect.long_descriptors or len(value) == 1)

    def _redirection(self, start: int) -> ShellToken:
        characters = self.characters
        sign = characters.next()
        if sign == "&":
            return self._redirect(start, sign + characters.next())
        following = characters.next()
        if following != END and following in (">|&" if sign == ">" else "<&>"):
            sign += following
            if sign == "<<":
                if characters.next() == "-":
                    sign = "<<-"
                else:
                    characters.back()
        else:
            characters.back()
        return self._redirect(start, sign)

    def target(self, redirect: ShellToken) -> ShellToken:
        """What stands behind a redirection; the mark of a heredoc is noted."""
        if not redirect.sign.startswith("<<"):
            return self.token()
        characters = self.characters
        while characters.peek() in (" ", "\t"):
            characters.next()
        character = characters.peek()
        if character == END or character in "#\n()&|;":
            return self.token()
        start = characters.at
        token = self._word(start, True)
        if token.kind == WORD:
            self.marks.append(HeredocMark(token.sign, token.quoted, redirect.sign == "<<-"))
        return token

    def bodies(self) -> None:
        """Read the bodies of the heredocs that are waiting."""
        marks, self.marks = self.marks, []
        for mark in marks:
            if mark.quoted:
                self._raw(mark)
            else:
                PosixWord(self.characters, self.dialect, self.commands, self.backticks, mark).read()

    def _raw(self, mark: HeredocMark) -> None:
        characters = self.characters
        text = characters.text
        while characters.at < len(text):
            at = characters.at
            end = characters.line_end(at)
            characters.at = min(end + 1, len(text))
            line = text[at:end]
            if (line.lstrip("\t") if mark.tabs else line) == mark.word:
                return

"""Words and heredoc bodies as dash and busybox read them.

Quoting is a stack of states, since `${…}` and `$((…))` begin one of their own. What
`$(…)` and backticks contain is parsed as commands while the word is being read, so a
mistake there stops the shell at once; so it is in the body of an unquoted heredoc.
"""

from __future__ import annotations

from studio_lint.syntax.shell.grammar.characters import END
from studio_lint.syntax.shell.grammar.refusal import ShellOpening, ShellRefusal, ShellRefused
from studio_lint.syntax.shell.grammar.tokens import NAME, NAME_START

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_lint.syntax.shell.grammar.characters import ShellCharacters
    from studio_lint.syntax.shell.grammar.dialects import Dialect
    from studio_lint.syntax.shell.grammar.tokens import HeredocMark

BASE = "base"
DOUBLE = "double"
SINGLE = "single"
ARITHMETIC = "arithmetic"
BREAKS = frozenset("<>();&| \t")
SPECIAL = frozenset("!#$*-0123456789?@")
TYPES = "}-+?="
_SPECIAL_IN = {
    BASE: frozenset("\n\\'\"`$}") | BREAKS,
    DOUBLE: frozenset('\n\\"`$}'),
    SINGLE: frozenset("\n'\\"),
    ARITHMETIC: frozenset("\n\\`$}()"),
}


class _Quoting:
    """How characters are taken here; `nested` counts the `${` that are open in it."""

    __slots__ = ("double", "inner_quotes", "nested", "parens", "pushed", "quoted_nested", "syntax")

    def __init__(self, syntax: str, pushed: bool = False) -> None:
        self.syntax = syntax
        self.pushed = pushed
        self.double = syntax in (DOUBLE, ARITHMETIC)
        self.inner_quotes = False
        self.nested = 0
        self.quoted_nested = 0
        self.parens = 0


class PosixWord:
    """One word, or one heredoc's body where `mark` is given.

    `value` is the word without its quotes; `expanded` and `quoted` say whether it has
    expansions and quotes. `commands` parses what `$(` begins, `backticks` a text of its own.
    """

    def __init__(
        self,
        characters: ShellCharacters,
        dialect: Dialect,
        commands: Callable[[ShellOpening], None],
        backticks: Callable[[ShellCharacters, ShellOpening], None],
        mark: HeredocMark | None = None,
        names_mark: bool = False,
    ) -> None:
        self.characters = characters
        self.dialect = dialect
        self.commands = commands
        self.backticks = backticks
        self.mark = mark
        self.names_mark = names_mark
        self.states = [_Quoting(BASE if mark is None else DOUBLE)]
        self.value: list[str] = []
        self.expanded = False
        self.quoted = False
        self.ansi = False
        self.opened: list[ShellOpening] = []

    def read(self) -> str:
        """Read to the end; gives the character that ends a word (it stays), END for a body."""
        characters = self.characters
        if self.mark is not None and self._is_over():
            return END
        while True:
            state = self.states[-1]
            self.value.append(characters.run(_SPECIAL_IN[state.syntax]))
            character = characters.next(state.syntax != SINGLE)
            if character not in _SPECIAL_IN[state.syntax]:
                if character == END:
                    break
                self.value.append(character)
            elif character == "\n":
                if state.syntax == BASE and not state.nested:
                    break
                self.value.append(character)
                if self.mark is not None and self._is_over():
                    character = END
                    break
            elif character in BREAKS and state.syntax == BASE and not state.nested:
                if not self._substitutes(character):
                    break
            else:
                self._special(state, character)
        characters.back()
        self._check_ends()
        return character

    def _is_over(self) -> bool:
        """Whether the heredoc's mark is next; it is then passed over."""
        characters, mark = self.characters, self.mark
        assert mark is not None
        text, at = characters.text, characters.at
        while mark.tabs and text.startswith("\t", at):
            at += 1
        characters.at = at
        if not text.startswith(mark.word, at):
            return False
        end = at + len(mark.word)
        if end < len(text) and text[end] != "\n":
            return False
        characters.at = characters.read_at = min(end + 1, len(text))
        return True

    def _substitutes(self, sign: str) -> bool:
        """`<(` and `>(` inside a word, where the dialect has them."""
        characters = self.characters
        if (
            not self.dialect.substitutes
            or sign not in "<>"
            or characters.text[characters.at : characters.at + 1] != "("
        ):
            return False
        start = characters.read_at
        characters.at += 1
        self.expanded = True
        self.commands(ShellOpening(f"{sign}(", characters.place(start), characters.place(start) + 2))
        return True

    def _special(self, state: _Quoting, character: str) -> None:
        if character == "\\":
            self._backslash(state)
        elif character == "$":
            self._dollar(state)
        elif character == "`":
            if self.names_mark:
                self.value.append(character)
                self.quoted = self.quoted or self.dialect.ansi_quotes
            else:
                self._backquote(state)
        elif character == "'" and state.syntax == BASE:
            state.syntax = SINGLE
            self._open(character)
        elif character == '"' and state.syntax == BASE:
            state.syntax = DOUBLE
            state.double = True
            state.inner_quotes ^= bool(state.nested)
            self._open(character)
        elif character in "'\"":
            self._end_quote(state, character)
        elif character == "}":
            self._end_brace(state)
        elif state.syntax == ARITHMETIC and character in "()":
            self._parenthesis(state, character)
        else:
            self.value.append(character)

    def _open(self, what: str, back: int = 0) -> None:
        start = self.characters.place(self.characters.read_at - back)
        self.opened.append(ShellOpening(what, start, start + len(what)))

    def _close(self) -> None:
        del self.opened[-1:]

    def _backslash(self, state: _Quoting) -> None:
        if state.syntax == SINGLE:
            if self.ansi:
                self.characters.next(False)
            self.value.append("\\")
            return
        character = self.characters.next(False)
        self.quoted = True
        kept = "\\`$" + ('"' if self.mark is None or state.nested else "") + ("}" if state.nested else "")
        if character == END or (state.double and character not in kept):
            self.value.append("\\")
        self.value.append(character)

    def _end_quote(self, state: _Quoting, character: str) -> None:
        self.ansi = False
        if self.mark is not None and not state.nested:
            self.value.append(character)
            return
        if not state.quoted_nested:
            state.syntax = BASE
            state.double = False
            self._close()
        self.quoted = True
        if character == '"':
            state.inner_quotes ^= bool(state.nested)

    def _end_brace(self, state: _Quoting) -> None:
        if state.inner_quotes or not state.nested:
            self.value.append("}")
            return
        state.nested -= 1
        self._close()
        if not state.nested and state.pushed:
            self.states.pop()
        elif state.quoted_nested:
            state.quoted_nested -= 1

    def _parenthesis(self, state: _Quoting, character: str) -> None:
        if character == "(":
            state.parens += 1
        elif state.parens:
            state.parens -= 1
        elif self.characters.next() == ")":
            self.states.pop()
            self._close()
        else:
            self.characters.back()

    # expansions

    def _dollar(self, state: _Quoting) -> None:
        characters = self.characters
        start = characters.read_at
        character = characters.next()
        follows = character != END and (character in "({" or character in NAME_START or character in SPECIAL)
        if self.names_mark or not follows:
            if character == "'" and self.dialect.ansi_quotes and state.syntax not in (DOUBLE, SINGLE):
                self.ansi = True
            else:
                self.value.append("$")
            characters.back()
            return
        self.expanded = True
        place = characters.place(start)
        if character == "{":
            self._braces(state, ShellOpening("${", place, place + 2))
        elif character != "(":
            if character in NAME_START:
                while characters.next() in NAME:
                    pass
                characters.back()
        elif characters.next() == "(":
            self.states.append(_Quoting(ARITHMETIC))
            self.opened.append(ShellOpening("$((", place, place + 3))
        else:
            characters.back()
            self.commands(ShellOpening("$(", place, place + 2))

    def _braces(self, state: _Quoting, opening: ShellOpening) -> None:
        """`${name` and the operator behind it; what follows is read in a state of its own, or in this one."""
        syntax = state.syntax
        if self._operator():
            syntax = BASE
        if syntax == ARITHMETIC:
            syntax = DOUBLE
        if syntax != state.syntax or state.inner_quotes:
            state = _Quoting(syntax, True)
            self.states.append(state)
        state.nested += 1
        state.quoted_nested += state.double
        self.opened.append(opening)

    def _operator(self) -> bool:
        """Pass over the name and its operator; whether a pattern follows, in which quotes count anew."""
        characters = self.characters
        character = characters.next()
        length = False
        if character == "#":
            second = characters.next()
            if second != END and second in NAME:
                length, character = True, second
            else:
                at = characters.read_at
                third = characters.next()
                if second != "}" and third == "}":
                    characters.back()  # `${#-}`: the length of `$-`
                    return False
                characters.read_at = at  # `${#}`, `${#-x}`: the parameter `#`
                characters.at = at + len(second)
                return self._operator_behind(second)
        if character == END or character == "}":
            characters.back()
            return False
        if character not in NAME:
            if character not in SPECIAL:
                return False
            character = characters.next()
        else:
            digits = character.isdecimal()
            while character != END and (character.isdecimal() if digits else character in NAME):
                character = characters.next()
        if length:
            characters.back()
            return False
        return self._operator_behind(character)

    def _operator_behind(self, character: str) -> bool:
        characters = self.characters
        if character == ":":
            following = characters.next()
            if self.dialect.slices and (following == END or following not in TYPES):
                characters.back()
            return False
        if character != END and character in "%#":
            if characters.next() != character:
                characters.back()
            return True
        if character == "/" and self.dialect.slices:
            if characters.next() != "/":
                characters.back()
            return True
        if character == END or character == "}":
            characters.back()
        return False

    def _backquote(self, state: _Quoting) -> None:
        """A text of its own, in which some backslashes have been taken away."""
        from studio_lint.syntax.shell.grammar.characters import ShellCharacters

        characters = self.characters
        start = characters.place(characters.read_at)
        opening = ShellOpening("`", start, start + 1)
        text: list[str] = []
        places: list[int] = []
        removed = '\\`$"' if state.double else "\\`$"
        while True:
            character = characters.next()
            if character == END:
                place = characters.place(characters.at)
                raise ShellRefused(ShellRefusal("unclosed", place, place, "", "`", opening))
            if character == "`":
                break
            if character == "\\":
                following = characters.next(False)
                if following == END or following not in removed:
                    text.append("\\")
                    places.append(characters.place(characters.read_at) - 1)
                character = following
            if character != END:
                text.append(character)
                places.append(characters.place(characters.read_at))
        self.expanded = True
        self.backticks(ShellCharacters("".join(text), characters.budget, places), opening)

    def _check_ends(self) -> None:
        state = self.states[-1]
        expected = ""
        if state.syntax == ARITHMETIC:
            expected = "))"
        elif state.syntax != BASE and self.mark is None:
            expected = "'" if state.syntax == SINGLE else '"'
        elif state.nested:
            expected = "}"
        if expected:
            place = self.characters.place(self.characters.at)
            opening = next((one for one in reversed(self.opened) if _ends(one.what) == expected), None)
            raise ShellRefused(ShellRefusal("unclosed", place, place, "", expected, opening))


def _ends(what: str) -> str:
    return {"${": "}", "$((": "))"}.get(what, what)

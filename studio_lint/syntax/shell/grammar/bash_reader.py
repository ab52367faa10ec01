"""Cuts a script into tokens as bash does.

bash decides while it reads, by the token read last, whether a word may be a reserved
one, an assignment or an array; the names here are those of that token.
"""

from __future__ import annotations

from studio_lint.syntax.shell.grammar.bash_pairs import ARITHMETIC as IN_ARITHMETIC
from studio_lint.syntax.shell.grammar.bash_pairs import BRACES, ESCAPES, FIRST_CLOSE, SUBSCRIPT, BashPairs
from studio_lint.syntax.shell.grammar.bash_text import has_braces, is_assignment, without_quotes
from studio_lint.syntax.shell.grammar.characters import END
from studio_lint.syntax.shell.grammar.refusal import Abandoned, Construct, ShellOpening, ShellRefusal, ShellRefused
from studio_lint.syntax.shell.grammar.tokens import (
    ARITHMETIC,
    ASSIGNMENT,
    BLANK,
    NEWLINE,
    NUMBER,
    OPERATOR,
    REDIRECT,
    TEXT_END,
    WORD,
    HeredocMark,
    ShellToken,
    is_name,
    word_set,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_lint.syntax.shell.grammar.characters import ShellCharacters
    from studio_lint.syntax.shell.grammar.dialects import Dialect
    from studio_lint.syntax.shell.grammar.refusal import ConstructKind

_BEFORE_RESERVED = word_set(
    "newline ; ( ) | & { } && || |& ! ]] arithmetic do done elif else esac fi if then time -p -- coproc until while "
    ";; ;& ;;& $("
) | {""}
_BEFORE_TIME = word_set("newline ; && || & while do until if then elif else { ( ) ! time -p --") | {""}
_DECLARING = word_set("alias declare export local readonly typeset eval let")
_BREAKS = frozenset(" \t\n()<>;&|")
_SPECIAL = _BREAKS | frozenset("\\'\"`$[=+*?@!")
"""What may be more than a plain character in a word."""
_SIGNS = (";;&", "<<-", "<<<", "&>>", "&&", "||", ";;", ";&", "|&", "<<", ">>", "<&", ">&", "<>", ">|", "&>")


class BashReader:
    """Tokens in order; `last` and `before` are those read before the one that is being read.

    `in_pattern`: in the pattern of a `case`; `redirects_only`: a simple command has begun
    with redirections; `marks`: heredocs whose bodies begin behind the next line end.
    """

    def __init__(
        self,
        characters: ShellCharacters,
        dialect: Dialect,
        commands: Callable[[ShellOpening], None],
        constructs: list[Construct],
    ) -> None:
        self.characters = characters
        self.dialect = dialect
        self.constructs = constructs
        self.pairs = BashPairs(characters, commands, dialect.posix, constructs)
        self.extended_patterns = False
        self.marks: list[HeredocMark] = []
        self.before = self.last = self.current = ""
        self.in_pattern = False
        self.redirects_only = False
        self.declaring = False
        self.in_condition = False
        self.in_array = False
        self.in_substitution = False
        self.regular_expression = False
        self.pattern_word = False

    def become(self, token: ShellToken, reserved: str) -> None:
        """The grammar takes the token read last for a reserved word, or for a plain one."""
        self.current = reserved or WORD

    def begin_substitution(self) -> dict[str, object]:
        """`$(` was read; gives what `end_substitution` wants back."""
        held = dict(self.__dict__)
        self.marks = []
        self.current = "$("
        self.in_pattern = self.redirects_only = self.declaring = self.in_condition = self.in_array = False
        self.regular_expression = self.pattern_word = False
        self.in_substitution = True
        return held

    def end_substitution(self, outer: dict[str, object]) -> None:
        """The `)` was read: bodies of heredocs that are still to come are the lines below, read at once."""
        if self.marks:
            characters = self.characters
            here = characters.at, characters.read_at
            below = min(characters.line_end(characters.at) + 1, len(characters.text))
            characters.at = characters.jumps.get(below, below)
            self.bodies()
            characters.jumps[below] = characters.at
            characters.at, characters.read_at = here
        self.__dict__.update(outer)

    def token(self) -> ShellToken:
        """The next token."""
        self.before, self.last = self.last, self.current
        token = self.read()
        self.current = token.reserved or (token.sign if token.kind in (OPERATOR, REDIRECT) else token.kind)
        return token

    def target(self, redirect: ShellToken) -> ShellToken:
        """What stands behind a redirection; the mark of a heredoc is noted."""
        token = self.token()
        if redirect.sign in ("<<", "<<-") and token.kind == WORD:
            self.marks.append(HeredocMark(without_quotes(token.sign), token.quoted, redirect.sign == "<<-"))
        return token

    # tokens

    def read(self) -> ShellToken:
        """The next token, without taking note of it."""
        characters = self.characters
        character = characters.next()
        while character != END and character in BLANK:
            character = characters.next()
        start = characters.read_at
        place = characters.place(start)
        if character == END:
            return ShellToken(TEXT_END, place, place)
        if character == "#":
            characters.at = characters.line_end(characters.at)
            characters.next()
            character = "\n"
        if character == "\n":
            self.declaring = False
            self.bodies()
            return ShellToken(NEWLINE, place, place + 1)
        if self.regular_expression or character not in _BREAKS:
            if character == "-" and self.last in ("<&", ">&"):
                return ShellToken(WORD, place, place + 1, "-", "-")
            return self._word(start)
        return self._sign(start, character)

    def _sign(self, start: int, character: str) -> ShellToken:
        characters = self.characters
        place = characters.place(start)
        following = characters.peek()
        if character in "<>" and following == "(":
            self.declaring = False
            return self._word(start)
        self.declaring = False
        if character == "(" and following == "(":
            found = self._double_bracket(start)
            if found is not None:
                return found
        sign = character
        while True:
            following = characters.next()
            if following == END or not any(one.startswith(sign + following) for one in _SIGNS):
                break
            sign += following
        characters.back()
        kind = REDIRECT if sign[0] in "<>" or sign.startswith("&>") else OPERATOR
        return ShellToken(kind, place, characters.place(characters.at - 1) + 1, sign)

    def _double_bracket(self, start: int) -> ShellToken | None:
        """`((…))` where it may stand; None for two brackets of subshells."""
        if self.last != "for" and not self._may_be_reserved():
            return None
        characters = self.characters
        characters.next()
        inside = characters.at
        place = characters.place(start)
        opening = ShellOpening("((", place, place + 2)
        self.pairs.pair(opening, "(", ")", "", IN_ARITHMETIC)
        text = characters.text[inside : characters.at - 1]
        if characters.next(False) == ")":
            return ShellToken(ARITHMETIC, place, characters.place(characters.at - 1) + 1, text)
        if self.last == "for":
            raise Abandoned
        characters.at = inside - 1
        return ShellToken(OPERATOR, place, place + 1, "(")

    def _may_be_reserved(self) -> bool:
        return self.last in _BEFORE_RESERVED or (self.last == WORD and self.before in ("coproc", "function"))

    def _begins_command(self) -> bool:
        """Whether an assignment may stand here."""
        if self.last == ASSIGNMENT or (self.redirects_only and not self.in_pattern):
            return True
        return self.last not in (";;", ";&", ";;&") and self._may_be_reserved()

    # words

    def _word(self, start: int) -> ShellToken:
        characters = self.characters
        characters.at = start
        word = _BashWord()
        self.read_parts(word)
        value = "".join(word.value)
        place, end = characters.place(start), characters.place(characters.at - 1) + 1
        stop = characters.text[characters.at : characters.at + 1]
        raw = characters.text[start : characters.at]
        plain = "" if word.quoted or word.expanded else value
        if plain.isdecimal() and (stop in ("<", ">") or self.last in ("<&", ">&")):
            return ShellToken(NUMBER, place, end, plain)
        token = ShellToken(WORD, place, end, raw, plain, quoted=word.quoted)
        token.reserved = self._reserved(plain)
        if token.reserved:
            return token
        begins = self._begins_command()
        if begins and plain in _DECLARING:
            self.declaring = True
        if value[:1] == "{" and value[-1:] == "}" and stop in ("<", ">") and is_name(value[1:-1].partition("[")[0]):
            return ShellToken(NUMBER, place, end, raw)
        if (begins and not self.in_pattern) or self.in_array:
            token.kind = ASSIGNMENT if is_assignment(value, self.in_array) else WORD
            if token.kind == ASSIGNMENT and not self.in_array:
                name = value.partition("=")[0]
                if name.endswith(("+", "]")):
                    self.constructs.append(Construct("append" if name[-1] == "+" else "array-item", place, end))
        if token.kind == WORD and "{" in value and not self.in_condition and has_braces(value):
            self.constructs.append(Construct("braces", place, end))
        return token

    def _reserved(self, plain: str) -> str:
        last = self.last
        if not plain:
            return ""
        if (plain == "-p" and last == "time") or (plain == "--" and last in ("time", "-p")):
            return plain
        if plain == "]]" and self.in_condition:
            return plain
        if plain not in self.dialect.reserved or not self._may_be_reserved():
            return ""
        if self.in_pattern and (plain != "esac" or last in ("|", "(")):
            return ""
        if plain == "time" and (last not in _BEFORE_TIME or (last == NEWLINE and self.before == "|")):
            return ""
        return plain

    def read_parts(self, word: _BashWord) -> None:
        """The parts of a word, up to what ends it, which stays."""
        characters, pairs = self.characters, self.pairs
        while True:
            plain = characters.run(_SPECIAL)
            if plain:
                word.value.append(plain)
            character = characters.next()
            if character == END:
                break
            if character == "\\":
                word.quoted = True
                word.value += (character, characters.next(False))
            elif character in "'\"`":
                pairs.quote(character)
                word.value += (character, character)
                word.quoted = word.quoted or character != "`"
                word.expanded = True
            elif (character in "$<>" and self._expansion(word, character)) or self._bracket(word, character):
                continue
            elif character in _BREAKS and not (self.regular_expression and character == "|"):
                break
            else:
                word.value.append(character)
        characters.back()

    def _expansion(self, word: _BashWord, character: str) -> bool:
        characters, pairs = self.characters, self.pairs
        following = characters.next()
        if following == "(":
            if character != "$":
                self._note("process-substitution", characters.read_at - 1, 2)
            pairs.command(pairs.opening(character + "("))
        elif character == "$" and following == "{":
            pairs.pair(pairs.opening("${"), "{", "}", "", FIRST_CLOSE | BRACES)
        elif character == "$" and following == "[":
            pairs.pair(pairs.opening("$["), "[", "]", "", IN_ARITHMETIC)
        elif character == "$" and following in ("'", '"'):
            if following == "'":
                self._note("ansi-quote", characters.read_at - 1, 2)
            pairs.quote(following, ESCAPES if following == "'" else 0)
            word.quoted = True
        elif character != "$" or following != "$":
            characters.back()
            if character == "$":
                word.value.append(character)
                word.expanded = True
                return True
            characters.at = characters.read_at = characters.text.rindex(character, 0, characters.at) + 1
            characters.read_at -= 1
            return False
        word.value += (character, "" if following == "{" else following)
        word.expanded = True
        return True

    def _note(self, kind: ConstructKind, at: int, length: int) -> None:
        place = self.characters.place(max(at, 0))
        self.constructs.append(Construct(kind, place, place + length))

    def _bracket(self, word: _BashWord, character: str) -> bool:
        """Brackets that belong to the word: of patterns, subscripts and arrays."""
        characters, pairs = self.characters, self.pairs
        if character == "(" and self.regular_expression:
            pairs.pair(pairs.opening("("), "(", ")", "", 0)
        elif character in "+*?@!" and (self.extended_patterns or self.pattern_word):
            at = characters.read_at
            if characters.next() != "(":
                characters.at, characters.read_at = at + 1, at
                return False
            pairs.pair(pairs.opening("("), "(", ")", "", 0)
        elif character == "[" and self._is_subscript(word):
            pairs.pair(pairs.opening("["), "[", "]", "", SUBSCRIPT)
            word.value += ("[", "]")
            return True
        elif character == "=" and word.value and ((self._begins_command() and not self.in_pattern) or self.declaring):
            at = characters.read_at
            name = "".join(word.value)
            if "=" in name or not is_assignment(name + "=", self.in_array) or characters.next() != "(":
                characters.at, characters.read_at = at + 1, at
                return False
            self._note("array", characters.read_at - len(name) - 1, len(name) + 2)
            self._array(pairs.opening("("))
            word.value.append("=")
        else:
            return False
        word.value.append(character)
        word.expanded = True
        return True

    def _is_subscript(self, word: _BashWord) -> bool:
        if not word.value:
            return self.in_array
        return self._begins_command() and not self.in_pattern and is_name("".join(word.value))

    def _array(self, opening: ShellOpening) -> None:
        """Behind `name=(`, up to the `)`."""
        held = self.last, self.in_array, self.declaring
        self.last, self.in_array = WORD, True
        while True:
            token = self.read()
            if token.kind == OPERATOR and token.sign == ")":
                break
            if token.kind == TEXT_END:
                raise ShellRefused(ShellRefusal("unclosed", token.start, token.end, "", ")", opening))
            if token.kind not in (NEWLINE, WORD, ASSIGNMENT):
                raise ShellRefused(ShellRefusal("unexpected", token.start, token.end, token.sign, "", opening))
        self.last, self.in_array, self.declaring = held

    # heredocs

    def bodies(self) -> None:
        """Read the bodies of the heredocs that are waiting: bash looks for nothing but their ends."""
        marks, self.marks = self.marks, []
        characters = self.characters
        for mark in marks:
            while characters.at < len(characters.text):
                at = characters.at
                line = self._body_line(mark)
                line = line.lstrip("\t") if mark.tabs else line
                if line == mark.word:
                    break
                if self.in_substitution and line.startswith(mark.word) and ")" in line[len(mark.word) :]:
                    characters.at = characters.text.index(mark.word, at) + len(mark.word)
                    break

    def _body_line(self, mark: HeredocMark) -> str:
        characters = self.characters
        text = characters.text
        found = ""
        while True:
            end = characters.line_end(characters.at)
            part = text[characters.at : end]
            characters.at = characters.read_at = min(end + 1, len(text))
            escaped = (len(part) - len(part.rstrip("\\"))) % 2
            if mark.quoted or not escaped or end >= len(text):
                return found + part
            found += part[:-1]


class _BashWord:
    """A word that is being read; `value` stands for its parts, expansions shortened."""

    __slots__ = ("expanded", "quoted", "value")

    def __init__(self) -> None:
        self.value: list[str] = []
        self.quoted = False
        self.expanded = False

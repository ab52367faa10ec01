"""Expansion of Dockerfile words: quotes, escapes and variables, as BuildKit does it.

The behaviour is that of BuildKit's shell lexer (its `shell.Lex`, 2026-08):
`$NAME`, `${NAME}`, the modifiers `:-` `-` `:+` `+` `:?` `?` `#` `##` `%` `%%`
`/` `//`, words nested in modifiers, and one escape character.
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Span, Text
from studio_lint.syntax.dockerfile.blanks import SPACE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    Lookup = Callable[[str], str | None]

SPECIAL = "@*#?-$!0"
DEEPEST = 100
LONGEST = 65_536

MISSING_BRACE = "syntax error: missing '}'"


class Use(Record):
    """One variable read by a word.

    name      without `$` and braces; "1" or "@" for positional ones
    span      the whole `$NAME` or `${NAME…}` in the file
    name_span the name alone
    found     an ARG or ENV in scope gives it a value (perhaps an empty one)
    modifier  "" or what stands behind the name (":-", "#", "/", …)
    """

    name: str
    span: Span
    name_span: Span
    found: bool
    modifier: str = ""


class Expansion(Record):
    """What a word becomes.

    value   the expanded word; "" when it was refused
    words   the value split at blanks outside quotes, where that was asked for
    uses    variables read, in order of appearance
    error   BuildKit's words when it refuses, else None
    span    the place of the error, or of the whole word
    bounded False when the word nests too deeply or grows too long to follow;
            then nothing is known of the value
    """

    value: str
    words: tuple[str, ...]
    uses: tuple[Use, ...]
    error: str | None
    span: Span
    bounded: bool = True


def expand(
    text: Text,
    lookup: Lookup,
    escape: str = "\\",
    quotes: bool = True,
    longest: int = LONGEST,
    split: bool = False,
) -> Expansion:
    """Expand one word.

    `lookup` gives a variable's value, None where it is unset. `quotes` is False
    for the body of a heredoc, in which quotes are plain characters. `split`:
    the words are wanted too, as EXPOSE does.
    """
    if is_plain(text.value, escape, quotes):
        return Expansion(text.value, tuple(_split(text.value)) if split else (), (), None, text.whole)
    lexer = _Lexer(text, lookup, escape, quotes, longest + len(text.value), split)
    try:
        value, words = lexer.word("", False, 0)
    except _Refused as refusal:
        message, start = refusal.args
        return Expansion("", (), tuple(lexer.uses), message, text.span(start, lexer.at))
    except _Unbounded:
        return Expansion("", (), tuple(lexer.uses), None, text.whole, False)
    return Expansion(value, tuple(words), tuple(lexer.uses), None, text.whole)


def _in_name(character: str) -> bool:
    return character.isalpha() or character.isdecimal() or character == "_"


def is_plain(value: str, escape: str = "\\", quotes: bool = True) -> bool:
    """Whether a word expands to itself."""
    if "$" in value or escape in value or value.startswith("\ufeff"):
        return False
    return not quotes or ("'" not in value and '"' not in value)


def _split(value: str) -> list[str]:
    words = _Words(True)
    words.add(value)
    return words.done()


class _Refused(Exception):
    """BuildKit's words and the index at which the refused part begins."""


class _Unbounded(Exception):
    """The word goes beyond what is followed here."""


class _Words:
    """Splits a growing word at blanks that are neither quoted nor escaped, if `wanted`."""

    def __init__(self, wanted: bool) -> None:
        self.wanted = wanted
        self.finished: list[str] = []
        self.current: list[str] = []

    def add(self, piece: str) -> None:
        for character in piece if self.wanted else "":
            if character not in SPACE:
                self.current.append(character)
            elif self.current:
                self._finish()

    def add_raw(self, piece: str) -> None:
        if piece and self.wanted:
            self.current.append(piece)

    def _finish(self) -> None:
        self.finished.append("".join(self.current))
        self.current = []

    def done(self) -> list[str]:
        if self.current:
            self._finish()
        return self.finished


class _Lexer:
    def __init__(self, text: Text, lookup: Lookup, escape: str, quotes: bool, longest: int, split: bool) -> None:
        self.text = text
        self.split = split
        self.source = text.value
        self.end = len(self.source)
        self.at = 1 if self.source.startswith("\ufeff") else 0
        self.lookup = lookup
        self.escape = escape
        self.quotes = quotes
        self.room = longest
        self.uses: list[Use] = []

    def peek(self) -> str:
        """The next character; "" at the end."""
        return self.source[self.at] if self.at < self.end else ""

    def next(self) -> str:
        character = self.peek()
        self.at += len(character)
        return character

    def grown(self, piece: str) -> str:
        self.room -= len(piece)
        if self.room < 0:
            raise _Unbounded
        return piece

    def word(self, stop: str, raw: bool, depth: int) -> tuple[str, list[str]]:
        """Read up to `stop` ("" for the end); `raw` keeps escape characters."""
        if depth > DEEPEST:
            raise _Unbounded
        begun = self.at
        result: list[str] = []
        words = _Words(self.split and depth == 0)
        while self.at < self.end:
            character = self.peek()
            if stop and character == stop:
                self.at += 1
                return "".join(result), words.done()
            if character == "$":
                piece = self.grown(self.dollar(raw, depth))
                words.add(piece)
            elif self.quotes and character in "'\"":
                piece = self.single() if character == "'" else self.double(raw, depth)
                words.add_raw(piece)
            elif character == self.escape:
                self.at += 1
                piece = self.next()
                if raw:
                    piece = character + piece
                words.add_raw(piece)
            else:
                piece = self.plain(stop)
                words.add(piece)
            result.append(piece)
        if stop:
            raise _Refused(f"unexpected end of statement while looking for matching {stop}", begun)
        return "".join(result), words.done()

    def plain(self, stop: str) -> str:
        """The run of characters up to the next one that means something."""
        start = self.at
        marks = "$" + self.escape + stop + ("'\"" if self.quotes else "")
        while self.at < self.end and self.source[self.at] not in marks:
            self.at += 1
        return self.source[start : self.at]

    def single(self) -> str:
        begun = self.at
        close = self.source.find("'", begun + 1)
        if close < 0:
            self.at = self.end
            raise _Refused("unexpected end of statement while looking for matching single-quote", begun)
        self.at = close + 1
        return self.source[begun + 1 : close]

    def double(self, raw: bool, depth: int) -> str:
        begun = self.at
        self.at += 1
        result: list[str] = []
        while self.at < self.end:
            character = self.peek()
            if character == '"':
                self.at += 1
                return "".join(result)
            if character == "$":
                result.append(self.grown(self.dollar(raw, depth)))
                continue
            self.at += 1
            if character == self.escape:
                if raw:
                    result.append(character)
                following = self.peek()
                if not following:
                    break
                if following in ('"', "$", self.escape):
                    self.at += 1
                    character = following
            result.append(character)
        raise _Refused("unexpected end of statement while looking for matching double-quote", begun)

    def name(self) -> str:
        start = self.at
        first = self.peek()
        if first.isdecimal():
            while self.peek().isdecimal():
                self.at += 1
        elif first and first in SPECIAL:
            self.at += 1
        else:
            while _in_name(self.peek()):
                self.at += 1
        return self.source[start : self.at]

    def read(self, name: str, begun: int, named: int, modifier: str) -> str | None:
        value = self.lookup(name)
        places = self.text.span(begun, self.at), self.text.span(named, named + len(name))
        self.uses.append(Use(name, *places, value is not None, modifier))
        return value

    def dollar(self, raw: bool, depth: int) -> str:
        begun = self.at
        self.at += 1
        if self.peek() != "{":
            named = self.at
            name = self.name()
            if not name:
                return "$"
            return self.read(name, begun, named, "") or ""
        self.at += 1
        following = self.peek()
        if not following:
            raise _Refused(MISSING_BRACE, begun)
        if following in "{}:":
            raise _Refused("syntax error: bad substitution", begun)
        named = self.at
        name = self.name()
        modifier = self.next()
        if modifier == "}":
            return self.read(name, begun, named, "") or ""
        if modifier == "/":
            return self.replaced(name, begun, named, depth)
        if modifier == ":":
            modifier += self.next() or "\ufffd"
        elif not modifier or modifier not in "+-?#%":
            raise _Refused(f"unsupported modifier ({modifier or chr(0xFFFD)}) in substitution", begun)
        return self.modified(name, modifier, begun, named, depth)

    def nested(self, stop: str, raw: bool, depth: int, begun: int, missing: str) -> str:
        """A word inside `${…}`; what is missing is said in place of the word's own error."""
        try:
            return self.word(stop, raw, depth + 1)[0]
        except _Refused:
            if self.at >= self.end:
                raise _Refused(missing, begun) from None
            raise

    def modified(self, name: str, modifier: str, begun: int, named: int, depth: int) -> str:
        kind = modifier[-1]
        word = self.nested("}", kind in "#%", depth, begun, MISSING_BRACE)
        value = self.read(name, begun, named, modifier)
        missing = value is None or (modifier[0] == ":" and value == "")
        if kind == "-":
            return word if missing else value or ""
        if kind == "+":
            return "" if missing else word
        if kind == "?":
            if missing:
                state = "unset" if value is None else "empty"
                raise _Refused(f"{name}: {word or f'is not allowed to be {state}'}", begun)
            return value or ""
        if kind not in "#%":
            raise _Refused(f"unsupported modifier ({modifier}) in substitution", begun)
        greedy = word.startswith(kind)
        return self.matched(begun, word[1:] if greedy else word, value or "", "^" if kind == "#" else "$", greedy, "")

    def replaced(self, name: str, begun: int, named: int, depth: int) -> str:
        every = self.peek() == "/"
        if every:
            self.at += 1
        pattern = self.nested("/", True, depth, begun, "syntax error: missing '/' in ${}")
        word = self.nested("}", True, depth, begun, MISSING_BRACE)
        value = self.read(name, begun, named, "//" if every else "/")
        return self.matched(begun, pattern, value or "", "*" if every else "1", True, word)

    def matched(self, begun: int, pattern: str, value: str, how: str, greedy: bool, word: str) -> str:
        from studio_lint.syntax.dockerfile import expansion_patterns

        tokens = expansion_patterns.tokens(pattern)
        if isinstance(tokens, str):
            raise _Refused(f"invalid pattern ({pattern}) in substitution: {tokens}", begun)
        if len(tokens) * (len(value) + 1) > expansion_patterns.MOST:
            raise _Unbounded
        if how == "^":
            return expansion_patterns.without_prefix(tokens, value, greedy)
        if how == "$":
            return expansion_patterns.without_prefix(tokens[::-1], value[::-1], greedy)[::-1]
        return expansion_patterns.replaced(tokens, value, word, how == "*", self.room)

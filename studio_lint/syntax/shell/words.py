"""Words of a shell command line: quotes removed, expansions found.

As POSIX shells and bash do it (bash 5.2, dash 0.5.12). Globs, braces and `~`
count as plain characters.
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    PieceKind = Literal["text", "variable", "command", "arithmetic"]

BLANK = " \t\r"
META = " \t\r\n;&|<>()"
NOT_PLAIN = frozenset(META + "\\\"'$`")
DEEPEST = 20

NAME_START = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_")
NAME = NAME_START | frozenset("0123456789")
SPECIAL = frozenset("@*#?-$!0123456789")
ANSI = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "e": "\x1b", "E": "\x1b"}


class Piece(Record):
    """A part of a word.

    kind      "text", "variable" (`$A`, `${A:-b}`), "command" (`$(…)`, backticks)
              or "arithmetic" (`$((…))`)
    text      of "text": the characters, quotes removed; else as written
    quoting   "" none, "'" single, '"' double, "\\" escaped
    name      of a variable
    operator  what stands behind the name in braces (":-", "#", …)
    operand   the word behind the operator
    inner     what stands between the brackets of "command" and "arithmetic"
    """

    kind: PieceKind
    text: Text
    quoting: str = ""
    name: str = ""
    operator: str = ""
    operand: Word | None = None
    inner: Text | None = None

    def __init__(
        self,
        kind: PieceKind,
        text: Text,
        quoting: str = "",
        name: str = "",
        operator: str = "",
        operand: Word | None = None,
        inner: Text | None = None,
    ) -> None:
        # As of Span, so many are made.
        held = self.__dict__
        held["kind"] = kind
        held["text"] = text
        held["quoting"] = quoting
        held["name"] = name
        held["operator"] = operator
        held["operand"] = operand
        held["inner"] = inner


class Word(Record):
    """One word. `closed` is False where a quote or bracket never ends."""

    text: Text
    pieces: tuple[Piece, ...]
    closed: bool = True

    def __init__(self, text: Text, pieces: tuple[Piece, ...], closed: bool = True) -> None:
        # As of Span, so many are made.
        held = self.__dict__
        held["text"] = text
        held["pieces"] = pieces
        held["closed"] = closed

    @property
    def value(self) -> str | None:
        """The word after quote removal; None where it holds an expansion."""
        if len(self.pieces) == 1 and self.pieces[0].kind == "text":
            return self.pieces[0].text.value
        if any(piece.kind != "text" for piece in self.pieces):
            return None
        return "".join(piece.text.value for piece in self.pieces)

    @property
    def literal(self) -> Text | None:
        """`value` with its places."""
        return None if self.value is None else join(self.text, self.pieces)

    @property
    def bare(self) -> str | None:
        """The value of a word without any quoting, else None."""
        return self.value if all(not piece.quoting for piece in self.pieces) else None

    def variables(self, depth: int = 0) -> Iterator[Piece]:
        """The variables read by the word, those in operands included."""
        for piece in self.pieces:
            if piece.kind == "variable":
                yield piece
                if piece.operand is not None and depth < DEEPEST:
                    yield from piece.operand.variables(depth + 1)


def join(whole: Text, pieces: tuple[Piece, ...]) -> Text:
    """The characters of text pieces as one text; `whole` is what they are pointed at by."""
    if len(pieces) == 1 and pieces[0].text.whole == whole.whole:
        return pieces[0].text
    return whole.joined((piece.text for piece in pieces), whole.whole)


def read_word(text: Text, start: int, end: int | None = None) -> tuple[Word, int]:
    """The word at `start` and the index behind it; it ends at a blank or an operator."""
    value = text.value
    limit = len(value) if end is None else end
    at = start
    while at < limit and value[at] not in NOT_PLAIN:
        at += 1
    if at > start and (at == limit or value[at] in META):
        plain = text.sub(start, at)
        return Word(plain, (Piece("text", plain),)), at
    return _word(text, start, end, META, "")


def read_heredoc(body: Text) -> Word:
    """The body of a heredoc with an unquoted mark: quotes are plain characters."""
    return _word(body, 0, None, "", "<<")[0]


def _word(text: Text, start: int, end: int | None, stop: str, quoting: str) -> tuple[Word, int]:
    scanner = _Scanner(text, start, len(text.value) if end is None else end)
    pieces = scanner.pieces(stop, quoting, 0)
    return Word(text.sub(start, scanner.at), tuple(_merged(text, pieces)), scanner.closed), scanner.at


def _merged(text: Text, pieces: list[Piece]) -> Iterator[Piece]:
    run: list[Piece] = []
    for piece in pieces:
        if run and (piece.kind != "text" or piece.quoting != run[0].quoting):
            yield _one(text, run)
            run = []
        if piece.kind == "text":
            run.append(piece)
        else:
            yield piece
    if run:
        yield _one(text, run)


def _one(text: Text, run: list[Piece]) -> Piece:
    if len(run) == 1:
        return run[0]
    whole = run[0].text.whole.to(run[-1].text.whole)
    return Piece("text", text.joined((piece.text for piece in run), whole), run[0].quoting)


class _Scanner:
    """Reads pieces from `at` on. In a quoting of "<<" (a heredoc) quotes are plain."""

    def __init__(self, text: Text, at: int, end: int) -> None:
        self.text = text
        self.value = text.value
        self.at = at
        self.end = end
        self.closed = True

    def pieces(self, stop: str, quoting: str, depth: int) -> list[Piece]:
        """Up to a character of `stop` outside inner quotes and brackets, or the end."""
        found: list[Piece] = []
        shown = '"' if quoting == "<<" else quoting
        halt = frozenset(stop + "\\$`" + ("'" if not quoting else "") + ('"' if quoting != "<<" else ""))
        while self.at < self.end and self.value[self.at] not in stop:
            character = self.value[self.at]
            if character == "\\":
                self._escape(quoting, found)
            elif character == "'" and not quoting:
                self._single(found)
            elif character == '"' and quoting != "<<":
                self._double(found, depth)
            elif character == "$":
                self._dollar(shown, found, depth)
            elif character == "`":
                self._backticks(shown, found)
            else:
                start = self.at
                while self.at < self.end and self.value[self.at] not in halt:
                    self.at += 1
                found.append(Piece("text", self.text.sub(start, self.at), shown))
        return found

    def _plain(self, start: int, end: int, quoting: str) -> Piece:
        return Piece("text", self.text.sub(start, end), quoting)

    def _escape(self, quoting: str, found: list[Piece]) -> None:
        following = self.value[self.at + 1 : min(self.at + 2, self.end)]
        if following == "\r" and self.value[self.at + 2 : self.at + 3] == "\n":
            self.at += 3
        elif following == "\n":
            self.at += 2
        elif not following or (quoting and following not in ('$`\\"' if quoting == '"' else "$`\\")):
            found.append(self._plain(self.at, self.at + 1, '"' if quoting else ""))
            self.at += 1
        else:
            found.append(self._plain(self.at + 1, self.at + 2, "\\"))
            self.at += 2

    def _single(self, found: list[Piece]) -> None:
        close = self.value.find("'", self.at + 1, self.end)
        if close < 0:
            self.closed = False
            close = self.end
        found.append(self._plain(self.at + 1, close, "'"))
        self.at = min(close + 1, self.end)

    def _double(self, found: list[Piece], depth: int) -> None:
        self.at += 1
        start = self.at
        inside = self.pieces('"', '"', depth + 1) if depth < DEEPEST else []
        if self.at >= self.end or depth >= DEEPEST:
            self.closed = False
            self.at = self.end
        else:
            self.at += 1
        found += inside or [self._plain(start, start, '"')]

    def _dollar(self, quoting: str, found: list[Piece], depth: int) -> None:
        start = self.at
        following = self.value[start + 1 : min(start + 2, self.end)]
        if following in NAME_START:
            self.at += 2
            while self.at < self.end and self.value[self.at] in NAME:
                self.at += 1
            found.append(
                Piece(
                    kind="variable",
                    text=self.text.sub(start, self.at),
                    quoting=quoting,
                    name=self.value[start + 1 : self.at],
                )
            )
        elif following == "{":
            found.append(self._braces(quoting, depth))
        elif following == "(":
            found.append(self._brackets(quoting))
        elif following and following in SPECIAL:
            self.at += 2
            found.append(Piece(kind="variable", text=self.text.sub(start, self.at), quoting=quoting, name=following))
        elif following == "'" and not quoting:
            self._ansi(found)
        elif following == '"' and not quoting:
            self.at += 1
        else:
            self.at += 1
            found.append(self._plain(start, self.at, quoting))

    def _ansi(self, found: list[Piece]) -> None:
        """`$'…'`: escapes as in C."""
        self.at += 2
        parts = [self.text.sub(self.at, self.at)]
        while self.at < self.end and self.value[self.at] != "'":
            step = 2 if self.value[self.at] == "\\" and self.at + 1 < self.end else 1
            part = self.text.sub(self.at, self.at + step)
            if step == 2:
                made = ANSI.get(part.value[1], part.value[1])
                width = part.whole.end - part.whole.start
                part = Text(part.source, made, ((0, part.whole.start, width),), part.whole)
            parts.append(part)
            self.at += step
        self.closed = self.closed and self.at < self.end
        found.append(Piece("text", self.text.joined(parts, parts[0].whole.to(parts[-1].whole)), "'"))
        self.at = min(self.at + 1, self.end)

    def _braces(self, quoting: str, depth: int) -> Piece:
        start = self.at
        self.at += 2
        if self.value[self.at : self.at + 1] in ("!", "#") and self.value[self.at + 1 : self.at + 2] in NAME_START:
            self.at += 1
        first = self.at
        while self.at < self.end and self.value[self.at] in NAME:
            self.at += 1
        if self.at == first and self.at < self.end and self.value[self.at] in SPECIAL:
            self.at += 1
        name = self.value[first : self.at]
        first = self.at
        while self.at < self.end and self.value[self.at] in ":-+=?#%/^,@[" and self.at - first < 2:
            self.at += 1
        operator = self.value[first : self.at]
        operand = None
        if operator:
            begin = self.at
            inside = self.pieces("}", quoting, depth + 1) if depth < DEEPEST else []
            operand = Word(self.text.sub(begin, self.at), tuple(_merged(self.text, inside)))
        else:
            self.at = max(self.at, self.value.find("}", self.at, self.end))
        if self.at >= self.end or self.value[self.at] != "}":
            self.closed = False
            self.at = self.end
        else:
            self.at += 1
        return Piece(
            kind="variable",
            text=self.text.sub(start, self.at),
            quoting=quoting,
            name=name,
            operator=operator,
            operand=operand,
        )

    def _brackets(self, quoting: str) -> Piece:
        """`$(…)` or `$((…))`, to the bracket that closes it."""
        start = self.at
        double = self.value.startswith("$((", start)
        close = _closing(self.value, start + 1, self.end)
        if close < 0:
            self.closed = False
            close = self.end
        self.at = min(close + 1, self.end)
        if double and self.value[close - 1 : close] == ")":
            inner = self.text.sub(start + 3, close - 1)
            return Piece("arithmetic", self.text.sub(start, self.at), quoting, inner=inner)
        return Piece("command", self.text.sub(start, self.at), quoting, inner=self.text.sub(start + 2, close))

    def _backticks(self, quoting: str, found: list[Piece]) -> None:
        start = self.at
        close = start + 1
        while close < self.end and self.value[close] != "`":
            close += 2 if self.value[close] == "\\" else 1
        if close >= self.end:
            self.closed = False
            close = self.end
        self.at = min(close + 1, self.end)
        inner = self.text.sub(start + 1, close)
        found.append(Piece("command", self.text.sub(start, self.at), quoting, inner=inner))


def _closing(value: str, start: int, end: int) -> int:
    """Index of the bracket that closes the one at `start`, quotes passed over; -1 if none does."""
    depth = 0
    quote = ""
    at = start
    while at < end:
        character = value[at]
        if character == "\\" and quote != "'":
            at += 1
        elif quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        elif character == "(":
            depth += 1
        elif character == ")":
            depth -= 1
            if depth == 0:
                return at
        at += 1
    return -1

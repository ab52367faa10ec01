"""Words of a command after variables with known values are replaced."""

from __future__ import annotations

from studio_lint.base.record import Record, derived
from studio_lint.base.source import Source, Span, Text
from studio_lint.facts.shell_words import PRINTING_PATH, PRINTING_PLACES
from studio_lint.model.build.scope import Ledger, View
from studio_lint.syntax.shell.words import DEEPEST, Piece, Word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Literal

    Parts = tuple["Part", ...]
    PartKind = Literal["text", "variable", "other"]

PORT = "CONNECT_TOOL_PORT"
LONGEST = 65_536
LOST = "lost"
LOOKED_UP = "looked up"
MOST_PARTS = 200
MOST_WORDS = 500
MOST_ARGUMENTS = 4 * MOST_WORDS
BLANKS = " \t\r\n"
QUOTES = frozenset("'\"\\")
NO_ARRAYS: Mapping[str, tuple[Argument, ...] | None] = {}


class Part(Record):
    """A stretch of an argument.

    kind     "text": known characters; "variable": a variable whose value is not
             known; "other": the output of a command, arithmetic
    text     the characters, or the variable, where they were first written
    at       where it is in the command itself (`$P` for text given by `P=8080`)
    quoting  "" none, "'" single, '"' double, "\\" escaped
    name     of a variable; of arithmetic `CONNECT_TOOL_PORT + 1`; LOST of the empty text for a lost one, at its cause;
             LOOKED_UP of the name whose path `$(which NAME)` prints
    parts    what takes the place of an empty or unset variable (`${A:-b}`)
    """

    kind: PartKind
    text: Text
    at: Text
    quoting: str = ""
    name: str = ""
    parts: Parts = ()

    @property
    def given(self) -> bool:
        """Whether it came by way of a variable."""
        return self.text is not self.at


class Argument(Record):
    """One word that a program is given. `text` is the word as written."""

    text: Text
    parts: Parts

    @derived
    def value(self) -> str | None:
        """The word; None where it is not fully known."""
        if len(self.parts) == 1:
            return self.parts[0].text.value if self.parts[0].kind == "text" else None
        if any(part.kind != "text" for part in self.parts):
            return None
        return "".join(part.text.value for part in self.parts)

    @property
    def looked_up(self) -> bool:
        """Whether a part of it is the path that `$(which NAME)` prints: `value` has the bare name there."""
        return any(part.kind == "text" and part.name == LOOKED_UP for part in self.parts)

    @property
    def shown(self) -> str:
        """The word with variables as `$NAME`, to be read, not run."""
        return "".join(part.text.value if part.kind != "variable" else f"${part.name}" for part in self.parts)

    def names(self, name: str) -> bool:
        """Whether a variable is read, as itself or in what takes its place."""
        return any(_names(part, name, 0) for part in self.parts)

    def place(self) -> tuple[Source, Span]:
        """The file and the stretch of it that the word is in."""
        return self.text.source, self.text.whole

    def as_text(self) -> Text:
        """The word as one text for a further shell, variables as they stand."""
        if len(self.parts) == 1 and self.parts[0].text.source is self.text.source:
            return self.parts[0].text
        return self.text.joined((_local(part, self.text) for part in self.parts), self.text.whole)


def _names(part: Part, name: str, depth: int) -> bool:
    own = part.kind == "variable" and part.name == name
    return own or (depth < DEEPEST and any(_names(inner, name, depth + 1) for inner in part.parts))


def _local(part: Part, word: Text) -> Text:
    """A part's text with places in the file of the word."""
    if part.text.source is word.source:
        return part.text
    return Text(word.source, part.text.value, (), part.at.whole if part.at.source is word.source else word.whole)


def joined(words: tuple[Argument, ...]) -> Argument:
    """Words with blanks between them, as `eval` and `"$*"` make one of them."""
    first, last, parts = words[0].text, words[-1].text, list(words[0].parts)
    whole = first.whole.to(last.whole) if last.source is first.source else first.whole
    for word in words[1:]:
        blank = Text(word.text.source, " ", (), word.text.whole)
        parts += [Part("text", blank, blank), *word.parts]
    return Argument(Text(first.source, "", (), whole), tuple(parts))


def nothing(cause: Text) -> Parts:
    """What is in the place of a variable that was removed; `cause` is the word that removed it."""
    empty = Text(cause.source, "", (), cause.whole)
    return (Part("text", empty, empty, name=LOST),)


def _length(words: tuple[Argument, ...]) -> int:
    return sum(len(part.text.value) for word in words for part in word.parts)


class ShellVariables:
    """Shell variables over time. None: a value that is not known.

    `positional` are `$1` and so on, None where they are not known; `zero` is `$0`.
    `handed_on`: the names that were exported at any time; `loses`: some were removed.
    """

    def __init__(self, outside: Callable[[str], Text | None]) -> None:
        """`outside` gives the image's ENV and ARG; None for what is not known there."""
        self.outside = outside
        self.ledger: Ledger[tuple[Parts | None, bool]] = Ledger()
        self._positional: tuple[Argument, ...] | None = ()
        self.zero: Argument | None = None
        self.folder: str | None = None
        self.arrays: Mapping[str, tuple[Argument, ...] | None] = NO_ARRAYS
        self.handed_on: set[str] = set()
        self.loses = False

    @property
    def positional(self) -> tuple[Argument, ...] | None:
        """`$1` and so on. `set -- "$@" "$@"` doubles them: so many, or so long ones, are not known any more."""
        return self._positional

    @positional.setter
    def positional(self, words: tuple[Argument, ...] | None) -> None:
        known = words is not None and len(words) <= MOST_WORDS and _length(words) <= LONGEST
        self._positional = words if known else None

    def fork(self) -> ShellVariables:
        """What a subshell begins with: all of it, and changes that do not come back."""
        made = ShellVariables(self.outside)
        made.ledger = Ledger(self.ledger.view())
        made.positional, made.zero = self.positional, self.zero
        made.handed_on, made.loses, made.arrays = self.handed_on, self.loses, self.arrays
        return made

    def lose(self, name: str, cause: Text) -> None:
        """Remove a variable for certain; `cause` is the word that does it."""
        self.loses = True
        self.ledger.set(name, (nothing(cause), True))

    def set(self, name: str, value: Parts | None, exported: bool = False) -> None:
        """Give a variable a value; once exported it stays so, as those of the image are from the start."""
        held = self.ledger.view().get(name)
        exported = exported or (held[1] if held else self.outside(name) is not None or name == PORT)
        if exported:
            self.handed_on.add(name)
        self.ledger.set(name, (value, exported))

    def restore(self, name: str, earlier: tuple[Parts | None, bool] | None) -> None:
        """Put back what `earlier` says of a variable that was set for one command only."""
        if earlier is None:
            text = self.outside(name)
            earlier = (None, False) if text is None else ((Part("text", text, text),), True)
        self.ledger.set(name, earlier)

    def restore_all(self, saved: list[tuple[str, tuple[Parts | None, bool] | None]]) -> None:
        """Put back what `saved` says of several variables."""
        for name, earlier in saved:
            self.restore(name, earlier)

    def entry(self, name: str) -> tuple[Parts | None, bool] | None:
        """What is held of a variable, and whether it is exported; None where the commands have not set it."""
        return self.ledger.view().get(name)

    def export(self, name: str, handed: bool = True) -> None:
        """Hand a variable that was set on to programs, or (`export -n`) no longer."""
        if handed:
            self.handed_on.add(name)
        held = self.ledger.view().get(name)
        if held is not None:
            self.ledger.set(name, (held[0], handed))

    def snapshot(self) -> Snapshot:
        """The variables as they are now; later changes do not reach it."""
        return Snapshot(self.ledger.view(), self.outside, self.positional, self.zero, self.arrays, self.folder)

    def set_array(self, name: str, words: tuple[Argument, ...] | None) -> None:
        """Give an array its words; None: not known to which. No program is given an array."""
        self.arrays = {**self.arrays, name: words}


class Snapshot:
    """The variables at one moment."""

    def __init__(
        self,
        view: View[tuple[Parts | None, bool]],
        outside: Callable[[str], Text | None],
        positional: tuple[Argument, ...] | None = None,
        zero: Argument | None = None,
        arrays: Mapping[str, tuple[Argument, ...] | None] = NO_ARRAYS,
        folder: str | None = None,
    ) -> None:
        self.arrays = arrays
        self.folder = folder
        self.view = view
        self.outside = outside
        self.positional = positional
        self.zero = zero

    def words(self, name: str) -> tuple[Argument, ...] | None:
        """What `$@`, `$*`, `$1` or `$0` stands for; None where that is not known, or for another name."""
        if name in ("@", "*"):
            return self.positional
        if name == "0":
            return (self.zero,) if self.zero is not None else None
        if not name.isdecimal() or self.positional is None:
            return None
        number = int(name[:3])
        return self.positional[number - 1 : number]

    def get(self, name: str, exported: bool = False) -> Parts | None:
        """What a variable holds; None if that is not known or it is not set, () for a `$1` that is not given.

        `exported`: only what programs are given.
        """
        if name in ("@", "*") or name.isdecimal():
            words = self.words(name)
            return joined(words).parts if words else () if words is not None else None
        held = self.view.get(name)
        if held is not None:
            return held[0] if held[1] or not exported else None
        text = self.outside(name)
        return None if text is None or name == PORT else (Part("text", text, text),)

    def lost(self, name: str) -> Text | None:
        """The word that removed a variable; None where nothing did."""
        held = self.view.get(name)
        first = held[0][0] if held is not None and held[0] else None
        return first.text if first is not None and first.name == LOST and first.kind == "text" else None

    def changed(self, name: str) -> bool:
        """Whether the commands so far gave programs another value of a variable, known or not."""
        held = self.view.get(name)
        return held is not None and held[1]


def expand(word: Word, variables: Snapshot) -> tuple[Argument, ...]:
    """The arguments that a word becomes: several where an unquoted value holds blanks."""
    parts = _parts(word.pieces, variables, 0)
    arguments: list[Argument] = []
    current: list[Part] = []
    for part in parts:
        if part.given and part.kind == "text" and not part.quoting and any(mark in part.text.value for mark in BLANKS):
            words = _split(part)
            for position, piece in enumerate(words):
                if position:
                    arguments += _argument(word, current)
                    current = []
                current += [piece] if piece.text.value else []
        else:
            current.append(part)
    arguments += _argument(word, current)
    return tuple(arguments) or ((Argument(word.text, ()),) if not parts else ())


def _argument(word: Word, parts: list[Part]) -> list[Argument]:
    """A word of its own; none where all that it holds are unquoted variables without a value."""
    if not parts or all(
        part.given and part.kind == "text" and not part.quoting and not part.text.value for part in parts
    ):
        return []
    return [Argument(word.text, tuple(parts))]


def _split(part: Part) -> list[Part]:
    """A part cut at blanks; an empty first or last piece stands for a blank there."""
    value = part.text.value
    pieces: list[Part] = []
    start = 0
    for at in range(len(value) + 1):
        if at == len(value) or value[at] in BLANKS:
            if at > start or at == len(value) or not start:
                pieces.append(part.replace(text=part.text.sub(start, at)))
            start = at + 1
    return pieces


def _parts(pieces: tuple[Piece, ...], variables: Snapshot, depth: int) -> Parts:
    found: list[Part] = []
    for piece in pieces:
        if piece.kind == "text":
            found.append(Part("text", piece.text, piece.text, piece.quoting))
        elif piece.kind == "variable":
            found += _variable(piece, variables, depth)
        else:
            found.append(_output(piece, variables, depth) if piece.kind == "command" else _sum(piece, variables))
    return tuple(found)


def _output(piece: Piece, variables: Snapshot, depth: int) -> Part:
    """What a command prints is not known, but for the path of a program (`$(which jupyter)`) and some others."""
    inner = piece.inner
    words = inner.value.split() if inner is not None and len(inner.value) < LONGEST else []
    name = words[-1] if words[:-1] in PRINTING_PATH else ""
    if inner is not None and name.replace("-", "").replace("_", "").isalnum():
        return Part("text", inner.sub(inner.value.rindex(name)), piece.text, piece.quoting, LOOKED_UP)
    if inner is not None and words and words[0] in PRINTING_PLACES and depth < DEEPEST:
        from studio_lint.model.commands.expanding import outputs

        path = outputs.place(inner, lambda word: _plain(_parts(word.pieces, variables, depth + 1)), variables.folder)
        if path is not None:
            return _made(piece, path)
    return Part("other", piece.text, piece.text, piece.quoting)


def _plain(parts: Parts) -> str | None:
    """The value of parts that are all known; None else, and for a name whose path is meant."""
    if any(part.kind != "text" or part.name == LOOKED_UP for part in parts):
        return None
    return "".join(part.text.value for part in parts)


def _made(piece: Piece, value: str) -> Part:
    """A value that stands nowhere, in the place of what gives it."""
    return Part("text", Text(piece.text.source, value, (), piece.text.whole), piece.text, piece.quoting)


def _sum(piece: Piece, variables: Snapshot) -> Part:
    """`$((CONNECT_TOOL_PORT + 1))`, with the sum as the name; the port itself where nothing is added."""
    from studio_lint.model.commands.expanding import arithmetic

    name = arithmetic.read(piece.inner.value, PORT, variables.get) if piece.inner is not None else ""
    return Part("variable" if name == PORT else "other", piece.text, piece.text, piece.quoting, name)


def _indirect(piece: Piece, variables: Snapshot) -> Piece | None:
    """`${!N}` as the variable that N names; None where that is not known, and for the length `${#N}`."""
    held = variables.get(piece.name) if piece.text.value.startswith("${!") and not piece.operator else None
    named = held[0] if held is not None and len(held) == 1 else None
    if named is None or named.kind != "text" or not named.text.value.isidentifier():
        return None
    return piece.replace(name=named.text.value)


def _variable(piece: Piece, variables: Snapshot, depth: int) -> Parts:
    if piece.text.value.startswith(("${!", "${#")) and piece.name not in ("!", "#"):
        meant = _indirect(piece, variables)
        if meant is None:
            return (Part("other", piece.text, piece.text, piece.quoting),)
        piece = meant
    instead: Parts = ()
    if piece.operand is not None and depth < DEEPEST:
        instead = _parts(piece.operand.pieces, variables, depth + 1)
    unknown = Part("variable", piece.text, piece.text, piece.quoting, piece.name, instead)
    value = variables.get(piece.name)
    known = value is not None and piece.operator in ("", ":-", "-", ":=", "=", ":?", "?")
    if value and not known and piece.operand is not None and not QUOTES.intersection(piece.operand.text.value):
        return (_changed(piece, value, instead) or unknown,)
    if value is None or not known or len(value) > MOST_PARTS or sum(len(part.text.value) for part in value) > LONGEST:
        return (unknown,)
    if not value and piece.name.isdecimal() and piece.operator:
        return instead
    if piece.operator in (":-", ":=") and all(part.kind == "text" and not part.text.value for part in value):
        return instead
    return tuple(part.replace(at=piece.text, quoting=piece.quoting) for part in value)


def _changed(piece: Piece, value: Parts, operand: Parts) -> Part | None:
    """What an operator makes of a value (`${V%.*}`); None where that is not known."""
    from studio_lint.model.commands.expanding.expansions import expanded

    text, pattern = _plain(value), _plain(operand)
    known = text is not None and pattern is not None and piece.name not in ("@", "*")
    made = expanded(text or "", piece.operator, pattern or "") if known else None
    return _made(piece, made) if made is not None else None


def literal(text: Text) -> Argument:
    """An argument taken as it is (exec form)."""
    return Argument(text, (Part("text", text, text),))

"""Quotes and brackets as bash finds their ends: what is inside is looked at no closer than that takes."""

from __future__ import annotations

from studio_lint.syntax.shell.grammar.characters import END
from studio_lint.syntax.shell.grammar.refusal import Construct, ShellOpening, ShellRefusal, ShellRefused, Undecided
from studio_lint.syntax.shell.grammar.tokens import NAME

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_lint.syntax.shell.grammar.characters import ShellCharacters
    from studio_lint.syntax.shell.grammar.refusal import ConstructKind

ESCAPES = 1  # `$'…'`: a backslash escapes
BRACES = 2  # `${…}`
ARITHMETIC = 4
SUBSCRIPT = 8
FIRST_CLOSE = 16  # an opening bracket inside does not count
IN_DOUBLE = 32  # somewhere inside double quotes

DEEPEST = 40
_SPECIAL = frozenset("\\'\"`$(){}[]<>")
_FORMS: dict[str, ConstructKind] = {"/": "replace", "^": "case", ",": "case", "@": "transform", "[": "array-use"}
_QUOTING = "%#/^,"


class BashPairs:
    """Finds the ends of what is opened. `commands` parses what `$(` begins."""

    def __init__(
        self,
        characters: ShellCharacters,
        commands: Callable[[ShellOpening], None],
        posix: bool,
        constructs: list[Construct],
    ) -> None:
        self.characters = characters
        self.constructs = constructs
        self.commands = commands
        self.posix = posix
        self.depth = 0

    def opening(self, what: str) -> ShellOpening:
        """What was just read, as something that is open."""
        place = self.characters.place(self.characters.read_at + 1 - len(what))
        return ShellOpening(what, max(place, 0), max(place, 0) + len(what))

    def quote(self, quote: str, flags: int = 0) -> None:
        """Behind an opening quote, up to the closing one."""
        characters = self.characters
        opening = self.opening(quote)
        if quote == "'" and not flags & ESCAPES:
            found = characters.text.find("'", characters.at)
            end = len(characters.text) if found < 0 else found
            characters.budget.spend(end - characters.at)
            characters.at = characters.read_at = end
            if found < 0:
                raise self._unclosed(opening, quote)
            characters.at = end + 1
            return
        self.pair(opening, quote, quote, quote, flags)

    def command(self, opening: ShellOpening) -> None:
        """Behind `$(`, `<(` or `>(`, up to the closing bracket."""
        if self.characters.peek() == "(":
            self.pair(ShellOpening("$((", opening.start, opening.end + 1), "(", ")", "", ARITHMETIC)
        else:
            self.commands(opening)

    def _unclosed(self, opening: ShellOpening, close: str) -> ShellRefused:
        place = self.characters.place(self.characters.at)
        return ShellRefused(ShellRefusal("unclosed", place, place, "", close, opening))

    def pair(self, opening: ShellOpening, first: str, last: str, quote: str, flags: int) -> None:
        """Behind an opening bracket or quote, up to its end. `quote`: the quote that holds here, "" for none."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise Undecided
        characters = self.characters
        if flags & BRACES:
            self._note_expansion(opening)
        inner = (IN_DOUBLE if quote == '"' else 0) | (flags & IN_DOUBLE)
        count = 1
        dollar = angle = named = False
        operator = self._keeps_single_quotes(flags)
        while True:
            plain = characters.run(_SPECIAL)
            if plain:
                dollar = angle = False
                if operator and any(one in _QUOTING for one in (plain if named else plain[1:])):
                    operator = False
                named = True
            character = characters.next(quote != "'")
            if character == END:
                raise self._unclosed(opening, last)
            if character not in _SPECIAL:
                continue
            opens = character == first and (not flags & FIRST_CLOSE or (dollar and first == "{"))
            count += -1 if character == last else opens
            if not count:
                break
            if character == "\\" and (first != "'" or flags & ESCAPES):
                characters.next(quote == "'")
                continue
            if first == "'":
                continue
            if not (operator and character == "'") and self._inside(
                character, first, last, flags, inner, dollar, angle
            ):
                count -= first == character
            angle = character in "<>" and not angle
            dollar = character == "$" and not dollar
        self.depth -= 1

    def _keeps_single_quotes(self, flags: int) -> bool:
        """Whether single quotes mean nothing: in posix mode inside "${…}", but for a pattern."""
        return bool(self.posix and flags & BRACES and flags & IN_DOUBLE)

    def _inside(self, character: str, first: str, last: str, flags: int, inner: int, dollar: bool, angle: bool) -> bool:
        """What begins inside; True where it was a bracket behind `$`, `<` or `>` that was counted as one."""
        if first != last:
            if character in "'\"`":
                self.quote(character, (ESCAPES if dollar and character == "'" else 0) | inner)
                return False
            nests = flags & (SUBSCRIPT | BRACES)
            begins = (nests and dollar and character in "({[") or (flags & ARITHMETIC and dollar and character == "(")
            if not begins and not (nests and angle and character == "("):
                return False
        elif first == '"' and character == "`":
            self.quote("`", inner)
            return False
        elif first == "`" or not dollar or character not in "({[":
            return False
        opening = self.opening("$" + character)
        if character == "(":
            self.command(opening)
        elif character == "{":
            self.pair(opening, "{", "}", "", FIRST_CLOSE | BRACES | inner)
        else:
            self.pair(opening, "[", "]", "", ARITHMETIC | inner)
        return True

    def _note_expansion(self, opening: ShellOpening) -> None:
        """Note a `${…}` of a form that not every shell has."""
        text, at = self.characters.text, self.characters.at
        first = text[at : at + 1]
        end = at + (first in ("!", "#"))
        while text[end : end + 1] in NAME and end < len(text):
            end += 1
        kind = _FORMS.get(text[end : end + 1]) if end > at else None
        if first == "!" and end > at + 1:
            kind = "indirect"
        if text[end : end + 1] == ":" and text[end + 1 : end + 2] not in "-=?+}":
            kind = "slice"
        if kind:
            self.constructs.append(Construct(kind, opening.start, opening.end + end - at + 1))

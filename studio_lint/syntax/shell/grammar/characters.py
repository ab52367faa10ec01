"""The characters of a script, one after the other, as the shells' readers take them."""

from __future__ import annotations

from studio_lint.syntax.shell.grammar.refusal import Undecided

END = ""
"""What is read at the end of the text."""


class ReadingBudget:
    """How much may still be read. Reading twice what nests would else take exponential time."""

    def __init__(self, length: int) -> None:
        self.left = 60 * length + 10_000

    def spend(self, amount: int) -> None:
        """Count characters as read; `Undecided` when too many were."""
        self.left -= amount
        if self.left < 0:
            raise Undecided


class ShellCharacters:
    """A text and a place in it.

    `places` maps the text's indices to those of the whole script, where they differ
    (what stands in backticks is read with its backslashes removed).
    """

    def __init__(self, text: str, budget: ReadingBudget, places: list[int] | None = None) -> None:
        self.text = text
        self.budget = budget
        self.places = places
        self.at = 0
        self.read_at = 0  # where the character read last stands
        self.jumps: dict[int, int] = {}  # from behind a line end to behind what was read ahead of it

    def place(self, index: int) -> int:
        """An index of the whole script."""
        if self.places is None:
            return index
        if index < len(self.places):
            return self.places[index]
        return self.places[-1] + 1 if self.places else 0

    def next(self, joined: bool = True) -> str:
        """The next character. `joined`: a backslash before a line end makes both vanish."""
        text, at = self.text, self.at
        while joined and text.startswith("\\\n", at):
            at += 2
        self.budget.spend(1)
        self.read_at = at
        if at >= len(text):
            self.at = at
            return END
        self.at = at + 1
        if self.jumps and text[at] == "\n":
            self.at = self.jumps.get(at + 1, at + 1)
        return text[at]

    def run(self, stops: frozenset[str]) -> str:
        """The characters up to the first of `stops`, a backslash being one of them."""
        text, start = self.text, self.at
        at, length = start, len(text)
        while at < length and text[at] not in stops:
            at += 1
        if at == start:
            return ""
        self.budget.spend(at - start)
        self.at = at
        self.read_at = at - 1
        return text[start:at]

    def back(self) -> None:
        """Put back the character read last."""
        self.at = self.read_at

    def peek(self, joined: bool = True) -> str:
        """The next character, which stays."""
        character = self.next(joined)
        self.back()
        return character

    def line_end(self, at: int) -> int:
        """The index of the line end from `at` on, or the text's end."""
        found = self.text.find("\n", at)
        end = len(self.text) if found < 0 else found
        self.budget.spend(end - at)
        return end

"""The words of a command, split into options and operands."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.programs import long_options
from studio_lint.facts.programs.run_commands import SUFFIXED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.commands.arguments import Argument
    from studio_lint.model.commands.command import Invocation


class Words(Record):
    """A command line.

    name      the program's name, its folder left out
    options   options with their value ("" without one), in order
    operands  the other words
    known     every word is known
    """

    name: str
    options: tuple[tuple[str, str], ...]
    operands: tuple[Argument, ...]
    known: bool

    def has(self, *names: str) -> bool:
        """Whether one of these options is there."""
        return any(name in names for name, _ in self.options)

    def value(self, *names: str) -> str | None:
        """The value of the last of these options."""
        return next((value for name, value in reversed(self.options) if name in names and value), None)

    @property
    def values(self) -> tuple[str | None, ...]:
        """The operands' values."""
        return tuple(word.value for word in self.operands)


def of(ran: Invocation, valued: frozenset[str] = frozenset(), skip: int = 1) -> Words:
    """The words of a command; `valued` are the options that take the next word, `skip` the words of the name.

    Short options may be joined (`-xzf FILE`): each letter is an option, and the last may take the next word. A long
    option's value may follow `=`; the abbreviation of one counts as itself.
    """
    options: list[tuple[str, str]] = []
    operands: list[Argument] = []
    known = True
    arguments = ran.arguments[skip:]
    at = 0
    only_operands = False
    suffixed = SUFFIXED.get(ran.name or "", frozenset())
    while at < len(arguments):
        word = arguments[at]
        value = word.value
        at += 1
        if value is None:
            known = False
            head = word.parts[0] if word.parts else None
            if head is not None and head.kind == "text" and head.text.value.startswith("-"):
                continue
            operands.append(word)
        elif only_operands or not value.startswith("-") or value == "-":
            operands.append(word)
        elif value == "--":
            only_operands = True
        else:
            following = arguments[at].value if at < len(arguments) else None
            taken = _take(value, following, valued, suffixed, options)
            at += taken
    if any(name.startswith("--") for name, _ in options):
        options = [(long_options.full(ran.name or "", name), given) for name, given in options]
    return Words(ran.name or "", tuple(options), tuple(operands), known)


def _take(
    value: str, following: str | None, valued: frozenset[str], suffixed: frozenset[str], options: list[tuple[str, str]]
) -> int:
    """Notes an option word; gives the number of further words that it takes."""
    name, equals, given = value.partition("=")
    if value.startswith("--") or (name in valued and equals):
        if equals:
            options.append((name, given))
            return 0
        if name in valued:
            options.append((name, following or ""))
            return 1
        options.append((name, ""))
        return 0
    if value in valued:
        options.append((value, following or ""))
        return 1
    for position, letter in enumerate(value[1:], 1):
        option = f"-{letter}"
        rest = value[position + 1 :]
        if option in valued:
            options.append((option, rest or following or ""))
            return 0 if rest else 1
        if option in suffixed:
            options.append((option, rest))
            return 0
        options.append((option, ""))
    return 0

"""Asks a shell's grammar for its verdict on a text."""

from __future__ import annotations

from studio_lint.syntax.shell.grammar.bash_reader import BashReader
from studio_lint.syntax.shell.grammar.characters import ReadingBudget, ShellCharacters
from studio_lint.syntax.shell.grammar.commands import CommandGrammar
from studio_lint.syntax.shell.grammar.refusal import Abandoned, ShellRefused, Undecided

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.syntax.shell.grammar.dialects import Dialect
    from studio_lint.syntax.shell.grammar.refusal import Construct, ShellRefusal

LONGEST = 60_000
"""Longer texts are not judged."""


def refusal(text: str, dialect: Dialect) -> ShellRefusal | None:
    """Where a shell that runs the text gives up; None where it does not, or where that is not known.

    Unlike `sh -n`, what an `exit` or `exec` of the script itself leaves unread does
    not count, nor what follows an `exec bash "$0"` under a condition, and
    `shopt -s extglob` holds. Never raises; linear in the length of the text.
    """
    if len(text) > LONGEST or "\0" in text or "expand_aliases" in text:
        return None
    found = _refusal(text, dialect, True, False)
    if found is not None and dialect.bash and "extglob" in text[: found.start]:
        return _refusal(text, dialect, True, True)
    return found


def constructs(text: str, dialect: Dialect) -> tuple[Construct, ...]:
    """What the text has that bash has and not every shell, as far as bash reads it; in order."""
    commands = CommandGrammar(ShellCharacters(text, ReadingBudget(len(text))), dialect)
    _verdict(commands, False)
    return tuple(sorted(commands.constructs, key=lambda found: found.start))


def handed_on(text: str, dialect: Dialect) -> int | None:
    """Where a command ends that may hand the text to another shell (`exec bash "$0"`); None where none does."""
    commands = CommandGrammar(ShellCharacters(text, ReadingBudget(len(text))), dialect)
    _verdict(commands, True)
    return commands.handed_on


def refusal_unread(text: str, dialect: Dialect) -> ShellRefusal | None:
    """As `sh -n` sees it, which runs nothing: for comparison with the shells themselves."""
    return _refusal(text, dialect, False, False)


def _refusal(text: str, dialect: Dialect, runs: bool, extended_patterns: bool) -> ShellRefusal | None:
    commands = CommandGrammar(ShellCharacters(text, ReadingBudget(len(text))), dialect)
    if isinstance(commands.reader, BashReader):
        commands.reader.extended_patterns = extended_patterns
    return _verdict(commands, runs)


def _verdict(commands: CommandGrammar, runs: bool) -> ShellRefusal | None:
    """Reads line by line, as a shell does that runs each before it reads the next."""
    try:
        while commands.line():
            if runs and (commands.ended or commands.handed_on is not None):
                return None
    except ShellRefused as refused:
        return refused.refusal
    except (Abandoned, Undecided):
        return None
    return None

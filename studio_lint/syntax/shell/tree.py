"""What a command line or a script of a shell consists of.

Simple commands, one after the other or joined by `&&`, `||` and `|`, are cut by
hand. Whatever has control structures, groups, functions or heredocs is cut by
tree-sitter-bash, which is imported only then. Words are read alike in both.
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Text
from studio_lint.syntax.shell.words import Word, read_heredoc

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    BlockKind = Literal["group", "subshell", "if", "for", "while", "case", "function", "other"]

LONGEST = 60_000
DEEPEST = 40


class Assignment(Record):
    """`NAME=value`; `append` for `NAME+=value`; `array` for `NAME=(…)`, with its words, None where not clear."""

    name: str
    value: Word
    text: Text
    append: bool = False
    array: bool = False
    items: tuple[Word, ...] | None = None


class ShellHeredoc(Record):
    """The body of `<<MARK`; tabs are stripped for `<<-`. `expand` is False for a quoted mark."""

    content: Text
    expand: bool

    @property
    def word(self) -> Word | None:
        """The body as a word with its expansions; None for a quoted mark."""
        return read_heredoc(self.content) if self.expand else None


class Redirect(Record):
    """`2>&1`, `>file`, `<<EOF`: `descriptor` is "" where none is written."""

    operator: str
    target: Word | None
    text: Text
    descriptor: str = ""
    heredoc: ShellHeredoc | None = None


class Command(Record):
    """A simple command. It may have no words (`A=1`, `> file`)."""

    words: tuple[Word, ...]
    assignments: tuple[Assignment, ...]
    redirects: tuple[Redirect, ...]
    text: Text

    @property
    def name(self) -> str | None:
        """The first word; None if there is none or it is not known."""
        return self.words[0].value if self.words else None


class Block(Record):
    """A compound command.

    kind    "group", "subshell", "if", "for", "while", "case", "function" or
            "other" (arithmetic, `select`)
    tests   the conditions of "if" and "while"
    bodies  one for each branch
    words   the list of "for", the word of "case"
    name    the variable of "for", the name of a function
    patterns  of "case" those of each branch as they are written; None for one that also goes on into the next
    """

    kind: BlockKind
    text: Text
    tests: tuple[Chain, ...] = ()
    bodies: tuple[tuple[Chain, ...], ...] = ()
    words: tuple[Word, ...] = ()
    name: str = ""
    redirects: tuple[Redirect, ...] = ()
    patterns: tuple[tuple[str, ...] | None, ...] = ()


class Pipeline(Record):
    """Commands joined by `|`."""

    parts: tuple[Command | Block, ...]
    negated: bool = False


class Chain(Record):
    """Pipelines joined by `&&` and `||`; `operators` has one entry less than `parts`."""

    parts: tuple[Pipeline, ...]
    operators: tuple[str, ...] = ()
    background: bool = False


class Script(Record):
    """A whole text. `partial`: it was not understood to the end, so more may run."""

    text: Text
    chains: tuple[Chain, ...]
    partial: bool = False

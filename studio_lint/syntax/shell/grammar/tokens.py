"""What the readers of the shells cut a script into."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Kind = Literal["word", "assignment", "number", "redirect", "operator", "newline", "end", "arithmetic", "condition"]

WORD: Kind = "word"
ASSIGNMENT: Kind = "assignment"
NUMBER: Kind = "number"
REDIRECT: Kind = "redirect"
OPERATOR: Kind = "operator"
NEWLINE: Kind = "newline"
TEXT_END: Kind = "end"
ARITHMETIC: Kind = "arithmetic"

SIMPLE = (WORD, ASSIGNMENT, NUMBER, REDIRECT)
"""What simple commands begin with."""

NAME_START = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_")
NAME = NAME_START | frozenset("0123456789")
BLANK = " \t"


OWN_NAMES = ("$0", "${0", "BASH_SOURCE")
"""How a script names itself."""


class ShellToken:
    """A word, an operator, a line end, or the end of the text.

    kind      what it is
    sign      of an operator, a redirection or a reserved word: as written
    plain     the word, where no part of it is quoted or expanded; else ""
    reserved  the reserved word that it is where a command may begin, else ""
    start     index in the whole script, up to `end`
    quoted    some part of the word is quoted
    """

    __slots__ = ("end", "kind", "plain", "quoted", "reserved", "sign", "start")

    def __init__(
        self,
        kind: Kind,
        start: int,
        end: int,
        sign: str = "",
        plain: str = "",
        reserved: str = "",
        quoted: bool = False,
    ) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.sign = sign
        self.plain = plain
        self.reserved = reserved
        self.quoted = quoted


class HeredocMark:
    """The mark of a heredoc that is still to come. `quoted`: its body is not expanded."""

    __slots__ = ("quoted", "tabs", "word")

    def __init__(self, word: str, quoted: bool, tabs: bool) -> None:
        self.word = word
        self.quoted = quoted
        self.tabs = tabs


def is_name(text: str) -> bool:
    """Whether a text can name a variable."""
    return bool(text) and text[0] in NAME_START and NAME.issuperset(text)


def word_set(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())

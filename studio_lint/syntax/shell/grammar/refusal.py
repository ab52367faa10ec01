"""Where and why a shell gives up on a text."""

from __future__ import annotations

from studio_lint.base.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    ConstructKind = Literal[
        "array", "array-item", "append", "process-substitution", "here-string", "both-outputs", "outputs-to-file",
        "pipe-both", "case-falls", "ansi-quote", "arithmetic-command", "arithmetic-for", "condition", "function-word",
        "select", "coproc", "replace", "slice", "case", "indirect", "transform", "array-use", "braces",
    ]  # fmt: skip
    Reason = Literal["unexpected", "unclosed", "end", "name", "loop-variable", "arithmetic"]


class ShellOpening(Record):
    """What was begun and not ended: `what` is as written ("if", "(", '"', "${"); indices of the text."""

    what: str
    start: int
    end: int


class Construct(Record):
    """Something in a script that bash has and not every shell, by the kinds of `facts.shells`; indices of the text."""

    kind: ConstructKind
    start: int
    end: int


class ShellRefusal(Record):
    """A text that a shell refuses to parse.

    reason    "unexpected": a word or sign that may not follow; "end": the text ends
              in the middle; "unclosed": a quote or bracket never ends; "name": no
              name of a function; "loop-variable": no name of a variable;
              "arithmetic": `for ((…))` without its three parts
    start     index of what the shell stumbles on, up to `end`
    token     that word or sign as written; "" at the end of the text
    expected  what would have to follow, "" where more than one thing could
    opening   the innermost construct that is still open there
    """

    reason: Reason
    start: int
    end: int
    token: str = ""
    expected: str = ""
    opening: ShellOpening | None = None


class ShellRefused(Exception):
    """Carries a refusal out of the readers; never leaves this package."""

    def __init__(self, refusal: ShellRefusal) -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal


class Undecided(Exception):
    """The text is too deep or too winding to be judged; never leaves this package."""


class Abandoned(Exception):
    """The shell stops reading here and reports success (bash, inside `[[ … ]]`); never leaves this package."""

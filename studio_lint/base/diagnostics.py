"""What is said about a file: findings, their places, and how to mend them."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Source, Span, Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    from studio_lint.base.kind_types import ProblemKind

    Severity = Literal["error", "warning", "advice"]
    Safety = Literal["safe", "unsafe"]

ERROR: Severity = "error"
WARNING: Severity = "warning"
ADVICE: Severity = "advice"
SAFE: Safety = "safe"
UNSAFE: Safety = "unsafe"


class Place(Record):
    """A stretch of a file with an optional label ("still inside it")."""

    source: Source
    span: Span
    label: str = ""

    @classmethod
    def of(cls, text: Text, label: str = "") -> Place:
        """The place of a text as a whole, its quotes included."""
        return cls(text.source, text.whole, label)


MOST_MARKED = 3


def marked(places: Sequence[Place], label: str) -> tuple[Place, ...]:
    """The places after the first, as a finding about all of them shows them."""
    return tuple(place.replace(label=label) for place in places[1 : 1 + MOST_MARKED])


def and_more(places: Sequence[Place], noun: str) -> str:
    """` and 2 more packages`: those after the first; "" where there are none."""
    others = len(places) - 1
    return f" and {others} more {noun}{'s' if others > 1 else ''}" if others else ""


class Located(Record):
    """Something of one file, its `source`."""

    if TYPE_CHECKING:

        @property
        def source(self) -> Source:
            """A field or a property of whatever it is."""

    def place(self, span: Span, label: str = "") -> Place:
        """A place in that file."""
        return Place(self.source, span, label)


class Edit(Record):
    """Put `text` in place of what stands at `span` (an empty span inserts)."""

    source: Source
    span: Span
    text: str


class Effect(Record):
    """What a fix changes. All else must mean the same once it is made (`fixing/proof.py`).

    words      stretches of words that a command is given, old and new; "" for a
               word that is added or removed, or for a whole command of the build that is added
    port       one program is given the session's port
    host       a program listens on another address
    config     keys of the image's config ("Entrypoint", "Labels", …)
    steps      the build runs commands that it did not run, or not any more
    packages   packages that are named, removed or asked for in another way, as
               they are written in the file
    dropped    words of a YAML file that are lost: of a fix that is not safe, or of a key that nobody reads
    keys       top-level keys of a YAML file whose value changes ("channels", …)
    comments   a comment is removed
    start      what starts is known, or complete, only afterwards
    reads      more of the file is read afterwards, so more may be found in it
    converts   a plain image becomes a Studio
    reveals    first three characters of codes of rules that had nothing to judge before
    """

    words: tuple[tuple[str, str], ...] = ()
    port: bool = False
    host: bool = False
    config: tuple[str, ...] = ()
    steps: bool = False
    packages: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    comments: bool = False
    start: bool = False
    reads: bool = False
    converts: bool = False
    reveals: tuple[str, ...] = ()


def replaced(edits: tuple[Edit, ...]) -> tuple[tuple[str, str], ...]:
    """What edits put in the place of something else, as `Effect.words` has it."""
    pairs = ((edit.source.slice(edit.span), edit.text) for edit in edits)
    return tuple(pair for pair in pairs if all(pair))


def removed(edits: tuple[Edit, ...]) -> tuple[str, ...]:
    """What edits take away, as `Effect.dropped` has it."""
    return tuple(edit.source.slice(edit.span) for edit in edits if not edit.text)


class Fix(Record):
    """Edits that belong together; `message` says what they do ("insert `ARG X`").

    `safe`: keeps what the author meant, beyond doubt. `unsafe`: the likely
    reading, to be looked at. `effect` declares all that changes besides layout.
    """

    message: str
    edits: tuple[Edit, ...]
    safety: Safety = SAFE
    effect: Effect = Effect()


class Finding(Record):
    """One thing to say: what will happen, where, and what to write instead.

    `notes` carry the words of the program that will refuse ("BuildKit: …").
    """

    code: str
    name: str
    severity: Severity
    message: str
    place: Place
    help: str | None = None
    related: tuple[Place, ...] = ()
    notes: tuple[str, ...] = ()
    fix: Fix | None = None


class Problem(Record):
    """Something wrong that a reader met; a value in the tree, never raised.

    `kind` is a short fixed word by which a rule can tell problems apart
    ("unknown-instruction"); `note` holds the words of the program that
    refuses. `edits` mend it where one reading is meant; `safety` says whether
    that keeps what the author meant beyond doubt. `unless` is what may keep it
    from happening ("`--build-arg` sets one").
    """

    kind: ProblemKind
    span: Span
    message: str
    help: str | None = None
    note: str | None = None
    related: tuple[tuple[Span, str], ...] = ()
    edits: tuple[tuple[Span, str], ...] = ()
    edits_message: str = ""
    safety: Safety = UNSAFE
    unless: str = ""

    def edits_of(self, source: Source) -> tuple[Edit, ...]:
        """The edits, made in the file that the problem is in."""
        return tuple(Edit(source, span, text) for span, text in self.edits)

    def fix(self, source: Source, effect: Effect) -> Fix | None:
        """The edits as a fix that changes no more than `effect` declares; None where there are none."""
        return Fix(self.edits_message, self.edits_of(source), self.safety, effect) if self.edits else None


class Meta(Record):
    """What a rule is: read by the engine, the docs and every output.

    `fix` is the least safe kind of fix that the rule may offer, or None.
    `silenced_by` names rules: where one of them speaks about the same file,
    this rule says nothing (one cause, one finding).

    Two more tell where the rule has nothing to say, and then it is not even
    imported. `needs` holds words of which the file has one: names of
    instructions in upper case, all others in lower case. `asks` names a
    property of what the rule is given ("requirements", "base.known"): where
    that is empty or false, there is nothing to judge.
    """

    code: str
    name: str
    severity: Severity
    fix: Safety | None = None
    silenced_by: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    asks: str = ""

    def finding(
        self,
        place: Place,
        message: str,
        *,
        help: str | None = None,
        severity: Severity | None = None,
        related: tuple[Place, ...] = (),
        notes: tuple[str, ...] = (),
        fix: Fix | None = None,
    ) -> Finding:
        """A finding of this rule; `severity` where it differs from the usual. A fix's title begins with a capital."""
        if fix is not None and fix.message[:1].islower():
            fix = fix.replace(message=fix.message[:1].upper() + fix.message[1:])
        return Finding(
            code=self.code,
            name=self.name,
            severity=severity or self.severity,
            message=message,
            place=place,
            help=help,
            related=related,
            notes=notes,
            fix=fix,
        )

    def of_problem(
        self,
        problem: Problem,
        place: Place,
        *,
        message: str = "",
        help: str | None = None,
        severity: Severity | None = None,
        related: tuple[Place, ...] = (),
        notes: tuple[str, ...] = (),
        fix: Fix | None = None,
    ) -> Finding:
        """What a reader met, said at a place of the same file.

        `message` and `help` replace the problem's own, `related` and `notes` come after them. Its edits are offered
        as `fix` only: their effect is known to the rule (`Problem.fix`).
        """
        return self.finding(
            place,
            message or problem.message,
            help=help or problem.help,
            severity=severity,
            related=(*(Place(place.source, span, label) for span, label in problem.related), *related),
            notes=(*((problem.note,) if problem.note else ()), *notes),
            fix=fix,
        )

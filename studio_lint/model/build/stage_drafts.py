"""Stages while their graph is being built."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Span, Text
from studio_lint.model.build.image import Base, Value
from studio_lint.syntax.dockerfile.tree import STRAY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.diagnostics import Problem
    from studio_lint.syntax.dockerfile.expansion import Use
    from studio_lint.syntax.dockerfile.tree import Instruction
    from studio_lint.syntax.image_reference import Reference


class CopyOrigin(Record):
    """What one --from or from= names.

    `unknown`: BuildKit refuses it, or it looks like a slip of the stage `meant_stage`.
    """

    text: Text
    stage: int | None = None
    reference: Reference | None = None
    unknown: bool = False
    meant_stage: str | None = None


class StageEntry(Record):
    """An instruction as a stage carries it out; `trigger`: ONBUILD of its parent stage."""

    instruction: Instruction
    trigger: bool = False


class StageDraft:
    """A stage while the graph is worked out."""

    def __init__(self, index: int, instruction: Instruction, name: Text | None) -> None:
        self.index = index
        self.instruction = instruction
        self.name = name
        self.entries: list[StageEntry] = []
        self.base = Base(Value(base_word(instruction), "", False))
        self.platform: Value | None = None
        self.uses: tuple[Use, ...] = ()
        self.origins: dict[tuple[int, int], CopyOrigin] = {}
        self.edges: dict[int, tuple[Instruction, Span]] = {}
        self.reached = False

    @property
    def title(self) -> str:
        """The stage's name in lower case, or `stage-N`, counted from 0, as BuildKit says it."""
        return self.name.value.lower() if self.name else f"stage-{self.index}"

    @property
    def needs(self) -> set[int]:
        """Stages that this one is made from."""
        return set(self.edges) | ({self.base.stage} if self.base.stage is not None else set())

    @property
    def beginning(self) -> tuple[Span, str]:
        """Where the stage begins, and how to say it."""
        if self.name:
            return self.name.whole, f'stage "{self.name.value}" begins here'
        return self.base.word.text.whole, f"stage {self.index} starts here"


def base_word(instruction: Instruction) -> Text:
    """What follows FROM; the whole body where nothing does."""
    return instruction.arguments[0] if instruction.arguments else instruction.body


def is_meant_as_from(instruction: Instruction) -> bool:
    """Whether a line that BuildKit takes for no instruction is a misspelled FROM."""
    return "FROM" in _meant_keywords(instruction)


def meant_names(instruction: Instruction) -> set[str]:
    """The names that a refused ARG or ENV, or a line misspelled as one, means to give a value."""
    if not {instruction.keyword, *_meant_keywords(instruction)} & {"ARG", "ENV"}:
        return set()
    first = instruction.body.value.split(None, 1)[:1]
    return {pair.key.value for pair in instruction.pairs} | {word.partition("=")[0] for word in first}


def _meant_keywords(instruction: Instruction) -> set[str]:
    """What a line that is no instruction would be after its fix."""
    edits = (edit for problem in instruction.problems if problem.kind == STRAY for edit in problem.edits)
    return {text.strip().upper() for _, text in edits}


def carried_out_at(place: Span, problem: Problem) -> Problem:
    """The problem of an ONBUILD trigger, told at the FROM of the stage that carries it out."""
    return problem.replace(span=place, edits=(), edits_message="", related=((problem.span, "runs here"),))

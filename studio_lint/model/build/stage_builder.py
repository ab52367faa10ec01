"""A stage while it is being built: its state so far, and what its instructions report and use."""

from __future__ import annotations

from studio_lint.base.source import Span
from studio_lint.facts.bases import base_variables
from studio_lint.model.build.image import BuildStep, Setting, Value, VariableUse
from studio_lint.model.build.scope import GIVEN, Variables
from studio_lint.model.build.stage_state import StageState
from studio_lint.syntax.dockerfile import expansion as dockerfile_expansion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from studio_lint.base.kind_types import ProblemKind
    from studio_lint.base.source import Text
    from studio_lint.model.build.build_plan import BuildPlan
    from studio_lint.model.build.image import Copy, VariableState
    from studio_lint.model.build.stage_drafts import StageDraft
    from studio_lint.syntax.dockerfile.tree import Instruction


class InstructionRefused(Exception):
    """BuildKit stops at this instruction; the problem has been reported."""


class StageBuilder:
    """A stage in the making; `instructions.carry_out` runs its instructions."""

    def __init__(self, plan: BuildPlan, draft: StageDraft, parent: StageState | None) -> None:
        self.plan = plan
        self.draft = draft
        self.state = StageState(draft, parent)
        self.steps: list[BuildStep] = []
        self.copies: list[Copy] = []
        self.uses: list[VariableUse] = []
        self.trigger = False
        self.later: dict[str, Instruction] = {}
        for entry in draft.entries:
            if entry.instruction.keyword == "ARG":
                for pair in entry.instruction.pairs:
                    self.later.setdefault(pair.key.value, entry.instruction)

    def refuse(self, kind: ProblemKind, span: Span, message: str, note: str, help: str | None = None) -> NoReturn:
        """Report, if this stage is built, and give up the instruction."""
        if self.draft.reached:
            self.plan.report(kind, self.pointed(span), message, note, help)
        raise InstructionRefused

    def pointed(self, span: Span) -> Span:
        """The span, or this stage's FROM where a trigger of its parent is carried out."""
        return self.draft.base.word.text.whole if self.trigger else span

    def expand(
        self, text: Text, instruction: Instruction, view: Variables, quotes: bool = True, split: bool = False
    ) -> dockerfile_expansion.Expansion:
        """A text with the variables of `view` put in; what it reads is noted. Raises Refused."""
        longest = min(dockerfile_expansion.LONGEST, self.plan.room)
        escape = self.plan.dockerfile.escape if quotes else "\\"
        expansion = dockerfile_expansion.expand(text, view.get, escape, quotes, longest, split)
        self.plan.room -= len(expansion.value)
        for use in expansion.uses:
            self.uses.append(self._classified(use, instruction))
        if expansion.error is not None:
            from studio_lint.model.build.wording import explain_expansion

            self.refuse("expansion", expansion.span, *explain_expansion(text.value, expansion.error))
        return expansion

    def value(self, text: Text, instruction: Instruction, view: Variables) -> Value:
        """A word after expansion."""
        if dockerfile_expansion.is_plain(text.value, self.plan.dockerfile.escape):
            return Value(text, text.value)
        expansion = self.expand(text, instruction, view)
        return Value(text, expansion.value, self.certain(expansion, view), expansion.uses)

    def certain(self, expansion: dockerfile_expansion.Expansion, view: Variables) -> bool:
        """Whether no base image and no --build-arg can change what the word becomes."""
        return expansion.bounded and all(self._certain_use(use, view) for use in expansion.uses)

    def _certain_use(self, use: dockerfile_expansion.Use, view: Variables) -> bool:
        if use.found:
            return view.known(use.name) is not None
        if self.state.declared.view().get(use.name) is not None:
            return self.plan.options.in_seqera
        return self._out_of_scope(use.name) or not self.state.open

    def _out_of_scope(self, name: str) -> bool:
        """Whether it is an ARG for FROM alone, which this stage does not see, and no variable of its base."""
        outside = name in self.plan.global_args or name in GIVEN
        return outside and not (self.state.open and name in base_variables.NAMES)

    def _classified(self, use: dockerfile_expansion.Use, instruction: Instruction) -> VariableUse:
        declared = self.state.declared.view().get(use.name)
        state: VariableState = "unknown"
        declaration = declared
        if use.found:
            state = "set"
        elif declared is not None:
            state = "unset"
        elif self._out_of_scope(use.name):
            later = self.later.get(use.name)
            state = "late" if later is not None else "global"
            declaration = self.plan.global_args.get(use.name)
        return VariableUse(use, instruction, self.draft.index, state, declaration)

    def setting(self, value: Value, instruction: Instruction, name: str = "") -> Setting:
        """A value as the config keeps it, with the instruction that gives it."""
        return Setting(value.value, instruction, self.draft.index, value.text, name, value.known)


def command_words(stage: StageBuilder, instruction: Instruction) -> tuple[str, ...]:
    """What is started: the list as it stands, or the command after the shell's words."""
    given = tuple(text.value for text in instruction.arguments)
    return given if instruction.exec_form else (*stage.state.shell_words, " ".join(given))

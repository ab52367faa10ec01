"""The plan of a build: the stages of a file, what they name, and what BuildKit rejects in them."""

from __future__ import annotations

from studio_lint.base.diagnostics import Problem
from studio_lint.base.source import Span, Text
from studio_lint.model.build.image import Value
from studio_lint.model.build.scope import Ledger, Variable, Variables
from studio_lint.model.build.stage_drafts import (
    StageDraft,
)
from studio_lint.syntax.dockerfile import expansion as dockerfile_expansion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.kind_types import ProblemKind
    from studio_lint.model.options import Options
    from studio_lint.syntax.dockerfile.tree import Dockerfile, Instruction


SCRATCH = "scratch"


NO_VARIABLE = "add a stage above (`FROM image:$V AS tools`) and use `--from=tools`"


BUDGET = 16_000_000  # characters that all values of one file may make together


class BuildPlan:
    """The stages of a file, what they name, and what BuildKit refuses about it."""

    def __init__(self, dockerfile: Dockerfile, options: Options) -> None:
        self.dockerfile = dockerfile
        self.source = dockerfile.source
        self.options = options
        self.build_args = dict(options.build_args)
        self.drafts: list[StageDraft] = []
        self.by_name: dict[str, int] = {}
        self.images: list[tuple[str, Span]] = []  # images that --from brought, in order
        self.problems: list[Problem] = []
        self.global_args: dict[str, Instruction] = {}
        self.nameless = False  # whether a miswritten FROM may have given a stage any name
        self.miswritten: set[str] = set()  # names that a refused ARG meant to give a value
        self.globals: Ledger[Variable] = Ledger()
        self.room = BUDGET
        self.ports = 0  # ports of all EXPOSE lines together
        self.target: int | None = None
        self.circular = False

    def report(
        self,
        kind: ProblemKind,
        span: Span,
        message: str,
        note: str,
        help: str | None = None,
        related: tuple[tuple[Span, str], ...] = (),
        unless: str = "",
    ) -> None:
        """Keep a problem; `note` are BuildKit's own words for it."""
        self.problems.append(
            Problem(
                kind=kind,
                span=span,
                message=message,
                help=help,
                note=f"BuildKit: {note}",
                related=related,
                unless=unless,
            )
        )

    def variables(self) -> Variables:
        """The global ARGs as they are now."""
        return Variables(self.globals.view())

    def expand(
        self, text: Text, variables: Variables, of: str = ""
    ) -> tuple[Value | None, tuple[dockerfile_expansion.Use, ...]]:
        """An expanded word of a global ARG or a FROM; None where it is refused: that is reported, after `of`."""
        longest = min(dockerfile_expansion.LONGEST, self.room)
        expansion = dockerfile_expansion.expand(text, variables.get, self.dockerfile.escape, longest=longest)
        self.room -= len(expansion.value)
        if expansion.error is not None:
            from studio_lint.model.build.wording import explain_expansion

            message, note, help = explain_expansion(text.value, expansion.error)
            self.report("expansion", expansion.span, message, of + note, help)
            return None, expansion.uses
        known = expansion.bounded and all(variables.known(use.name) is not None for use in expansion.uses if use.found)
        known = known and (self.options.in_seqera or all(use.found for use in expansion.uses))
        return Value(text, expansion.value, known, expansion.uses), expansion.uses

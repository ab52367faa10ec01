"""The arguments of the functions that find a place."""

from __future__ import annotations

from studio_lint.base.source import Source, Span
from studio_lint.model.failure import instructions
from studio_lint.model.failure.files import Files, Spot

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_lint.model.failure.failing import Failed
    from studio_lint.model.failure.matching import Match
    from studio_lint.syntax.dockerfile.tree import Instruction


class Placing:
    """A match, the step that it was found in and the files at hand; `name` is the word that is looked for."""

    def __init__(self, match: Match, failed: Failed, files: Files, instruction: Instruction | None) -> None:
        self.match = match
        self.failed = failed
        self.files = files
        self.instruction = instruction
        self.template = instructions.is_of_template(failed) and instruction is None
        self.name = match.groups.get("name", "")
        self.step = ""

    def is_in_dockerfile(self, spot: Spot) -> bool:
        """Whether a place is in the Dockerfile itself, not in a file that it copies."""
        return self.files.dockerfile is not None and spot.source is self.files.dockerfile.source

    def in_instruction(self, find: Callable[[Source, Span, str], Span | None], name: str) -> Spot | None:
        """What a finder of words finds in the failing instruction."""
        if self.instruction is None or self.files.dockerfile is None or not name:
            return None
        source = self.files.dockerfile.source
        found = find(source, self.instruction.span, name)
        return Spot(source, found) if found is not None else None

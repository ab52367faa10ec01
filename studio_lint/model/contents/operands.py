"""The words of a command as its program receives them, including variables that nothing sets."""

from __future__ import annotations

from studio_lint.facts.shell_words import SET_BY_SHELL, SETS_UNSEEN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.build.image import Image, Stage
    from studio_lint.model.commands.arguments import Argument, Part
    from studio_lint.model.contents.contents import Point


class Operands:
    """Answers for the commands of one stage. `given`: an ARG without a value may be given one by the build."""

    def __init__(self, image: Image, stage: Stage, points: tuple[Point, ...], given: bool = True) -> None:
        self.given = given and not image.options.in_seqera
        self.image = image
        self.stage = stage
        self.unseen = {
            id(point.step) for point in points if point.ran is not None and (point.ran.name or "") in SETS_UNSEEN
        }
        self._declared: frozenset[str] | None = None

    def values(self, point: Point, words: tuple[Argument, ...]) -> list[str | None]:
        """The values of words; None for one that is not known. An unquoted one that is empty is no word at all."""
        found: list[str | None] = []
        for word in words:
            value = self.value(point, word)
            quoted = not word.parts or any(part.quoting or part.kind == "text" for part in word.parts)
            if value != "" or quoted:
                found.append(value)
        return found

    def value(self, point: Point, word: Argument) -> str | None:
        """The value of one word; None where it is not known."""
        if word.looked_up:
            return None
        if word.value is not None:
            return word.value
        pieces = [self._piece(point, part) for part in word.parts]
        return None if None in pieces else "".join(piece or "" for piece in pieces)

    def _piece(self, point: Point, part: Part) -> str | None:
        if part.kind == "text":
            return part.text.value
        return "" if part.kind == "variable" and self.is_empty(point, part) else None

    def is_empty(self, point: Point, part: Part) -> bool:
        """Whether a plain variable has no value for certain."""
        written = part.text.value
        return written in (f"${part.name}", f"${{{part.name}}}") and self.is_unset(point, part.name)

    def is_unset(self, point: Point, name: str) -> bool:
        """Whether nothing gives a variable a value: not the base image, not the Dockerfile, not the shell."""
        if not name.isidentifier() or name in SET_BY_SHELL or name.startswith(("BASH", "LC_")):
            return False
        if name.lower().endswith("_proxy") or id(point.step) in self.unseen or point.base is None:
            return False
        ran = point.ran
        if ran is None or ran.variables.view.get(name) is not None or name in self._arguments():
            return False
        return point.step.variables.get(name) is None and point.state.default(name) == ""

    def _arguments(self) -> frozenset[str]:
        """The ARGs of the stage and of those that it is built on, which may be given a value."""
        if self._declared is None:
            names: set[str] = set()
            if not self.given:
                self._declared = frozenset()
                return self._declared
            index: int | None = self.stage.index
            seen: set[int] = set()
            while index is not None and index not in seen:
                seen.add(index)
                stage = self.image.stages[index]
                for instruction in stage.instructions:
                    if instruction.keyword == "ARG":
                        names |= {pair.key.value for pair in instruction.pairs}
                index = stage.base.stage
            self._declared = frozenset(names)
        return self._declared

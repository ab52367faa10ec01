"""What an image contains when a RUN reads a file: other files, and programs."""

from __future__ import annotations

from studio_lint.model.commands.run_steps import run_commands
from studio_lint.model.contents import contents
from studio_lint.model.posix_paths import basename

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Source
    from studio_lint.model.build.image import BuildStep, Copy, CopySource, Image, Stage
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.contents.contents import Point
    from studio_lint.syntax.image_reference import Reference


class Site:
    """A command of a RUN. Answers about the image as the command finds it are True, False or None (not known)."""

    def __init__(self, image: Image, stage: Stage, step: BuildStep, invocation: Invocation) -> None:
        self.image = image
        self._stages = list(_lineage(image, stage))
        self._stage = stage
        self._step = step
        self._word = invocation.arguments[0].place()
        self._found: list[Point | None] = []

    @property
    def base(self) -> Reference | None:
        """The image at the bottom of the stage."""
        return self._stages[-1].base.reference

    @property
    def steps_before(self) -> tuple[BuildStep, ...]:
        """The RUNs before this one, those of the stages below it first."""
        found: list[BuildStep] = []
        for stage in reversed(self._stages):
            for step in stage.steps:
                if step is self._step:
                    return tuple(found)
                if step.instruction.keyword == "RUN":
                    found.append(step)
        return tuple(found)

    @property
    def steps_until(self) -> tuple[BuildStep, ...]:
        """These RUNs and the one of the command itself, all of which may come before it."""
        return (*self.steps_before, self._step)

    @property
    def words_before(self) -> Iterator[str]:
        """Words of the commands of these RUNs and of this one."""
        for step in self.steps_until:
            if "://" in step.instruction.body.value:
                for invocation in run_commands(step):
                    yield from (word.value for word in invocation.arguments if word.value)

    def copied_from(self, program: str) -> tuple[Reference, ...]:
        """Images from which a COPY brings a program of that name."""
        found = []
        for copy in (copy for stage in self._stages for copy in stage.copies):
            if not any(basename(source.path) == program for source in copy.sources):
                continue
            if copy.reference is not None:
                found.append(copy.reference)
            elif copy.source_stage is not None:
                below = list(_lineage(self.image, self.image.stages[copy.source_stage]))[-1]
                found += [below.base.reference] if below.base.reference is not None else []
        return tuple(found)

    def exists(self, path: str) -> bool | None:
        """Whether there is something at an absolute path."""
        point = self._point()
        return point.exists(path) if point is not None else None

    def command(self, name: str) -> bool | None:
        """Whether a program can be called by its name."""
        point = self._point()
        return point.command(name) if point is not None else None

    def text(self, path: str) -> Source | None:
        """A file at an absolute path that was copied as it is; None for any other."""
        point = self._point()
        text = point.text(path) if point is not None else None
        return text.source if text is not None and text.whole.start == 0 else None

    def _point(self) -> Point | None:
        """The moment just before the command; before its instruction where the command is not told apart."""
        if not self._found:
            self._found.append(self._look_up())
        return self._found[0]

    def _look_up(self) -> Point | None:
        before = None
        for point in contents.of(self.image).points(self._stage):
            if point.step is not self._step:
                continue
            if point.ran is None:
                before = point
            elif point.ran.arguments[0].place() == self._word:
                return point
        return before


def _lineage(image: Image, stage: Stage) -> Iterator[Stage]:
    """A stage and those that it is built on, itself first."""
    seen: set[int] = set()
    while stage.index not in seen:
        seen.add(stage.index)
        yield stage
        if stage.base.stage is None:
            return
        stage = image.stages[stage.base.stage]


def origins(image: Image, path: str) -> tuple[str, ...]:
    """Paths in the build context from which a file of the image may have come."""
    found: dict[str, None] = {}
    for copy in image.copies:
        if copy.origin == "context":
            for source in copy.sources:
                if source.kind == "path":
                    found.update(dict.fromkeys(_before_copying(copy, source, path)))
    return tuple(found)


def _before_copying(copy: Copy, source: CopySource, path: str) -> Iterator[str]:
    """Where in its origin a file of the image may have come from."""
    folder, _, last = source.path.rstrip("/").rpartition("/")
    name = basename(path)
    if not {"*", "?", "["}.isdisjoint(last):
        if any(path == f"{landing.rpartition('/')[0]}/{name}" for landing in copy.landings(source)):
            yield f"{folder}/{name}".strip("/")
        return
    for landing in copy.landings(source):
        if path == landing:
            yield source.path.strip("/")
    target = copy.target.rstrip("/")
    if path.startswith(f"{target}/"):
        yield f"{source.path.rstrip('/')}{path[len(target) :]}".strip("/")

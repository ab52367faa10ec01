"""The user's files that a log can be about."""

from __future__ import annotations

import os

from studio_lint.base.record import Record
from studio_lint.base.source import Source, Span
from studio_lint.files import reading
from studio_lint.files.paths import shown_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.diagnostics import Place
    from studio_lint.model.build.image import Image
    from studio_lint.model.environment.environment import Environment
    from studio_lint.model.process.process import Process
    from studio_lint.syntax.dockerfile.tree import Dockerfile, Instruction

_MOST_REQUIREMENTS = 5


class Files(Record):
    """What is at hand: the Dockerfile, the environment, and the folder of the build context (absolute)."""

    dockerfile: Dockerfile | None = None
    environment: Environment | None = None
    context: str = ""

    def beside(self, name: str) -> Source | None:
        """A text file of the build context by the path that an instruction gives it; never one outside of it."""
        if not self.context or not name or "\0" in name:
            return None
        for path in (name.lstrip("/"), os.path.basename(name), *self._copied_from(name)):
            full = os.path.realpath(os.path.join(self.context, path))
            if full.startswith(os.path.realpath(self.context) + os.sep) and os.path.isfile(full):
                source = reading.read(full, shown_path(os.path.join(self.context, path)))
                return source if isinstance(source, Source) else None
        return None

    def _copied_from(self, name: str) -> tuple[str, ...]:
        """Paths of the context that a COPY may have brought to a path of the image, in whichever working folder."""
        if self.dockerfile is None:
            return ()
        from studio_lint.model.environment.sites import origins
        from studio_lint.model.posix_paths import join_path

        image = self.once(_image)
        folders = dict.fromkeys(step.working_dir for stage in image.stages for step in stage.steps)
        absolute = (join_path(folder, name) for folder in folders)
        return tuple(path for one in dict.fromkeys(absolute) if one is not None for path in origins(image, one))

    def copied(self, path: str) -> Source | None:
        """The text file of the build context that a COPY brings to exactly this path of the image."""
        for origin in self._copied_from(path) if self.context and "\0" not in path else ():
            full = os.path.realpath(os.path.join(self.context, origin))
            if full.startswith(os.path.realpath(self.context) + os.sep) and os.path.isfile(full):
                source = reading.read(full, shown_path(os.path.join(self.context, origin)))
                return source if isinstance(source, Source) else None
        return None

    @property
    def image(self) -> Image | None:
        """What the Dockerfile means; None without one."""
        return self.once(_image) if self.dockerfile is not None else None

    @property
    def process(self) -> Process | None:
        """What the session starts, followed into the files of the build context; None without a Dockerfile."""
        return self.once(_process)

    @property
    def read_at_start(self) -> tuple[Source, ...]:
        """The files, beside the Dockerfile, that what starts is made of."""
        if self.process is None or self.dockerfile is None:
            return ()
        return tuple(each for each in self.process.files if each is not self.dockerfile.source)

    def has(self, name: str) -> bool:
        """Whether the build context holds something at that path."""
        full = os.path.realpath(os.path.join(self.context, name.lstrip("/")))
        return bool(self.context) and full.startswith(os.path.realpath(self.context)) and os.path.exists(full)


def _image(files: Files) -> Image:
    from studio_lint.model.build import assemble
    from studio_lint.model.context.context import Context

    assert files.dockerfile is not None
    context = Context(files.context, files.dockerfile.source.path) if files.context else None
    return assemble.build(files.dockerfile, context=context)


def _process(files: Files) -> Process | None:
    if files.dockerfile is None:
        return None
    from studio_lint.model.process import process

    return process.build(files.once(_image), plain=True)


class Spot(Record):
    """A place in a file of the user: the file, the stretch, and how exact it is ("word", "line" or "instruction")."""

    source: Source
    span: Span
    exact: str = "word"
    related: tuple[Place, ...] = ()


def whole(instruction: Instruction, source: Source) -> Spot:
    """A whole instruction."""
    return Spot(source, instruction.span, "instruction")

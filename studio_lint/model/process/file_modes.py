"""Scripts that are started as programs though nothing marks them as such.

COPY keeps the mode of a file; execve(2) refuses one without an `x` (EACCES).
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.wrappers import SHELLS
from studio_lint.model.commands.run_steps import run_commands
from studio_lint.model.posix_paths import join_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.source import Text
    from studio_lint.model.build.image import Copy, Image
    from studio_lint.model.commands.command import StartedScript
    from studio_lint.model.commands.image_files import ImageFiles

MARKING = ("chmod", "setfacl")
FOLDERS = ("/bin/", "/usr/bin/", "/sbin/", "/usr/sbin/", "/usr/local/bin/", "/opt/conda/bin/")
RUNNERS = SHELLS | {"install", "make", "gmake", "just", "ansible-playbook", "source", "."}


class Denied(Record):
    """A script that the kernel will not start. `path` is its path in the build context."""

    word: Text
    copy: Copy
    path: str


def denied(image: Image, files: ImageFiles, started: list[StartedScript]) -> tuple[Denied, ...]:
    """Scripts that come out of the context without the mark of a program, which nothing in the image gives them."""
    if image.context is None or any(_may_mark(image, one.content) for one in started):
        return ()
    found = []
    for one in started:
        path = files.context_path(one.content.source)
        target = join_path(one.folder, one.path) if "/" in one.path else None
        copies = files.copies_to(target) if target is not None else []
        if path is None or not copies or any(not _keeps_mode(copy) for copy in copies):
            continue
        if image.context.is_runnable(path) is False:
            found.append(Denied(one.word.sub(0), copies[-1], path))
    return tuple(found)


def _keeps_mode(copy: Copy) -> bool:
    plain = all(source.kind == "path" for source in copy.sources)
    return copy.origin == "context" and plain and all(flag.name != "chmod" for flag in copy.instruction.flags)


def _may_mark(image: Image, content: Text) -> bool:
    """Whether a RUN may give a file its mark: by name, or in a program that is not followed."""
    if content.source is image.source:
        return True
    for stage in image.stages:
        for step in stage.steps:
            if step.instruction.keyword != "RUN":
                continue
            if step.broken or any(word in step.instruction.body.value for word in MARKING):
                return True
            for ran in run_commands(step):
                value = ran.arguments[0].value
                if value is None or ran.name in RUNNERS or ("/" in value and not value.startswith(FOLDERS)):
                    return True
    return False

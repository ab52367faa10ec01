"""Which environment files of the build context a Dockerfile installs."""

from __future__ import annotations

from studio_lint.facts.solving import LOCK_ENDINGS, LOCK_READERS
from studio_lint.model.commands.remembered_runs import concluded
from studio_lint.model.posix_paths import join_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.model.build.image import Copy, CopySource, Image
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.commands.runner import Runner

PROGRAMS = frozenset(("conda", "mamba", "micromamba"))
_FLAGS = ("-f", "--file")
_ENDINGS = (".yml", ".yaml")


def environment_files(image: Image) -> tuple[str, ...]:
    """Paths from the context's root of what may be installed with `--file`, in order.

    A COPY of a whole folder leads to more than one such path; whether one is
    there is not looked at.
    """
    found: dict[str, None] = {}
    for stage in image.stages:
        for step in stage.steps:
            if step.instruction.keyword != "RUN" or not _concerns(step.instruction.body.value):
                continue
            for path in concluded(step, _all_installed):
                found.update(dict.fromkeys(_in_context(image, path)))
    return tuple(found)


def _concerns(body: str) -> bool:
    """A first look, without reading any shell."""
    return ("conda" in body or "mamba" in body) and "-f" in body


def _all_installed(runner: Runner) -> tuple[str, ...]:
    return tuple(path for ran in runner.ran for path in _installed(ran))


def _installed(ran: Invocation) -> Iterator[str]:
    """Absolute paths in the image of the environment files that a command installs."""
    if ran.name not in PROGRAMS:
        return
    words = [argument.value or "" for argument in ran.arguments]
    for number, word in enumerate(words):
        flag, equals, value = word.partition("=")
        if flag not in _FLAGS:
            continue
        file = value if equals else "".join(words[number + 1 : number + 2])
        path = join_path(ran.folder, file) if _is_environment(ran.name, file) else None
        if path:
            yield path


def _is_environment(program: str, file: str) -> bool:
    """Whether the program reads a file of this name as an environment, and not as a lock file."""
    return file.endswith(_ENDINGS) and not (program in LOCK_READERS and file.endswith(LOCK_ENDINGS))


def _in_context(image: Image, path: str) -> Iterator[str]:
    for copy in image.copies:
        if copy.origin == "context":
            for source in copy.sources:
                if source.kind == "path":
                    yield from _before_copying(copy, source, path)


def _before_copying(copy: Copy, source: CopySource, path: str) -> Iterator[str]:
    """Where in the context a file of the image may have come from."""
    folder, _, last = source.path.rstrip("/").rpartition("/")
    name = path.rpartition("/")[2]
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

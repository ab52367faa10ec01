"""Scripts that a command names and package.json does not have: `npm run NAME`, `npm test`, `yarn NAME`."""

from __future__ import annotations

from studio_lint.base.nearest import distance, nearest
from studio_lint.base.record import Record
from studio_lint.facts.task_runners import IF_PRESENT, SCRIPTS, TASK_RUNNERS
from studio_lint.model.contents.apt_problems import runs
from studio_lint.model.posix_paths import join_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.facts.task_runners import TaskRunner
    from studio_lint.model.build.image import Image, Stage
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.commands.package_scripts import NamedTask

_SHORTEST = 5
"""A shorter name is near too many others to be a slip of one."""


class NoScript(Record):
    """A script that is not there.

    file   the package.json
    near   a script of nearly that name
    words  what the program says
    sure   no package may have brought a program of that name
    """

    word: Text
    file: Text
    near: str | None
    words: str
    sure: bool


def no_script(image: Image, stage: Stage) -> Iterator[NoScript]:
    """The scripts that a stage's RUNs name and their package.json lacks."""
    for point, ran in runs(image, stage):
        runner = TASK_RUNNERS.get(ran.name or "")
        if runner is None or runner.language != SCRIPTS or not runner.missing:
            continue
        from studio_lint.model.commands.package_scripts import PACKAGE, package_scripts

        named = _named(runner, ran)
        path = join_path(named.folder, PACKAGE) if named is not None else None
        text = point.text(path) if path else None
        scripts = package_scripts(text) if text is not None else {}
        if named is None or named.word is None or text is None or not scripts or named.word.value in scripts:
            continue
        name = named.word.value or ""
        near = nearest(name, tuple(scripts))
        slip = near is not None and len(name) >= _SHORTEST and distance(name, near) == 1
        sure = not runner.packages or point.exists(f"{named.folder}/{runner.packages}/{name}") is False
        if runner.on_path and point.command(name) is not False:
            continue
        if slip or (sure and not (runner.packages and named.own)):
            yield NoScript(named.word.text, text, near, runner.missing.format(name), sure)


def _named(runner: TaskRunner, ran: Invocation) -> NamedTask | None:
    """The script that a command names; None where its options may make something else of it."""
    from studio_lint.model.commands.package_scripts import named_script

    if any(word.value in IF_PRESENT for word in ran.arguments):
        return None
    named = named_script(runner, ran.arguments[1:], ran.folder)
    name = named.word.value if named is not None and named.word is not None else None
    if named is None or not name or (named.own and name in (*runner.untold, *runner.verbs)) or name in runner.untold:
        return None
    rest = named.rest[: next((at for at, word in enumerate(named.rest) if word.value == "--"), len(named.rest))]
    return None if any((word.value or "-").startswith("-") for word in rest) else named

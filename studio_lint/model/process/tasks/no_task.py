"""A script or target that a start command names but its file does not define: `npm start`, `make run`."""

from __future__ import annotations

from studio_lint.base.nearest import nearest
from studio_lint.base.record import Record
from studio_lint.facts.task_runners import MAKEFILE, SCRIPTS, TASK_RUNNERS
from studio_lint.model.posix_paths import join_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.facts.task_runners import TaskRunner
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.commands.image_files import ImageFiles
    from studio_lint.model.contents.contents import Moment

START = "start"
_FALLBACK = "server.js"
"""What `npm start` runs where package.json has no such script (documentation of npm 11)."""


class NoTask(Record):
    """What is not there.

    word   where it is named
    name   the script or target; the path of the file where that is missing
    file   the file without it; None where the file is missing
    suggestion  one of nearly that name
    untabbed  lines of a recipe without the tab before them: the file cannot be read
    """

    word: Text
    name: str
    file: Text | None = None
    suggestion: str | None = None
    untabbed: tuple[Text, ...] = ()


def of(ran: Invocation, files: ImageFiles, point: Moment) -> Iterator[NoTask]:
    """What a command names and nothing has."""
    runner = TASK_RUNNERS.get(ran.name or "")
    if runner is not None and runner.language == SCRIPTS:
        yield from _script(runner, ran, files, point)
    elif runner is not None and runner.language == MAKEFILE:
        yield from _target(ran, files, point)


def _script(runner: TaskRunner, ran: Invocation, files: ImageFiles, point: Moment) -> Iterator[NoTask]:
    """A runner may find a program where there is no such script, but for `run NAME` of some and for START."""
    from studio_lint.model.commands.package_scripts import named_script

    named = named_script(runner, ran.arguments[1:], ran.folder)
    if named is None or named.word is None or named.folder is None or not named.word.value:
        return
    name = named.word.value
    if name != START and (named.own or not runner.missing):
        return
    if any((word.value or "") == "--if-present" for word in ran.arguments):
        return
    from studio_lint.model.commands.package_scripts import PACKAGE

    path = join_path(named.folder, PACKAGE)
    text = files.text(PACKAGE, named.folder)
    if text is None:
        if path is not None and point.exists(path) is False:
            yield NoTask(named.word.text, path)
        return
    from studio_lint.model.commands.package_scripts import package_scripts

    scripts = package_scripts(text)
    if name in scripts or (not scripts and ("scripts" in text.value or not text.value.rstrip().endswith("}"))):
        return
    fallback = join_path(named.folder, _FALLBACK)
    if name == START and (fallback is None or point.exists(fallback) is not False):
        return
    yield NoTask(named.word.text, name, text, None if named.own else nearest(name, tuple(scripts)))


def _target(ran: Invocation, files: ImageFiles, point: Moment) -> Iterator[NoTask]:
    from studio_lint.model.contents import makefile
    from studio_lint.model.contents.problems import make_targets

    given = makefile.named(ran.arguments[1:], ran.folder)
    if given is None or given[1] is None:
        return
    words, folder, path = given
    names = (path,) if path else makefile.NAMES
    text = next((found for found in (files.text(name, folder) for name in names) if found is not None), None)
    if text is None:
        paths = [join_path(folder, name) for name in names]
        if all(one is not None and point.exists(one) is False for one in paths):
            yield NoTask(ran.arguments[0].text, paths[-1] or "")
        return
    file = makefile.Makefile(text)
    if file.plain and file.untabbed:
        yield NoTask(file.untabbed[0], ran.name or "", text, untabbed=tuple(file.untabbed))
        return
    if not file.plain or make_targets.is_open(text.value) or any(map(make_targets.is_pattern, file.recipes)):
        return
    for word in words:
        name = word.value or ""
        at = join_path(ran.folder, folder or "")
        if name and name not in file.names and at is not None and make_targets.is_no_file(point, at, name):
            yield NoTask(word.text, name, text, nearest(name, tuple(file.recipes)))

"""`npm run NAME` of a name that package.json does not have."""

from __future__ import annotations

from studio_lint.base.nearest import nearest
from studio_lint.base.record import Record
from studio_lint.facts.task_runners import TASK_RUNNERS
from studio_lint.model.contents.apt_problems import runs
from studio_lint.model.posix_paths import join_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.model.build.image import Image, Stage


class NoScript(Record):
    """A script that is not there.

    file   the package.json
    near   a script of nearly that name
    words  what the program says
    """

    word: Text
    file: Text
    near: str | None
    words: str


def no_script(image: Image, stage: Stage) -> Iterator[NoScript]:
    """The scripts that a stage's RUNs name and their package.json lacks."""
    for point, ran in runs(image, stage):
        verbs = [word for word in ran.arguments[1:] if word.value is None or not word.value.startswith("-")]
        runner = TASK_RUNNERS.get(ran.name or "")
        if runner is None or not runner.missing or len(verbs) < 2 or verbs[0].value not in ("run", "run-script"):
            continue
        name = verbs[1].value
        if not name or name in runner.untold or len(verbs) > 2 or len(ran.arguments) > 3:
            continue
        path = join_path(ran.folder, "package.json")
        text = point.text(path) if path else None
        if text is None:
            continue
        from studio_lint.model.commands.package_scripts import package_scripts

        scripts = package_scripts(text)
        if scripts and name not in scripts:
            yield NoScript(verbs[1].text, text, nearest(name, tuple(scripts)), runner.missing.format(name))

"""What a RUN runs, including the project's scripts that it starts; each RUN is simulated once for all rules."""

from __future__ import annotations

from studio_lint.facts.task_runners import SCRIPTS, TASK_RUNNERS
from studio_lint.model.commands.image_files import SEARCHED, ImageFiles
from studio_lint.model.commands.run_steps import StepVariables, alone, known_texts, run_with
from studio_lint.model.commands.written_files import changes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.source import Text
    from studio_lint.model.build.image import BuildStep, Image, Stage
    from studio_lint.model.commands.arguments import Argument
    from studio_lint.model.commands.runner import Files, Launch, Runner
    from studio_lint.model.commands.tasks import Launched


def followed(image: Image, stage: Stage, step: BuildStep, folder: str | None, home: str | None = None) -> Runner:
    """A RUN, run on paper from a folder, with the scripts that the image has by then. Raises nothing.

    `home`: the home folder, where that is known without an ENV.
    """
    return image.once(_FollowedRuns).of(stage, step, folder, home)


def unfollowed(step: BuildStep, folder: str | None, home: str | None = None) -> Runner:
    """The same, no file being known."""
    if folder == step.working_dir and home is None:
        return alone(step)
    return run_with(step.replace(working_dir=folder), StepVariables(step, home))


class _FollowedRuns:
    """The RUNs of an image that were followed into scripts."""

    def __init__(self, image: Image) -> None:
        self.image = image
        self.files = ImageFiles(image)
        self._ran: dict[tuple[int, str | None, str | None], Runner] = {}

    def of(self, stage: Stage, step: BuildStep, folder: str | None, home: str | None) -> Runner:
        key = (id(step), folder, home)
        if key not in self._ran:
            self._ran[key] = self._run(stage, step, folder, home)
        return self._ran[key]

    def _run(self, stage: Stage, step: BuildStep, folder: str | None, home: str | None) -> Runner:
        runner = unfollowed(step, folder, home)
        files = self._seen_by(stage, step)
        launch = _launch(files)
        if not _finds(runner, files, launch):
            return runner
        given = step.replace(working_dir=folder)
        return run_with(given, StepVariables(step, home), files, launch, known_texts(self.image))

    def _seen_by(self, stage: Stage, step: BuildStep) -> Files:
        """The files that a RUN finds, each looked for once: what it removes itself was there."""
        looks: dict[tuple[str, str | None], Text | None] = {}

        def text(path: str, folder: str | None) -> Text | None:
            look = (path, folder)
            if look not in looks:
                places = (path,) if "/" in path else self._on_path(stage, path)
                found = (self.files.before(stage, step, place, folder) for place in places)
                looks[look] = next((one for one in found if one is not None), None)
            return looks[look]

        return text

    def _on_path(self, stage: Stage, name: str) -> tuple[str, ...]:
        """Where a program of the project may be that is started by its bare name."""
        brought = stage.once(_program_folders)
        above = self.image.stages[stage.base.stage] if stage.base.stage is not None else None
        if above is not None and above.index < stage.index:
            brought = (*brought, *(one.rpartition("/")[0] for one in self._on_path(above, name)))
        return tuple(f"{folder}/{name}" for folder in dict.fromkeys(brought))


def _program_folders(stage: Stage) -> tuple[str, ...]:
    """The folders of programs that a stage may put a file of the project into."""
    found = stage.once(changes)
    roots = [change.root for change in found if change.copy is not None]
    written = [change.body for change in found if change.moves or change.writes]
    return tuple(
        folder
        for folder in SEARCHED
        if any(f"{folder}/".startswith(f"{root}/") or root.startswith(f"{folder}/") for root in roots)
        or any(folder in body for body in written)
    )


def _finds(runner: Runner, files: Files, launch: Launch) -> bool:
    """Whether a RUN that was run without files would find one."""
    if any(files(path, folder) is not None for path, folder in runner.asked):
        return True
    return any(launch(ran.arguments, ran.folder) is not None for ran in runner.ran)


def _launch(files: Files) -> Launch:
    """What a script of a package.json starts."""

    def launched(words: tuple[Argument, ...], folder: str | None) -> Launched | None:
        found = TASK_RUNNERS.get(words[0].value or "")
        if found is None or found.language != SCRIPTS:
            return None
        from studio_lint.model.commands.package_scripts import launch_script

        return launch_script(found, words[1:], folder, lambda path, at: files(f"./{path}", at))

    return launched

"""Programs that start what a file of the project names: package scripts, Procfiles, supervisord, make.

`Launched` says what they would run; the shell reads its lines.
"""

from __future__ import annotations

from studio_lint.base.source import Text
from studio_lint.facts.task_runners import PROCFILE, SCRIPTS, SUPERVISOR
from studio_lint.model.commands.package_scripts import launch_script
from studio_lint.model.commands.tasks import Launched, Task
from studio_lint.model.contents import makefile
from studio_lint.model.process.settings import supervisord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.facts.task_runners import TaskRunner
    from studio_lint.model.commands.arguments import Argument
    from studio_lint.model.commands.image_files import ImageFiles

PROCFILE_VALUES = ("-f", "--procfile", "-p", "--port", "-e", "--env", "-d", "--app-root", "-m", "-c", "--formation")


def launch(runner: TaskRunner, words: tuple[Argument, ...], folder: str | None, files: ImageFiles) -> Launched | None:
    """What such a program starts; None if its file is not at hand."""
    if runner.language == SCRIPTS:
        return launch_script(runner, words[1:], folder, files.text)
    if runner.language == PROCFILE:
        return _procfile(runner.paths[0], words[1:], folder, files)
    if runner.language == SUPERVISOR:
        return supervisord.launch(runner, words[1:], folder, files)
    return makefile.launch(words[1:], folder, files)


def _procfile(path: str, words: tuple[Argument, ...], folder: str | None, files: ImageFiles) -> Launched | None:
    """`honcho start [-f Procfile] [web]`: each line is run by a shell, with a PORT of its own."""
    if "start" not in [word.value for word in words]:
        return None
    port: Argument | None = None
    names: list[str] = []
    at = 0
    while at < len(words):
        value = words[at].value
        if value is None:
            return None
        flag, equals, given = value.partition("=")
        if flag in PROCFILE_VALUES:
            word = None if equals else words[at + 1] if at + 1 < len(words) else None
            if flag in ("-f", "--procfile"):
                path = given or ((word.value or "") if word is not None else "")
            elif flag in ("-p", "--port"):
                port = word
            at += 0 if equals else 1
        elif not value.startswith("-") and value != "start":
            names.append(value)
        at += 1
    text = files.text(path, folder)
    if text is None:
        return None
    tasks: list[Task] = []
    for name, command in _processes(text):
        if not names or name in names:
            first = port.parts if port is not None and not tasks else None
            tasks.append(Task(command, variables=(("PORT", first),), folder=folder))
    return Launched(tuple(tasks)) if tasks else None


def _processes(text: Text) -> list[tuple[str, Text]]:
    found: list[tuple[str, Text]] = []
    at = 0
    for line in text.value.split("\n"):
        name, colon, command = line.partition(":")
        if colon and name.strip().replace("-", "_").isidentifier() and command.strip():
            start = at + len(name) + 1
            found.append((name.strip(), text.sub(start, at + len(line.rstrip()))))
        at += len(line) + 1
    return found

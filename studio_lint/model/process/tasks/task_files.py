"""Programs that start what a file of the project names: package scripts, Procfiles, supervisord, make.

`Launched` says what they would run; how its lines are read is the shell's matter.
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Text
from studio_lint.facts.task_runners import PROCFILE, SCRIPTS, SUPERVISOR
from studio_lint.model.commands.tasks import Launched, Task
from studio_lint.model.process.settings import supervisord
from studio_lint.model.process.tasks import makefile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.facts.task_runners import TaskRunner
    from studio_lint.model.commands.arguments import Argument
    from studio_lint.model.commands.image_files import ImageFiles

PACKAGE = "package.json"
FOLDERS = ("--prefix", "-C", "--cwd", "--dir")
QUIET = frozenset(("-s", "--silent", "--if-present", "-q", "--quiet"))
PROCFILE_VALUES = ("-f", "--procfile", "-p", "--port", "-e", "--env", "-d", "--app-root", "-m", "-c", "--formation")


def launch(runner: TaskRunner, words: tuple[Argument, ...], folder: str | None, files: ImageFiles) -> Launched | None:
    """What such a program starts; None if its file is not at hand."""
    if runner.language == SCRIPTS:
        return _script(runner, words[1:], folder, files)
    if runner.language == PROCFILE:
        return _procfile(runner.paths[0], words[1:], folder, files)
    if runner.language == SUPERVISOR:
        return supervisord.launch(runner, words[1:], folder, files)
    return makefile.launch(words[1:], folder, files)


class NamedTask(Record):
    """A script of a package.json, or a target of a Makefile, that a command names.

    word    the name; None for the first target
    rest    the words behind it
    folder  where the file is looked for
    own     named without `run`
    """

    word: Argument | None
    folder: str | None
    rest: tuple[Argument, ...] = ()
    own: bool = False


def named_script(runner: TaskRunner, words: tuple[Argument, ...], folder: str | None) -> NamedTask | None:
    """`npm run serve -- --port 1`, `npm start`, `yarn serve`, `pnpm -C ui start`; None where it is something else."""
    at = 0
    run = False
    while at < len(words):
        value = words[at].value
        if value in FOLDERS and at + 1 < len(words):
            folder = _inside(folder, words[at + 1].value)
            at += 1
        elif value in ("run", "run-script") and not run:
            run = True
        elif value is None or (value.startswith("-") and value not in QUIET):
            return None
        elif not value.startswith("-"):
            break
        at += 1
    if at >= len(words) or not (run or runner.bare or words[at].value in runner.short):
        return None
    return NamedTask(words[at], folder, words[at + 1 :], not run)


def _script(runner: TaskRunner, words: tuple[Argument, ...], folder: str | None, files: ImageFiles) -> Launched | None:
    named = named_script(runner, words, folder)
    if named is None or named.word is None:
        return None
    folder, rest = named.folder, named.rest
    text = files.text(PACKAGE, folder) if folder else None
    from studio_lint.model.commands.package_scripts import package_scripts

    scripts = package_scripts(text) if text is not None else {}
    title = named.word.value or ""
    if title not in scripts:
        return None
    own_end = next((at for at, word in enumerate(rest) if word.value == "--"), len(rest))
    if runner.keeps and any((word.value or "-").startswith("-") for word in rest[:own_end]):
        return None  # flags before `--` are not the script's
    rest = (*rest[:own_end], *rest[own_end + 1 :])
    own = scripts[title]
    more = [Text(own.source, f" {word.as_text().value}", (), own.whole) for word in rest]
    told = own.joined((own, *more), own.whole) if more else own
    before = scripts.get(f"pre{title}") if runner.before else None
    return Launched(tuple(Task(one, folder=folder) for one in (before, told) if one is not None))


def _inside(folder: str | None, path: str | None) -> str | None:
    if path is None:
        return None
    if path.startswith("/") or folder is None:
        return path if path.startswith("/") else None
    return f"{folder}/{path}"


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

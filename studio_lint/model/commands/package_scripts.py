"""Scripts in a package.json, and what starts them."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Text
from studio_lint.model.commands.tasks import Launched, Task

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_lint.facts.task_runners import TaskRunner
    from studio_lint.model.commands.arguments import Argument

    Read = Callable[[str, "str | None"], "Text | None"]

PACKAGE = "package.json"
FOLDERS = ("--prefix", "-C", "--cwd", "--dir")
QUIET = frozenset(("-s", "--silent", "--if-present", "-q", "--quiet"))


def package_scripts(text: Text) -> dict[str, Text]:
    """The scripts of a package.json by name; {} where it cannot be read."""
    if text.value != text.source.text:
        return {}
    from studio_lint.syntax.yaml import reader as yaml_reader
    from studio_lint.syntax.yaml import tree as yaml_tree

    root = yaml_reader.read(text.source).root
    entry = root.entry("scripts") if isinstance(root, yaml_tree.Mapping) else None
    if entry is None or not isinstance(entry.value, yaml_tree.Mapping):
        return {}
    return {
        one.key.value: one.value.text
        for one in entry.value.entries
        if isinstance(one.key, yaml_tree.Scalar) and isinstance(one.value, yaml_tree.Scalar)
    }


class NamedTask(Record):
    """A script of a package.json, or a target of a Makefile, that a command names.

    word    the name; None for the first target
    rest    the words after it
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


def launch_script(runner: TaskRunner, words: tuple[Argument, ...], folder: str | None, read: Read) -> Launched | None:
    """What a runner of package scripts starts; `read` gives the text of a file by name and folder."""
    named = named_script(runner, words, folder)
    if named is None or named.word is None:
        return None
    folder, rest = named.folder, named.rest
    text = read(PACKAGE, folder) if folder else None
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
    after = scripts.get(f"post{title}") if runner.before else None
    return Launched(tuple(Task(one, folder=folder) for one in (before, told, after) if one is not None))


def _inside(folder: str | None, path: str | None) -> str | None:
    if path is None:
        return None
    if path.startswith("/") or folder is None:
        return path if path.startswith("/") else None
    return f"{folder}/{path}"

"""The programs of a supervisord configuration.

supervisord starts them without a shell, and expands `%(ENV_NAME)s` to a
variable of its own environment (documentation of supervisord 4.2, 2026-11).
"""

from __future__ import annotations

from studio_lint.facts.bases import base_images
from studio_lint.model.commands.arguments import BLANKS, Argument, Part
from studio_lint.model.commands.tasks import Launched, Task
from studio_lint.model.posix_paths import join_path
from studio_lint.model.process.settings.included import is_included
from studio_lint.model.process.settings.ini_lines import settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.facts.task_runners import TaskRunner
    from studio_lint.model.commands.arguments import Parts
    from studio_lint.model.commands.image_files import ImageFiles

OFF = ("false", "no", "off", "0")
ON = ("true", "yes", "on", "1")
HERE = "%(here)s"
NODAEMON = "nodaemon"
VARIABLE = "ENV_"
_SHORT = "nsu:U:c:d:m:q:k:g:j:y:z:e:l:i:vht"
"""Options of one letter; those with a colon take a value."""


def launch(runner: TaskRunner, words: tuple[Argument, ...], folder: str | None, files: ImageFiles) -> Launched | None:
    """The programs that supervisord would start; None if its configuration is not at hand."""
    given = _options(words)
    if given is None:
        return None
    named = given.get("c") or given.get("--configuration")
    paths = [named] if named else list(runner.paths)
    path, main = next(
        ((path, found) for path in paths for found in (files.text(path, folder),) if found is not None), ("", None)
    )
    if main is None and named and (named != runner.paths[-1] or not files.installs(runner.folder)):
        return None
    texts = [main] if main is not None else []
    partial = False
    if main is None or any(one.section == "include" for one in settings(main, "=")):
        # The configuration that Debian's package brings names no program of its own.
        here = (join_path(folder, path) or path).rpartition("/")[0]
        for pattern in _included(main, here) if main is not None else runner.included:
            found, known = _matching(runner, files, pattern)
            texts += [text for text in found if text is not main]
            partial = partial or not known
    tasks = tuple(task for text in texts for task in _tasks(runner, text))
    users = tuple(user for text in texts for user in _users(runner, text))
    if main is None and not files.installs(runner.folder):
        return Launched(tasks, tuple(texts), True, users=users) if tasks else None
    stays = "n" in given or "--nodaemon" in given or _stays(runner, texts, files, main is not None)
    return Launched(tasks, tuple(texts), partial, leaves=stays is False, alone=True, users=users)


def _options(words: tuple[Argument, ...]) -> dict[str, str] | None:
    """The options of supervisord and their values, letters without their `-`; None where one is not known."""
    found: dict[str, str] = {}
    at = 0
    while at < len(words):
        value = words[at].value
        if value is None or len(value) < 2 or value[0] != "-":
            return None
        behind = words[at + 1].value if at + 1 < len(words) else None
        if value.startswith("--"):
            name, equals, told = value.partition("=")
            takes = name not in ("--nodaemon", "--silent", "--nocleanup", "--strip_ansi")
            at += 1 if takes and not equals else 0
            found[name] = told if equals else (behind or "") if takes else ""
        else:
            at += _letters(value, behind, found)
        at += 1
    return found


def _letters(value: str, behind: str | None, found: dict[str, str]) -> int:
    """Letters written together (`-nc FILE`); how many words after them are taken."""
    for at, letter in enumerate(value[1:], 2):
        if f"{letter}:" in _SHORT:
            found[letter] = value[at:] or behind or ""
            return 0 if value[at:] else 1
        found[letter] = ""
    return 0


def _matching(runner: TaskRunner, files: ImageFiles, pattern: str) -> tuple[list[Text], bool]:
    """The files that a pattern includes, and whether these are all."""
    folder = pattern.rpartition("/")[0]
    found = [text for path, text in files.paths_below(folder.rpartition("/")[2], folder) if is_included(path, pattern)]
    base = files.image.base
    name = base.reference.name if base is not None and base.reference is not None else ""
    known = files.installs(runner.folder) or (bool(name) and base_images.is_listed(name))
    return found, known and bool(folder) and not files.misses(folder)


def _stays(runner: TaskRunner, texts: list[Text], files: ImageFiles, whole: bool) -> bool | None:
    """Whether the configuration keeps supervisord in the foreground; None where it is not known."""
    told = [
        one.value.value.partition(" ;")[0].strip().lower()
        for text in texts
        for one in settings(text, "=")
        if one.section == runner.section and one.key == NODAEMON
    ]
    if told:
        return True if told[-1] in ON else False if told[-1] in OFF else None
    return None if not whole and _is_named(files) else False


def _is_named(files: ImageFiles) -> bool:
    """Whether the Dockerfile, or a file that is copied, speaks of the setting: it may change the package's own file."""
    if NODAEMON in files.image.source.text:
        return True
    return any(NODAEMON in text.value for _, text in files.paths_below(""))


def _included(main: Text, here: str) -> tuple[str, ...]:
    """The patterns of `files =` below [include], relative ones from the folder of the configuration."""
    found = (one.value.value for one in settings(main, "=") if (one.section, one.key) == ("include", "files"))
    patterns = (pattern.replace(HERE, here) for value in found for pattern in value.split())
    return tuple(pattern if pattern.startswith("/") else f"{here}/{pattern}" for pattern in patterns)


def _tasks(runner: TaskRunner, text: Text) -> list[Task]:
    sections: dict[str, dict[str, Text]] = {}
    for one in settings(text, "="):
        sections.setdefault(one.section, {})[one.key] = one.value
    shared = _environment(sections.get(runner.section, {}).get("environment"))
    tasks: list[Task] = []
    for section, given in sections.items():
        command, begins = given.get("command"), given.get("autostart")
        if not section.startswith("program:") or command is None:
            continue
        if begins is not None and begins.value.lower() in OFF:
            continue
        words = split(command)
        if words:
            folder = given["directory"].value if "directory" in given else None
            variables = (*shared, *_environment(given.get("environment")))
            tasks.append(Task(None, words, variables, folder))
    return tasks


def _users(runner: TaskRunner, text: Text) -> Iterator[Text]:
    """The accounts of its programs, and its own: without one of them supervisord ends."""
    for one in settings(text, "="):
        if one.key == "user" and (one.section == runner.section or one.section.startswith("program:")):
            yield one.value


def _environment(text: Text | None) -> tuple[tuple[str, Parts], ...]:
    """`A="b",C=%(ENV_D)s` as names and values."""
    if text is None:
        return ()
    found: list[tuple[str, Parts]] = []
    for word in split(text, BLANKS + ","):
        first = word.parts[0]
        name, equals, _ = first.text.value.partition("=")
        if first.kind == "text" and equals:
            behind = first.text.sub(len(name) + 1)
            head = (first.replace(text=behind, at=behind),) if behind.value else ()
            found.append((name.strip(), (*head, *word.parts[1:])))
    return tuple(found)


def _filled_in(piece: Text) -> Part:
    """`%(ENV_NAME)s` is a variable; what else stands so is not known."""
    name = piece.value[2:-2]
    own = name.startswith(VARIABLE)
    return Part("variable" if own else "other", piece, piece, "", name.removeprefix(VARIABLE) if own else "")


def split(text: Text, blanks: str = BLANKS) -> tuple[Argument, ...]:
    """Words as supervisord cuts them: quotes hold together, `%(…)s` is filled in, nothing else is expanded."""
    value = text.value
    words: list[Argument] = []
    parts: list[Part] = []
    quote, start, at = "", 0, 0
    begun: int | None = None

    def keep(end: int) -> None:
        if end > start:
            piece = text.sub(start, end)
            parts.append(Part("text", piece, piece))

    while at <= len(value):
        mark = value[at : at + 1]
        if not mark or (mark in blanks and not quote):
            keep(at)
            if begun is not None:
                words.append(Argument(text.sub(begun, at), tuple(parts)))
            parts, begun, start = [], None, at + 1
            at += 1
            continue
        begun = at if begun is None else begun
        end = value.find(")s", at) if value.startswith("%(", at) else -1
        if end >= 0:
            keep(at)
            parts.append(_filled_in(text.sub(at, end + 2)))
            start = at = end + 2
        elif mark == quote or (not quote and mark in "'\""):
            keep(at)
            quote = "" if quote else mark
            start = at = at + 1
        elif value.startswith("%%", at) or (mark == "\\" and quote != "'" and at + 1 < len(value)):
            keep(at)
            start, at = at + 1, at + 2
        else:
            at += 1
    return tuple(word for word in words if word.parts)

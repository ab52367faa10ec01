"""The programs of a supervisord configuration.

supervisord starts them without a shell, and puts `%(ENV_NAME)s` in place of a
variable of its own environment (documentation of supervisord 4.2, 2026-11).
"""

from __future__ import annotations

from studio_lint.model.commands.arguments import BLANKS, Argument, Part
from studio_lint.model.commands.tasks import Launched, Task
from studio_lint.model.process.settings.included import is_included
from studio_lint.model.process.settings.ini_lines import settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.source import Text
    from studio_lint.facts.task_runners import TaskRunner
    from studio_lint.model.commands.arguments import Parts
    from studio_lint.model.commands.image_files import ImageFiles

OFF = ("false", "no", "off", "0")
VARIABLE = "ENV_"


def launch(runner: TaskRunner, words: tuple[Argument, ...], folder: str | None, files: ImageFiles) -> Launched | None:
    """The programs that supervisord would start; None if no file that names any is at hand."""
    named = [words[at + 1].value for at, word in enumerate(words[:-1]) if word.value in ("-c", "--configuration")]
    flag = "--configuration="
    named += [word.value[len(flag) :] for word in words if word.value is not None and word.value.startswith(flag)]
    paths = [path for path in named if path] or list(runner.paths)
    main = next((found for found in (files.text(path, folder) for path in paths) if found is not None), None)
    texts = [main] if main is not None else []
    partial = False
    if main is None or any(one.section == "include" for one in settings(main, "=")):
        # The configuration that Debian's package brings names no program of its own.
        patterns = _included(main) if main is not None else runner.included
        texts += [
            text
            for path, text in files.paths_below(runner.folder)
            if any(is_included(path, pattern) for pattern in patterns) and text is not main
        ]
        partial = not files.installs(runner.folder)
    if main is not None and not texts[1:]:
        partial = False
    tasks = tuple(task for text in texts for task in _tasks(runner, text))
    known = main is not None or files.installs(runner.folder)
    return Launched(tasks, tuple(texts), partial) if tasks or (texts and known) else None


def _included(main: Text) -> tuple[str, ...]:
    """The patterns of `files =` below [include]."""
    found = (one.value.value for one in settings(main, "=") if (one.section, one.key) == ("include", "files"))
    return tuple(pattern for value in found for pattern in value.split())


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

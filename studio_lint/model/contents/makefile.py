"""The commands of a Makefile's target, for `make run`."""

from __future__ import annotations

from studio_lint.base.source import Text
from studio_lint.model.commands.arguments import PORT, Part
from studio_lint.model.commands.tasks import Launched, Task

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.model.commands.arguments import Argument, Parts
    from studio_lint.model.commands.image_files import ImageFiles

NAMES = ("GNUmakefile", "makefile", "Makefile")
DEEPEST = 8
UNREAD = ("include ", "-include ", "define ", "ifeq", "ifneq", "ifdef", "ifndef", "export ", ".ONESHELL", "SHELL")
_DIRECTIVES = frozenset(
    ("include", "define", "endef", "ifeq", "ifneq", "ifdef", "ifndef", "else", "endif", "export", "unexport", "vpath")
) | {"override", "private", "undefine", "load"}


class Makefile:
    """Rules and variables of a file, as far as they are in plain lines.

    `plain` is False where something is in it that may change what is run. `untabbed`: the lines below a target
    that begin with spaces, where make stops at the first of them.
    """

    def __init__(self, text: Text) -> None:
        self.text = text
        self.needs: dict[str, list[str]] = {}
        self.recipes: dict[str, list[Text]] = {}
        self.variables: dict[str, str] = {}
        self.optional: set[str] = set()
        self.places: dict[str, int] = {}
        self.first = ""
        self.plain = True
        self.untabbed: list[Text] = []
        at = 0
        targets: list[str] = []
        for line, length, goes_on in lines_of(text.value):
            start, at = at, at + length + 1
            if line.startswith("\t") or goes_on:
                for target in targets:
                    self.recipes[target].append(text.sub(start + (not goes_on), start + len(line.rstrip())))
            elif line.strip() and not line.lstrip().startswith("#"):
                if targets and _is_no_line_of_make(line):
                    self.untabbed.append(text.sub(start, start + len(line.rstrip())))
                    continue
                targets = self._line(line, start)

    def _line(self, line: str, start: int) -> list[str]:
        self.plain = self.plain and not line.startswith(UNREAD)
        head, colon, behind = line.partition(":")
        name, equals, value = line.partition("=")
        if equals and (not colon or len(name.rstrip(":?+ ")) <= len(head)):
            plain = name.rstrip(":?+ ").strip()
            self.variables[plain] = value.partition("#")[0].strip()
            self.places[plain] = start + len(name) + 1 + len(value) - len(value.lstrip())
            if name.rstrip().endswith("?"):
                self.optional.add(plain)
            return []
        targets = head.split() if colon else []
        for target in targets:
            self.needs.setdefault(target, []).extend(behind.lstrip(":").partition("#")[0].split())
            self.recipes.setdefault(target, [])
            if not self.first and not target.startswith("."):
                self.first = target
        return targets

    @property
    def names(self) -> tuple[str, ...]:
        """What can be asked for: targets, and phony ones for which there is nothing to do."""
        return (*self.recipes, *self.needs.get(".PHONY", ()))

    def commands(self, target: str, seen: set[str]) -> list[Text]:
        """The lines of a target and of what it needs, in order."""
        if target in seen or len(seen) > DEEPEST:
            return []
        seen.add(target)
        found = [line for need in self.needs.get(target, ()) for line in self.commands(need, seen)]
        return found + [self._expanded(line) for line in _joined(self.text, self.recipes.get(target, []))]

    def defaults(self) -> tuple[tuple[str, Parts], ...]:
        """What `NAME ?= value` gives where the environment has no such variable."""
        found: list[tuple[str, Parts]] = []
        for name in sorted(self.optional):
            value, at = self.variables[name], self.places[name]
            text = self.text.sub(at, at + len(value))
            if "$" not in value and name.isidentifier():
                found.append((name, (Part("text", text, text),)))
        return tuple(found)

    def _expanded(self, line: Text) -> Text:
        """`$$` is the shell's `$`; `$(NAME)` is a variable of the file, else of the environment."""
        value = line.value
        kept: list[Text] = []
        start = at = 0
        while value[at : at + 1] in ("@", "-", "+", " "):
            at += 1
        start = at
        while at < len(value):
            if value[at] != "$":
                at += 1
                continue
            kept += [line.sub(start, at)] if at > start else []
            close = {"(": ")", "{": "}"}.get(value[at + 1 : at + 2], "")
            end = value.find(close, at) if close else -1
            if value.startswith("$$", at):
                kept.append(line.sub(at, at + 1))
                start = at = at + 2
            elif end >= 0:
                name = value[at + 2 : end]
                told = self.variables.get(name)
                made = told if told is not None and "$" not in told else f"${{{name}}}" if name.isidentifier() else "$_"
                if name in self.optional and name.isidentifier():
                    made = f"${{{name}}}"
                kept.append(Text(line.source, made, (), line.span(at, end + 1)))
                start = at = end + 1
            else:
                kept.append(Text(line.source, "$_", (), line.span(at, at + 2)))
                start = at = at + 2
        kept += [line.sub(start)] if start < len(value) else []
        return line.joined(kept, line.whole)


def lines_of(value: str) -> Iterator[tuple[str, int, bool]]:
    """The lines, those outside recipes with what follows a `\\` at their end, and how long they are in the file.

    The last value: it goes on with the line of a recipe, whatever it begins with.
    """
    held, length, in_recipe = "", 0, False
    for line in value.split("\n"):
        if held:
            held, length = held[:-1] + " " + line.strip(), length + 1 + len(line)
        else:
            held, length = line, len(line)
        if in_recipe or line.startswith("\t") or not line.endswith("\\"):
            yield held, length, in_recipe
            in_recipe = (in_recipe or held.startswith("\t")) and line.endswith("\\")
            held = ""
    if held:
        yield held, length, False


def _is_no_line_of_make(line: str) -> bool:
    """Whether a line that begins with a space names no variable, no target and no directive: make refuses it."""
    words = line.split()
    if line[:1] != " " or ":" in line or words[0].startswith("$") or words[0].lstrip("-") in _DIRECTIVES:
        return False
    name, equals, _ = line.strip().partition("=")
    return not equals or " " in name.rstrip("?+!: ")


def _joined(text: Text, lines: list[Text]) -> list[Text]:
    """Recipe lines, those that end in `\\` with what follows them."""
    found: list[Text] = []
    held: list[Text] = []
    for line in lines:
        more = line.value.endswith("\\")
        held.append(line.sub(0, len(line.value) - 1) if more else line)
        if not more:
            found.append(text.joined(held, held[0].whole.to(held[-1].whole)))
            held = []
    return found


def named(words: tuple[Argument, ...], folder: str | None) -> tuple[list[Argument], str | None, str] | None:
    """Targets, folder and file (`""`: the usual names) of `make [-C folder] [-f file] target`; None for all else."""
    targets: list[Argument] = []
    path = ""
    at = 0
    while at < len(words):
        value = words[at].value
        behind = words[at + 1].value if at + 1 < len(words) else None
        if value in ("-C", "--directory") and behind:
            folder = behind if behind.startswith("/") or folder is None else f"{folder}/{behind}"
            at += 1
        elif value in ("-f", "--file") and behind:
            path = behind
            at += 1
        elif value is None or "=" in value or (value.startswith("-") and value not in ("-s", "--silent", "-B")):
            return None
        elif not value.startswith("-"):
            targets.append(words[at])
        at += 1
    return targets, folder, path


def launch(words: tuple[Argument, ...], folder: str | None, files: ImageFiles) -> Launched | None:
    """`make [-C folder] [-f file] target`; None where that is not all that can be told."""
    given = named(words, folder)
    if given is None:
        return None
    words_named, folder, path = given
    targets = [word.value or "" for word in words_named]
    names = (path,) if path else NAMES
    text = next((found for found in (files.text(name, folder) for name in names) if found is not None), None)
    if text is None:
        return None
    file = Makefile(text)
    targets = targets or [file.first]
    if not file.plain or file.untabbed or any(target not in file.recipes for target in targets):
        return None
    seen: set[str] = set()
    lines = [line for target in targets for line in file.commands(target, seen)]
    defaults = file.defaults()
    told = any(PORT in value for value in file.variables.values())  # `P := $(shell printenv CONNECT_TOOL_PORT)`
    return Launched(tuple(Task(line, folder=folder, defaults=defaults) for line in lines), code=(text,) if told else ())

"""Which packages the Python of an image has, where that is wholly known: those of its base, and all that pip adds."""

from __future__ import annotations

import sys

from studio_lint.base.record import Record
from studio_lint.facts import interpreters
from studio_lint.facts.installers import pip
from studio_lint.facts.programs.run_commands import CONDA_TOOLS, MAKING_VENV, OWN_ENVIRONMENTS, PYTHON_TOOLS
from studio_lint.facts.python_modules import (
    ENDINGS,
    JUDGED,
    MAY_BRING,
    OTHER_PYTHONS,
    OTHER_VERSIONS,
    PATH_NAMES,
    WITH_PYTHON,
)
from studio_lint.model.contents import contents, events
from studio_lint.model.contents.events import merged, parent, within
from studio_lint.model.posix_paths import join_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.model.build.image import Image, Stage
    from studio_lint.model.commands.arguments import Argument
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.contents.contents import Moment, Point
    from studio_lint.model.contents.events import Event
    from studio_lint.model.contents.timeline import Timeline

MOST_LINES = 1_000
_OLD = "2"
_WITH_CODE = "onbuild"


class PythonPackages(Record):
    """What may be imported besides the standard library and the files of the project.

    names   modules that packages may bring
    closed  no package is installed: no other module is there
    """

    names: frozenset[str] = frozenset()
    closed: bool = True

    def lacks(self, module: str) -> bool:
        """Whether no package has a module for certain."""
        name = module.partition(".")[0]
        if name in sys.stdlib_module_names or name in OTHER_VERSIONS or name in WITH_PYTHON or name.startswith("_"):
            return False
        return name not in self.names and (self.closed or name in JUDGED)


def of(image: Image, stage: Stage, moment: Moment, ran: Invocation) -> PythonPackages | None:
    """The packages of the Python that a command starts; None where they are not known."""
    base = moment.base
    if base is None or not base.family.bare_python or any(mark in image.source.text for mark in PATH_NAMES):
        return None
    if any(hop.name in OWN_ENVIRONMENTS for hop in ran.hops) or _is_other(image, stage):
        return None
    if ran.variables.changed(PATH_NAMES[0]) or ran.variables.changed("PATH"):
        return None
    own = _is_own(moment, ran, base.family.bare_python)
    # Another program that pip brought is started by the same Python, if there is no other.
    server = "" if own else ran.name or ""
    if not own and (server not in MAY_BRING or any(mark in image.source.text for mark in OTHER_PYTHONS)):
        return None
    names: set[str] = set()
    closed = True
    for point, found in _commands(image, stage, moment):
        brought = _brought(point, found)
        if brought is None:
            return None
        closed = closed and not brought
        for project in brought:
            if project not in MAY_BRING:
                return None
            names.update(MAY_BRING[project].split())
            server = "" if project.partition("[")[0] == server else server
    site = f"{base.family.bare_python}/lib"
    if server or any(_touches(event, line, site) for line, event in _events(moment)):
        return None
    return PythonPackages(frozenset(names), closed)


def beside(moment: Moment, folder: str, module: str) -> bool | None:
    """Whether a folder has the file or folder of a module."""
    name = module.partition(".")[0]
    found = [moment.exists(f"{folder.rstrip('/')}/{name}{ending}") for ending in ENDINGS]
    return True if True in found else None if None in found else False


def _is_own(moment: Moment, ran: Invocation, folder: str) -> bool:
    """Whether a command starts the base image's own Python, which nothing has replaced."""
    value = ran.arguments[0].value or ""
    interpreter = interpreters.find(ran.name or "")
    if interpreter is None or interpreter.language != interpreters.PYTHON:
        return False
    where = value if "/" in value else moment.where(value)
    return where is not None and parent(where) == f"{folder}/bin" and moment.timeline.last(where, moment.at) is None


def _is_other(image: Image, stage: Stage) -> bool:
    """Whether the base image is one of Python 2, or installs packages by itself."""
    tags = [one.base.reference.tag or "" for one in _line(image, stage) if one.base.reference is not None]
    return any(tag.startswith(_OLD) or _WITH_CODE in tag for tag in tags)


def _line(image: Image, stage: Stage) -> Iterator[Stage]:
    """A stage, and those that it is built on."""
    seen: set[int] = set()
    index: int | None = stage.index
    while index is not None and index not in seen:
        seen.add(index)
        yield image.stages[index]
        index = image.stages[index].base.stage


def _commands(image: Image, stage: Stage, moment: Moment) -> Iterator[tuple[Point, Invocation]]:
    """The commands of the RUNs before a moment."""
    for one in _line(image, stage):
        for point in contents.of(image).points(one):
            if point.ran is not None and (one is not stage or point.at < moment.at):
                yield point, point.ran


def _events(moment: Moment) -> Iterator[tuple[Timeline, Event]]:
    line: Timeline | None = moment.timeline
    for event in moment.timeline.events[: moment.at]:
        yield moment.timeline, event
    while line is not None and line.parent is not None:
        line = line.parent
        for event in line.events:
            yield line, event


def _touches(event: Event, line: Timeline, site: str) -> bool:
    """Whether a change may bring modules into the folder of packages."""
    if event.kind not in (events.MAYBE, events.TREE, events.STAGE, events.PUT) or event.what == events.INSTALL:
        return False
    if event.kind == events.PUT:
        return within(event.path, f"{site}/python") or event.path.startswith(f"{site}/python")
    if event.kind == events.TREE and not within(event.path, site) and within(site, event.path):
        rest = site[len(event.path.rstrip("/")) :].lstrip("/")
        state = line.context.state(f"{event.source}{rest}") if line.context is not None else None
        return state != "absent"
    return within(site, event.path) or event.path.startswith(f"{site}/python")


def _brought(point: Point, ran: Invocation) -> list[str] | None:
    """The projects that a command asks pip for; [] for another command, None where they are not known."""
    name = ran.name or ""
    values = [word.value or "" for word in ran.arguments]
    if name in CONDA_TOOLS:
        return None
    if name not in PYTHON_TOOLS and pip.words_before(name, [word.value for word in ran.arguments[1:3]]) == 0:
        return []  # what is no installer and may bring a module has made the files unsure
    start = pip.requirement_words(values)
    if not start:
        verb = next((value for value in values[1:] if not value.startswith("-")), "")
        return [] if name not in MAKING_VENV or verb == MAKING_VENV[name] or not verb else None
    found: list[str] = []
    for option, word in _words(ran.arguments[start:]):
        if option is None or word.value is None:
            return None
        if option in pip.CONSTRAINTS:
            continue
        listed = _listed(point, ran, word.value) if option in pip.LISTS else [word.as_text()] if not option else None
        if listed is None:
            return None
        for text in listed:
            project = _project(text)
            if project is None:
                return None
            found += [project] if project else []
    return found or None


def _words(words: tuple[Argument, ...]) -> Iterator[tuple[str | None, Argument]]:
    """The words that name what is installed, with the option before them; None for an option that is not known."""
    at = 0
    while at < len(words):
        word, at = words[at], at + 1
        value = word.value
        if value is None or not value.startswith("-"):
            yield "", word
            continue
        name, equals, _ = value.partition("=")
        if name in (*pip.LISTS, *pip.EDITABLE, "--group"):
            yield (name, words[at]) if not equals and at < len(words) else (None, word)
        elif name not in pip.VALUED and not pip.takes_none(name):
            yield None, word
        at += name in pip.VALUED and not equals


def _listed(point: Point, ran: Invocation, name: str) -> list[Text] | None:
    """The lines of a requirements file."""
    path = join_path(ran.folder, name)
    text = point.text(merged(path)) if path is not None else None
    if text is None or text.value.count("\n") > MOST_LINES or "\\\n" in text.value:
        return None
    found, at = [], 0
    for line in text.value.split("\n"):
        found.append(text.sub(at, at + len(line)))
        at += len(line) + 1
    return found


def _project(text: Text) -> str | None:
    """The project that a line asks for, with its extras; "" for a line without one, None where it is not known."""
    from studio_lint.syntax.pip import requirement

    line = requirement.read(text)
    if line.kind == "blank":
        return ""
    if line.kind != "requirement" or line.project is None or line.url is not None:
        return None
    return line.project + (line.extras.value.replace(" ", "").lower() if line.extras is not None else "")

"""Python modules that a command loads, and that are neither beside its program nor in a package that is installed."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.programs.code_options import PYTHON
from studio_lint.facts.python_modules import JUDGED, PATH_NAMES, PROJECTS
from studio_lint.model.contents import python_packages
from studio_lint.model.contents.events import STAGE, TREE, parent
from studio_lint.model.contents.problems import given_code

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.model.build.image import Image, Stage
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.contents.contents import Moment
    from studio_lint.model.contents.python_packages import PythonPackages

MODULE = "-m"
_ALONE = ("-I", "-P", "-E", "-S")
MOST = 40
"""Modules of a project that are read."""
_PLAIN = ("-u", "-B", "-O", "-OO", "-q", "-s")


class AbsentModule(Record):
    """A module that is not there.

    word     where it is named
    name     its whole name; of a package the first part
    project  the package to install; "" where it is a module of the project
    folder   the folder of the image that has it; "" for none
    """

    word: Text
    name: str
    project: str = ""
    folder: str = ""


def of_command(image: Image, stage: Stage, point: Moment, ran: Invocation) -> Iterator[AbsentModule]:
    """The modules that one command does not find."""
    words = ran.arguments[1:]
    while words and words[0].value in _PLAIN:
        words = words[1:]
    if ran.folder is None or (words and (words[0].value is None or words[0].value in _ALONE)):
        return
    look = _Look(image, stage, point, ran, ran.folder)
    if len(words) > 1 and words[0].value == MODULE and words[1].value:
        yield from look.of_module(words[1].text, words[1].value)
        return
    code = given_code.of(point, ran)
    if code is not None and code.language == PYTHON and len(code.parts) == 1:
        look.folder = parent(code.path) if code.path else ran.folder
        yield from look.of_text(code.parts[0])


def of_program(
    image: Image, stage: Stage, point: Moment, ran: Invocation, folder: str, text: Text
) -> Iterator[AbsentModule]:
    """The modules that a program does not find which a command loads, from a folder."""
    yield from _Look(image, stage, point, ran, folder).of_text(text)


class _Look:
    """Looks for the modules of one command, which come from a folder before all others."""

    def __init__(self, image: Image, stage: Stage, point: Moment, ran: Invocation, folder: str) -> None:
        self.image = image
        self.stage = stage
        self.point = point
        self.ran = ran
        self.folder = folder
        self._packages: list[PythonPackages | None] = []
        self._seen: set[str] = set()

    def of_text(self, text: Text) -> Iterator[AbsentModule]:
        """Those that the first lines of a program import, and of the project's own modules that they do."""
        if any(mark in text.value for mark in (*PATH_NAMES, "install")):
            return
        from studio_lint.syntax.code.python_imports import imported

        for one in imported(text.value):
            yield from self.of_module(text.sub(one.start, one.end), one.name)
            for inner in self._own(one.name):
                yield from self.of_text(inner)

    def of_module(self, word: Text, name: str) -> Iterator[AbsentModule]:
        """A module that is not there."""
        own = name.partition(".")[0]
        timeline, timeline.leaned = self.point.timeline, False
        part = self._lacks_part(name)
        if not part and not (_is_foreign(own) and python_packages.beside(self.point, self.folder, own) is False):
            return
        leaned = timeline.leaned and not (self.image.options.in_seqera or bool(self.image.options.build_context))
        near = self._near(name)
        if leaned and not near and own not in JUDGED:
            return  # the build context may be another folder
        if part:
            yield AbsentModule(word, name, folder=near)
            return
        packages = self._known()
        if packages is not None and ((near and own not in packages.names) or packages.lacks(own)):
            project = PROJECTS.get(own, own.lower().replace("_", "-"))
            yield AbsentModule(word, name, folder=near) if near else AbsentModule(word, own, project)

    def _known(self) -> PythonPackages | None:
        if not self._packages:
            self._packages.append(python_packages.of(self.image, self.stage, self.point, self.ran))
        return self._packages[0]

    def _own(self, name: str) -> Iterator[Text]:
        """The texts of a module of the project, and of the package that it is in, each once."""
        parts = name.split(".")
        for count in range(1, len(parts) + 1):
            path = f"{self.folder.rstrip('/')}/{'/'.join(parts[:count])}"
            for file in (f"{path}.py", f"{path}/__init__.py"):
                if file not in self._seen and len(self._seen) < MOST:
                    self._seen.add(file)
                    text = self.point.text(file)
                    if text is not None:
                        yield text

    def _lacks_part(self, name: str) -> bool:
        """Whether a package of the project is there, which Python takes before any other, and lacks a module."""
        folder = self.folder.rstrip("/")
        own, path = name.partition(".")[0], f"{folder}/{name.replace('.', '/')}"
        if own == name or not self.point.exists(f"{folder}/{own}/__init__.py"):
            return False
        return python_packages.beside(self.point, parent(path), path.rpartition("/")[2]) is False

    def _near(self, name: str) -> str:
        """The folder of the image from which a module of the project would be found; "" where none is known."""
        path = name.replace(".", "/")
        for event in reversed(self.point.timeline.events[: self.point.at]):
            if event.copy is None or event.kind not in (TREE, STAGE):
                continue
            folder = parent(event.path) if event.exact else event.path
            for above in dict.fromkeys((folder, parent(folder))):
                found = (f"{above.rstrip('/')}/{path}{end}" for end in (".py", "/__main__.py", "/__init__.py"))
                if above != self.folder and any(self.point.exists(one) for one in found):
                    return above
        return ""


def _is_foreign(name: str) -> bool:
    """Whether Python itself has no module of that name."""
    return python_packages.PythonPackages().lacks(name)

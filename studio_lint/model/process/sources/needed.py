"""What the program of a command needs to start, and the image does not have: modules, and names in them."""

from __future__ import annotations

from itertools import chain

from studio_lint.base.record import Record
from studio_lint.facts import interpreters
from studio_lint.facts.programs.code_options import NODE_INSTALLS, PYTHON_INSTALLS, RESOLVED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studio_lint.base.source import Text
    from studio_lint.model.build.image import Image
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.commands.image_files import ImageFiles
    from studio_lint.model.contents.contents import Moment


class Needed(Record):
    """Something that is needed.

    word       where it is named
    path       its path; of a name the name
    elsewhere  the path at which the image has it
    source     its file in the build context; "" where none is known
    text       of a name the module that lacks it
    near       of a name the only one that may be meant
    package    of a module that no package brings: the command that installs it
    """

    word: Text
    path: str
    elsewhere: str = ""
    source: str = ""
    text: Text | None = None
    near: str = ""
    package: str = ""


def of(
    image: Image, files: ImageFiles, point: Moment, ran: Invocation, in_context: Callable[[str], str]
) -> Iterator[Needed]:
    """What is needed and not there; `in_context` gives the file of the build context that may be meant by a path."""
    interpreter = interpreters.find(ran.name or "")
    yield from _application(image, files, point, ran)
    if interpreter is None or interpreter.language == interpreters.PYTHON:
        yield from _of_python(image, files, point, ran)
    if interpreter is not None and interpreter.language == interpreters.NODE:
        yield from _of_node(image, point, ran, in_context)


def _application(image: Image, files: ImageFiles, point: Moment, ran: Invocation) -> Iterator[Needed]:
    """The module of an application, which is in another folder than the command's, or does not have its name."""
    from studio_lint.model.process.sources import app_module

    if app_module.module_of(ran) is None:
        return
    found = app_module.missing(image, point, ran)
    if found is not None:
        yield Needed(found.word, found.path, elsewhere=found.elsewhere)
        return
    from studio_lint.model.process.sources import app_name

    name = app_name.missing(files, ran)
    if name is not None:
        yield Needed(name.word, name.word.value, text=name.module, near=name.near)


def _of_python(image: Image, files: ImageFiles, point: Moment, ran: Invocation) -> Iterator[Needed]:
    """A package without the module that runs it, and modules of the project that were not copied."""
    from studio_lint.model.process.sources import own_modules

    package = own_modules.unrunnable(point, ran)
    if package is not None:
        yield Needed(word=package[0], path=package[1])
    for one in own_modules.missing(image, files, point, ran):
        yield Needed(one.word, one.path, source=one.source)
    yield from _packages(image, files, point, ran)


def _packages(image: Image, files: ImageFiles, point: Moment, ran: Invocation) -> Iterator[Needed]:
    """Modules of packages that nothing installs, and modules of the project in another folder."""
    stage, base = image.shipped, point.base
    if stage is None or base is None or not base.family.bare_python:
        return
    from studio_lint.model.contents.problems import missing_modules
    from studio_lint.model.process.sources import own_modules

    found = missing_modules.of_command(image, stage, point, ran)
    served = own_modules.served(files, ran)
    if served is not None:
        found = chain(found, missing_modules.of_program(image, stage, point, ran, *served))
    for one in found:
        elsewhere = f"{one.folder.rstrip('/')}/{one.name.replace('.', '/')}" if one.folder else ""
        if one.project or elsewhere:
            yield Needed(
                one.word,
                one.name,
                elsewhere=elsewhere,
                package=f"{PYTHON_INSTALLS} {one.project}" if one.project else "",
            )


def _of_node(image: Image, point: Moment, ran: Invocation, in_context: Callable[[str], str]) -> Iterator[Needed]:
    """Modules that a program loads by their path, and packages."""
    from studio_lint.model.contents.problems import required_modules

    for word, path in required_modules.missing(point, ran):
        tried = (f"{path}{ending}" for ending in RESOLVED)
        whole, source = next(((one, found) for one in tried if (found := in_context(one))), (path, ""))
        yield Needed(word, whole, source=source)
    for name in required_modules.no_package(image, point, ran):
        yield Needed(name, name.value, package=f"{NODE_INSTALLS} {name.value}")

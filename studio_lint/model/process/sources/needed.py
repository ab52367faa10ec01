"""What the program of a command needs to start, and the image does not have: modules, and names in them."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts import interpreters
from studio_lint.facts.programs.code_options import RESOLVED

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
    """

    word: Text
    path: str
    elsewhere: str = ""
    source: str = ""
    text: Text | None = None
    near: str = ""


def of(
    image: Image, files: ImageFiles, point: Moment, ran: Invocation, in_context: Callable[[str], str]
) -> Iterator[Needed]:
    """What is needed and not there; `in_context` gives the file of the build context that may be meant by a path."""
    interpreter = interpreters.find(ran.name or "")
    yield from _application(image, files, point, ran)
    if interpreter is None or interpreter.language == interpreters.PYTHON:
        yield from _of_python(image, files, point, ran)
    if interpreter is not None and interpreter.language == interpreters.NODE:
        yield from _of_node(point, ran, in_context)


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
        yield Needed(*package)
    for one in own_modules.missing(image, files, point, ran):
        yield Needed(one.word, one.path, source=one.source)


def _of_node(point: Moment, ran: Invocation, in_context: Callable[[str], str]) -> Iterator[Needed]:
    """Modules that a program loads by their path."""
    from studio_lint.model.contents.problems import required_modules

    for word, path in required_modules.missing(point, ran):
        tried = (f"{path}{ending}" for ending in RESOLVED)
        whole, source = next(((one, found) for one in tried if (found := in_context(one))), (path, ""))
        yield Needed(word, whole, source=source)

"""Finds the entry of an environment file, or the line of a requirements file, that a log names."""

from __future__ import annotations

from studio_lint.base.diagnostics import Place
from studio_lint.base.source import Source, Span
from studio_lint.model.failure.files import Spot
from studio_lint.syntax.pip.tree import normalized

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.model.environment.environment import Dependency, Environment
    from studio_lint.model.failure.files import Files
    from studio_lint.syntax.dockerfile.tree import Instruction

_MOST_FILES = 8
_FILE_OPTIONS = ("-r", "--requirement", "-c", "--constraint", "--requirements")


def entry(environment: Environment, name: str, version: str = "") -> Spot | None:
    """The entry of that package; of several the one whose text holds the version."""
    found = list(_entries(environment, name))
    if not found:
        return None
    wanted = version.strip("=<>~! *").lower()
    exact = [each for each in found if wanted and wanted in environment.source.slice(each).lower()]
    return Spot(environment.source, (exact or found)[0])


def containing(environment: Environment, text: str) -> Spot | None:
    """The text in an entry that has it, first in those that cannot be read; for an empty text the first of these."""
    source = environment.source
    broken = [each.span for each in environment.specs if each.spec is not None and each.spec.problems]
    broken += [each.span for each in environment.pip if each.line is not None and each.line.problems]
    if not text:
        return Spot(source, broken[0]) if broken else None
    for span in (*broken, *(each.span for each in (*environment.dependencies, *environment.pip))):
        at = source.text.find(text, span.start, span.end)
        if at >= 0:
            return Spot(source, Span(at, at + len(text)))
    return None


def selector(environment: Environment) -> Spot | None:
    """The first selector that micromamba does not know."""
    found = next((each for each in environment.dependencies if each.selector_problem), None)
    return Spot(environment.source, found.span) if found is not None else None


def dependency(environment: Environment, name: str) -> Dependency | None:
    """The conda entry of that package."""
    wanted = normalized(name)
    for each in environment.specs:
        if each.spec is not None and normalized(each.spec.key) == wanted:
            return each
    return None


def names(environment: Environment) -> list[str]:
    """The names of all conda entries."""
    return [each.spec.key for each in environment.specs if each.spec is not None]


def _entries(environment: Environment, name: str) -> Iterator[Span]:
    wanted = normalized(name)
    for each in environment.specs:
        if each.spec is not None and normalized(each.spec.key) == wanted:
            yield each.span
    for item in environment.dependencies:
        if item.kind in ("number", "bool") and environment.source.slice(item.span) == name:
            yield item.span
    for line in environment.requirements:
        if line.line is not None and line.line.name is not None and normalized(line.line.name.value) == wanted:
            yield line.span


def pip_line(environment: Environment, name: str) -> Spot | None:
    """The pip entry of that project."""
    wanted = normalized(name)
    for line in environment.requirements:
        if line.line is not None and line.line.name is not None and normalized(line.line.name.value) == wanted:
            return Spot(environment.source, line.span)
    return None


def channel(environment: Environment, name: str) -> Spot | None:
    """The entry of `channels` of that name."""
    tail = name.strip("/")
    for each in environment.channels:
        if each.name == tail.lower() or (each.text is not None and each.text.value.strip("/").endswith(tail)):
            return Spot(environment.source, each.span)
    return None


def channels(environment: Environment) -> Spot | None:
    """The key `channels`."""
    found = environment.key("channels")
    return Spot(environment.source, found.key.span) if found is not None else None


def requirement(files: Files, instruction: Instruction, name: str) -> Spot | None:
    """The line of that project in a requirements file that the instruction names."""
    for source in requirement_files(files, instruction):
        for span, text in _lines(source):
            if normalized(_project(text)) == normalized(name):
                return Spot(source, span)
    return None


def numbered(files: Files, instruction: Instruction | None, file: str, line: int) -> Spot | None:
    """A line of a requirements file by its number, as pip names it: `-r requirements.txt (line 3)`."""
    source = files.beside(file)
    if source is None or not 1 <= line <= len(source.line_starts):
        return None
    return Spot(source, _trimmed(source, source.line_span(line)))


def requirement_files(files: Files, instruction: Instruction) -> list[Source]:
    """The requirements files that an instruction names, and those that they name."""
    waiting = list(_named_files(instruction.body.value))
    found: dict[str, Source] = {}
    while waiting and len(found) < _MOST_FILES:
        name = waiting.pop(0)
        source = files.beside(name)
        if source is None or source.path in found:
            continue
        found[source.path] = source
        for _, text in _lines(source):
            if text.startswith(("-r ", "-r", "--requirement", "-c ", "--constraint")):
                waiting += list(_named_files(text))
    return list(found.values())


def _named_files(text: str) -> Iterator[str]:
    words = text.replace(",", " ").replace("&&", " ").replace(";", " ").split()
    for at, each in enumerate(words):
        option, equals, value = each.partition("=")
        if option in _FILE_OPTIONS and equals:
            yield value
        elif each in _FILE_OPTIONS and at + 1 < len(words):
            yield words[at + 1].strip("'\"")
        elif each.startswith("-r") and len(each) > 2 and not each.startswith("--"):
            yield each[2:]


def _lines(source: Source) -> Iterator[tuple[Span, str]]:
    for number in range(1, len(source.line_starts) + 1):
        span = _trimmed(source, source.line_span(number))
        text = source.slice(span)
        if text and not text.startswith("#"):
            yield span, text


def _trimmed(source: Source, span: Span) -> Span:
    text = source.slice(span)
    code = text.partition(" #")[0]
    start = len(code) - len(code.lstrip())
    return Span(span.start + start, span.start + max(start, len(code.rstrip())))


def _project(text: str) -> str:
    if "#egg=" in text:
        return text.rpartition("#egg=")[2]
    end = 0
    while end < len(text) and (text[end].isalnum() or text[end] in "._-"):
        end += 1
    return text[:end]


def place(spot: Spot, label: str = "") -> Place:
    """A spot as a related place."""
    return Place(spot.source, spot.span, label)

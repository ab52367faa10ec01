"""Into which environment a RUN installs an environment file, and whether the image has it."""

from __future__ import annotations

from studio_lint.base.diagnostics import Place
from studio_lint.base.record import Record
from studio_lint.base.source import Source, Span, Text
from studio_lint.facts import bases
from studio_lint.facts.installers.conda import LIBMAMBA_1, LIBMAMBA_2, PREFIX_OPTIONS, PROGRAMS, has_base
from studio_lint.model.commands.run_steps import run_commands
from studio_lint.model.environment.installers import installs, options
from studio_lint.syntax.yaml.tree import Mapping, Scalar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.model.build.image import Image
    from studio_lint.model.commands.arguments import Argument
    from studio_lint.model.environment.installers import EnvironmentInstall

_BASE_NAMES = ("base", "root")


class UnmetPrefix(Record):
    """A command that goes by the `name` of its file, which is no environment of the image.

    word  the file, as the command has it
    verb  "install" or "update"; "create" where the file has no name
    name  what the file says; "" where it says none
    key   where it says so, or the beginning of the file
    is_base  it is the base environment, which the command would make anew
    """

    word: Argument
    verb: Text
    name: str
    key: Place
    is_base: bool = False


class EnvironmentInstalls(Record):
    """What a Dockerfile's RUNs do with environment files."""

    source: Source
    unmet: tuple[UnmetPrefix, ...] = ()


def of_image(image: Image) -> EnvironmentInstalls:
    """The commands of libmamba that stop over the name of their file. Raises nothing."""
    return EnvironmentInstalls(image.source, tuple(_unmet(image)))


def _unmet(image: Image) -> Iterator[UnmetPrefix]:
    for install in installs(image):
        reader = install.reader
        verb = install.verb
        if verb is None or reader.site is None or not install.fatal:
            continue
        if verb.value == "create":
            yield from _created(install, reader.site.text(install.path), verb.text)
        if reader.prefix:
            continue
        if verb.value not in ("install", "update"):
            continue
        if LIBMAMBA_1 not in reader.dialects and LIBMAMBA_2 not in reader.dialects:
            continue
        source = reader.site.text(install.path)
        named = _name(source) if source is not None else None
        if source is not None and named is not None and not _may_have(image, install, named.value):
            place = Place(source, named.whole, "environment name")
            yield UnmetPrefix(install.word, verb.text, named.value, place)


def _created(install: EnvironmentInstall, source: Source | None, verb: Text) -> Iterator[UnmetPrefix]:
    """A new environment without a name, or with that of the base environment, which is there; whatever program."""
    given = install.reader.prefix
    named = _name(source) if source is not None and not given else None
    if source is not None and not given and named is None:
        yield UnmetPrefix(install.word, verb, "", Place(source, Span(0, 0), "this file has no `name`"))
    name = given or (named.value if named is not None else "")
    site = install.reader.site
    base = site.base if site is not None else None
    if name in _BASE_NAMES and base is not None and has_base(base.name):
        where, span = verb.source, verb.whole
        key = Place(where, span) if named is None or source is None else Place(source, named.whole, "named here")
        yield UnmetPrefix(install.word, verb, name, key, is_base=True)


def _name(source: Source) -> Text | None:
    """The `name` of an environment file; None where there is none."""
    from studio_lint.syntax.yaml import reader

    root = reader.read(source).root
    if isinstance(root, Mapping):
        for entry in root.entries:
            if isinstance(entry.key, Scalar) and entry.key.value == "name" and isinstance(entry.value, Scalar):
                return entry.value.text if entry.value.value.strip() else None
    return None


def _may_have(image: Image, install: EnvironmentInstall, name: str) -> bool:
    """Whether the image may have an environment of that name: base, one made before, one of an unknown base."""
    site = install.reader.site
    base = site.base if site is not None else None
    if name in _BASE_NAMES or base is None or bases.look_up(base.name, base.tag) is None or site is None:
        return True
    for step in site.steps_before:
        for invocation in run_commands(step):
            if invocation.name not in PROGRAMS:
                continue
            words = [word.value for word in invocation.arguments]
            if "create" in words or None in words:
                given = [value for option, value, _ in options(invocation) if option in PREFIX_OPTIONS]
                if not given or name in given or any(value.endswith(f"/{name}") for value in given):
                    return True
        if f"envs/{name}" in step.instruction.body.value:
            return True
    return any(f"envs/{name}" in copy.target for copy in image.copies)

"""Into which environment a RUN installs an environment file, and whether the image has it."""

from __future__ import annotations

from studio_lint.base.diagnostics import Place
from studio_lint.base.record import Record
from studio_lint.base.source import Source, Span, Text
from studio_lint.facts import bases, connect
from studio_lint.facts.errands import HARMLESS, MODULES
from studio_lint.facts.installers.conda import (
    LIBMAMBA_1,
    LIBMAMBA_2,
    NAME_OPTIONS,
    PREFIX_OPTIONS,
    PROGRAMS,
    RUN_VERBS,
    has_base,
)
from studio_lint.facts.interpreters import PYTHON_NAMES
from studio_lint.facts.programs.roles import ARCHIVES, UNZIPS, role
from studio_lint.model.commands.loops import turns
from studio_lint.model.commands.run_steps import alone, run_commands
from studio_lint.model.environment.installers import installs, options
from studio_lint.model.environment.sites import Site
from studio_lint.syntax.yaml.tree import Mapping, Scalar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studio_lint.model.build.image import BuildStep, Copy, Image
    from studio_lint.model.commands.arguments import Argument
    from studio_lint.model.commands.command import Hop, Invocation
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


class UnmadeEnvironment(Record):
    """A command that is run in an environment (`conda run -n NAME`) that the image does not have."""

    word: Argument
    name: str
    program: str


class EnvironmentInstalls(Record):
    """What a Dockerfile's RUNs do with environment files, and in which environments they run commands."""

    source: Source
    unmet: tuple[UnmetPrefix, ...] = ()
    unmade: tuple[UnmadeEnvironment, ...] = ()


def of_image(image: Image) -> EnvironmentInstalls:
    """The commands of libmamba that stop over the name of their file. Raises nothing."""
    return EnvironmentInstalls(image.source, tuple(_unmet(image)), tuple(_unmade(image)))


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
        if source is not None and named is not None and not _may_have(image, reader.site, named.value):
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


def _unmade(image: Image) -> Iterator[UnmadeEnvironment]:
    for stage in image.stages:
        for step in stage.steps if stage.reached else ():
            if not any(verb in step.instruction.body.value for verb in RUN_VERBS):
                continue
            for invocation in run_commands(step):
                found = run_in(invocation.hops) if invocation.certain and invocation.fatal else None
                site = Site(image, stage, step, invocation) if found is not None else None
                if found is None or site is None or site.base is None or not has_base(site.base.name):
                    continue
                if not may_be_made(found.name, site.steps_until, image.copies):
                    yield found


def run_in(hops: tuple[Hop, ...]) -> UnmadeEnvironment | None:
    """The environment that `conda run -n NAME` names, whether or not it is there; None where none is named."""
    for hop in hops:
        words = hop.unwrapped.options if hop.name in PROGRAMS else ()
        for at, option in enumerate(words[:-1]):
            word = words[at + 1]
            if option.value in NAME_OPTIONS and word.value:
                return UnmadeEnvironment(word, word.value, hop.name)
    return None


def _may_have(image: Image, site: Site, name: str) -> bool:
    """Whether the image may have an environment of that name at a command."""
    base = site.base
    known = base is not None and bases.look_up(base.name, base.tag) is not None
    if not known:
        return True
    return may_be_made(name, site.steps_until, image.copies)


def may_be_made(name: str, steps: Iterable[BuildStep], copies: Iterable[Copy]) -> bool:
    """Whether an environment of that name may be there, whatever its folder: `base`, made by a RUN, or copied."""
    if name in _BASE_NAMES or "/" in name:
        return True
    return any(_makes(step, name) for step in steps) or any(_brings(copy, name) for copy in copies)


def _makes(step: BuildStep, name: str) -> bool:
    """Whether a RUN may make an environment of that name; so may all that is not known to make none."""
    if step.instruction.keyword != "RUN":
        return False
    runner = alone(step)
    if runner.partial or f"envs/{name}" in step.instruction.body.value:
        return True
    return any(
        _creates(turn, name) if ran.name in PROGRAMS else _may_create(ran) for ran in runner.ran for turn in turns(ran)
    )


def _creates(invocation: Invocation, name: str) -> bool:
    words = [word.value for word in invocation.arguments]
    if "create" not in words and None not in words:
        return False
    given = [value for option, value, _ in options(invocation) if option in PREFIX_OPTIONS]
    return not given or "" in given or name in given or any(value.endswith(f"/{name}") for value in given)


def _may_create(invocation: Invocation) -> bool:
    """Whether a command of another program may: a script, an archive that is unpacked, whatever is not known."""
    if run_in(invocation.hops) is not None or invocation.name == connect.PROGRAM:
        return False
    if invocation.name is None or invocation.name in PYTHON_NAMES:
        return not any(word.value in MODULES for word in invocation.arguments[1:])
    return invocation.name not in HARMLESS or role(invocation.name) in (ARCHIVES, UNZIPS)


def _brings(copy: Copy, name: str) -> bool:
    """Whether a COPY may bring it: to its folder, or with a whole installation from another stage or image."""
    return "/envs" in copy.target or (copy.origin != "context" and not copy.target.startswith("/usr/"))

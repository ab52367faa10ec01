"""Which environment files of the build context a Dockerfile installs, and with which program."""

from __future__ import annotations

from studio_lint.base.diagnostics import Place
from studio_lint.base.record import Record
from studio_lint.facts.installers.conda import (
    CHANNEL_OPTIONS,
    DEFAULT_FILE,
    FILE_OPTIONS,
    FIRST_LOOK,
    PREFIX_OPTIONS,
    PROGRAMS,
    VALUED_OPTIONS,
    downloaded,
    version,
)
from studio_lint.facts.solving import LOCK_ENDINGS, LOCK_READERS
from studio_lint.model.commands.loops import turns
from studio_lint.model.commands.run_steps import concluded
from studio_lint.model.environment.readers import EnvironmentReader
from studio_lint.model.environment.run_scripts import commands, may_be_script
from studio_lint.model.environment.sites import Site, origins
from studio_lint.model.posix_paths import join_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.model.build.image import BuildStep, Image, Stage
    from studio_lint.model.commands.arguments import Argument
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.commands.runner import Runner

_ENDINGS = (".yml", ".yaml")
_VERBS = ("install", "create", "update", "upgrade")


class EnvironmentInstall(Record):
    """A command of a RUN that installs an environment file.

    reader   the program with its options
    verb     the word "install", "create", "update" or "upgrade"; None without one
    path     absolute path of the file in the image
    sources  paths in the build context that may be the file, whether or not one is there
    word     the file as the command has it
    fatal    its failure stops the build
    """

    reader: EnvironmentReader
    verb: Argument | None
    path: str
    sources: tuple[str, ...]
    word: Argument
    fatal: bool = True


def installs(image: Image) -> tuple[EnvironmentInstall, ...]:
    """Every such command of all stages, in order. Raises nothing."""
    return image.once(_installs)


def environment_files(image: Image) -> tuple[str, ...]:
    """Paths from the context's root of what may be installed, each once, in order.

    A COPY of a whole folder leads to more than one such path; whether one is
    there is not looked at.
    """
    return tuple(dict.fromkeys(path for install in installs(image) for path in install.sources))


def _installs(image: Image) -> tuple[EnvironmentInstall, ...]:
    found: list[EnvironmentInstall] = []
    for stage in image.stages:
        for step in stage.steps:
            if step.instruction.keyword == "RUN" and _concerns(step) and concluded(step, _has_some):
                found += _of_step(image, stage, step)
    return tuple(found)


def _concerns(step: BuildStep) -> bool:
    """A first look, without reading any shell: a program of conda's kind, or a script that may call one."""
    instruction = step.instruction
    text = instruction.body.value + "".join(heredoc.content.value for heredoc in instruction.heredocs)
    return (any(name in text for name in FIRST_LOOK) and ("-f" in text or " env " in text)) or ".sh" in text


def _has_some(runner: Runner) -> bool:
    return any(
        may_be_script(invocation) or any(True for turn in turns(invocation) for _ in _files(turn))
        for invocation in runner.ran
    )


def _of_step(image: Image, stage: Stage, step: BuildStep) -> Iterator[EnvironmentInstall]:
    for invocation in (turn for ran in commands(image, stage, step) for turn in turns(ran)):
        site = Site(image, stage, step, invocation)
        for word, value in _files(invocation):
            path = join_path(invocation.folder, value)
            if path is not None:
                reader = _reader(image, site, invocation, word, path)
                fatal = invocation.certain and invocation.fatal and not invocation.background
                yield EnvironmentInstall(reader, _verb(invocation), path, origins(image, path), word, fatal)


def _files(invocation: Invocation) -> Iterator[tuple[Argument, str]]:
    """The words that name environment files, and the names."""
    if invocation.name not in PROGRAMS:
        return
    given = list(options(invocation))
    for option, value, word in given:
        if option in FILE_OPTIONS and _is_environment(invocation.name, value):
            yield word, value
    words = invocation.arguments
    if [word.value for word in words[1:3]] not in (["env", "create"], ["env", "update"]):
        return
    values = [word for _, _, word in given]
    others = [word for word in words[3:] if word not in values and not (word.value or "").startswith("-")]
    if not others and not any(option in FILE_OPTIONS for option, _, _ in given):
        yield words[2], DEFAULT_FILE


def _is_environment(program: str, file: str) -> bool:
    """Whether the program reads a file of this name as an environment, and not as a lock file."""
    return file.endswith(_ENDINGS) and not (program in LOCK_READERS and file.endswith(LOCK_ENDINGS))


def options(invocation: Invocation) -> Iterator[tuple[str, str, Argument]]:
    """Option, value and the word of the value, of a command of conda's kind; options without a value are left out."""
    words = invocation.arguments
    at = 1
    while at < len(words):
        word, at = words[at], at + 1
        option, equals, value = (word.value or "").partition("=")
        if option[:2] in VALUED_OPTIONS and option[1:2] != "-" and len(option) > 2:
            yield option[:2], (word.value or "")[2:].removeprefix("="), word
        elif equals and option.startswith("-"):
            yield option, value, word
        elif option in VALUED_OPTIONS and at < len(words):
            yield option, words[at].value or "", words[at]
            at += 1


def _verb(invocation: Invocation) -> Argument | None:
    return next((word for word in invocation.arguments[1:] if word.value in _VERBS), None)


def _reader(image: Image, site: Site, invocation: Invocation, word: Argument, path: str) -> EnvironmentReader:
    given = list(options(invocation))
    program = invocation.name or ""
    source, span = word.place()
    return EnvironmentReader(
        program=program,
        version=_version(site, program),
        folder=path.rpartition("/")[0] or "/",
        channels=tuple(value for option, value, _ in given if option in CHANNEL_OPTIONS),
        prefix=next((value for option, value, _ in given if option in PREFIX_OPTIONS), ""),
        place=Place(source, span, "installed here") if source is image.source else None,
        site=site,
    )


def _version(site: Site, program: str) -> tuple[int, ...]:
    """By the image that the program comes from, one that it is copied from or the base, or by the address it is at."""
    for one in (*site.copied_from(program), site.base):
        numbers = version(one.name, one.tag, program) if one is not None else ()
        if numbers:
            return numbers
    found = (downloaded(word, program) for word in site.words_before)
    return next((numbers for numbers in found if numbers), ())

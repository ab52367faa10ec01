"""What pip is asked for by the RUNs of a Dockerfile."""

from __future__ import annotations

from studio_lint.base.diagnostics import Place
from studio_lint.facts.bases import look_up
from studio_lint.facts.installers.pip import (
    CONSTRAINTS,
    EDITABLE,
    HASHING,
    INDEX_SETTINGS,
    INDEX_WORDS,
    LISTS,
    PROGRAM,
    VALUED,
    requirement_words,
    takes_none,
    words_before,
)
from studio_lint.model.commands.run_steps import concluded
from studio_lint.model.environment.pip.input import WORD, PipInput, PipRequest
from studio_lint.model.environment.pip.requests import DEEPEST, file_requests
from studio_lint.model.environment.readers import EnvironmentReader
from studio_lint.model.environment.run_scripts import commands, may_be_script
from studio_lint.model.environment.sites import Site
from studio_lint.model.posix_paths import basename

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.model.build.image import BuildStep, Image, Stage
    from studio_lint.model.commands.arguments import Argument
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.commands.runner import Runner


def of_image(image: Image) -> PipInput:
    """The words of every `pip install` that a build runs for certain, and the lines of the files that they name."""
    found: list[PipRequest] = []
    for stage in image.stages:
        for step in stage.steps if stage.reached else ():
            if _concerns(step) and concluded(step, _has_some):
                found += _of_step(image, stage, step)
    return PipInput(image.source, tuple(found))


def _concerns(step: BuildStep) -> bool:
    """A first look, without reading any shell."""
    instruction = step.instruction
    if instruction.keyword != "RUN" or step.broken or step.trigger:
        return False
    texts = (instruction.body.value, *(one.content.value for one in instruction.heredocs))
    return any(PROGRAM in text or ".sh" in text for text in texts)


def _has_some(runner: Runner) -> bool:
    return any(_installs(invocation) or may_be_script(invocation) for invocation in runner.ran)


def _installs(invocation: Invocation) -> int:
    if not invocation.certain or not invocation.fatal or invocation.background:
        return 0
    return requirement_words([word.value or "" for word in invocation.arguments])


def _of_step(image: Image, stage: Stage, step: BuildStep) -> Iterator[PipRequest]:
    seen: dict[int, bool] = {}
    for invocation in commands(image, stage, step):
        start = _installs(invocation)
        if start:
            site = Site(image, stage, step, invocation)
            only_pypi = _asks_only_pypi(image, site, invocation)
            values = [word.value or "" for word in invocation.arguments]
            for request in _of_command(invocation, start, site, seen):
                yield request.replace(
                    only_pypi=only_pypi,
                    command=id(invocation),
                    by_pip=words_before(basename(values[0]), list(values[1:])) > 0,
                    hashing=HASHING in values,
                )


def _of_command(invocation: Invocation, start: int, site: Site, seen: dict[int, bool]) -> Iterator[PipRequest]:
    for option, word, value in _words(invocation.arguments[start:]):
        source, span = word.place()
        reader = EnvironmentReader(
            program=PROGRAM,
            folder=invocation.folder,
            place=Place(source, span, "installed here"),
            site=site,
        )
        if option in LISTS:
            for request in file_requests(value, reader, False, seen, DEEPEST):
                yield request.replace(constraint=True) if option in CONSTRAINTS else request
        elif not option or (option in EDITABLE and value == word.value):
            yield from _word(word, reader, option in EDITABLE)


def _asks_only_pypi(image: Image, site: Site, invocation: Invocation) -> bool:
    """Whether neither the command nor anything before it names another index; False where that is not known."""
    base = site.base
    if base is None or look_up(base.name, base.tag) is None:
        return False
    if any(word.value is None or word.value.startswith(INDEX_WORDS) for word in invocation.arguments):
        return False
    return not any(mark in image.source.text for mark in INDEX_SETTINGS)


def _words(words: tuple[Argument, ...]) -> Iterator[tuple[str, Argument, str]]:
    """Requirements, and the values of options that name requirements: option ("" for none), word and value."""
    at = 0
    while at < len(words):
        word, at = words[at], at + 1
        value = word.value
        if value is None or value == "--":
            continue
        if not value.startswith("-") or value == "-":
            yield "", word, value
            continue
        option, equals, rest = value.partition("=")
        if equals:
            yield option, word, rest
        elif option in VALUED:
            if at < len(words) and words[at].value is not None:
                yield option, words[at], words[at].value or ""
            at += 1
        elif not takes_none(option):
            at += 1  # what follows may be its value


def _word(word: Argument, reader: EnvironmentReader, editable: bool) -> Iterator[PipRequest]:
    """A word as pip reads it; one that a variable brings along cannot be pointed into."""
    from studio_lint.syntax.pip import requirement

    source, span = word.place()
    text = word.as_text()
    if not text.value.strip() or any(part.kind != "text" for part in word.parts):
        return
    line = requirement.read_editable(text) if editable else requirement.read(text)
    if line.kind == "blank":
        return
    if text.source is not source or any(part.given for part in word.parts):
        line = line.replace(problems=tuple(one.replace(span=span, edits=()) for one in line.problems))
    quoted = all(part.quoting in ("'", '"') for part in word.parts)
    yield PipRequest(WORD, source, span, line=line, reader=reader, quoted=quoted)

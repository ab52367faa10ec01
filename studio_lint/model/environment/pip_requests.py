"""Where the requests come from: the pip sections of an environment, or the RUNs of a Dockerfile."""

from __future__ import annotations

from studio_lint.base.diagnostics import Place
from studio_lint.facts.installers.pip import EDITABLE, LISTS, VALUED, requirement_words, takes_none
from studio_lint.facts.packages import NO_EXTRAS_IN_EGG_NAMES
from studio_lint.model.commands.remembered_runs import concluded
from studio_lint.model.commands.run_steps import run_commands
from studio_lint.model.environment.pip_input import FILE, SECTION, WORD, PipInput, PipRequest, lines_of
from studio_lint.model.environment.readers import EnvironmentReader
from studio_lint.model.environment.sites import Site
from studio_lint.model.posix_paths import join_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Source
    from studio_lint.model.build.image import BuildStep, Image, Stage
    from studio_lint.model.commands.arguments import Argument
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.commands.runner import Runner
    from studio_lint.model.environment.environment import Environment
    from studio_lint.syntax.pip.tree import RequirementLine

DEEPEST = 8
MOST_LINES = 5_000


def of_environment(environment: Environment) -> PipInput:
    """The lines of the pip sections, once for each reader that sees other files, and those of the files they name."""
    old = not _has_new_pip(environment)
    found: list[PipRequest] = []
    for reader in environment.readers:
        for item in environment.pip:
            if item.kind == "null" or item.line is not None:
                found.append(PipRequest(SECTION, item.source, item.span, item.line, reader, old_pip=old))
                if item.line is not None:
                    found += _listed(item.line, reader, old, {})
    return PipInput(environment.source, tuple(found))


def _has_new_pip(environment: Environment) -> bool:
    """Whether nothing in the file keeps pip at an old version, as a pin of Python does too."""
    from studio_lint.model.environment.version_conflict import satisfiable_from

    return all(
        found.spec is None or satisfiable_from(found.spec.version, version)
        for name, version in NO_EXTRAS_IN_EGG_NAMES
        for found in environment.named(name)
    )


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
    return "pip" in instruction.body.value or any("pip" in one.content.value for one in instruction.heredocs)


def _has_some(runner: Runner) -> bool:
    return any(_installs(invocation) for invocation in runner.ran)


def _installs(invocation: Invocation) -> int:
    if not invocation.certain or not invocation.fatal or invocation.background:
        return 0
    return requirement_words([word.value or "" for word in invocation.arguments])


def _of_step(image: Image, stage: Stage, step: BuildStep) -> Iterator[PipRequest]:
    seen: dict[int, bool] = {}
    for invocation in run_commands(step):
        start = _installs(invocation)
        if not start:
            continue
        site = Site(image, stage, step, invocation)
        for option, word, value in _words(invocation.arguments[start:]):
            source, span = word.place()
            reader = EnvironmentReader(
                program="pip",
                folder=invocation.folder,
                place=Place(source, span, "installed here"),
                site=site,
            )
            if option in LISTS:
                yield from _file(value, reader, False, seen, DEEPEST)
            elif not option or (option in EDITABLE and value == word.value):
                yield from _word(word, reader, option in EDITABLE)


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
    yield PipRequest(WORD, source, span, line, reader, quoted=quoted)


def _listed(
    line: RequirementLine, reader: EnvironmentReader, old: bool, seen: dict[int, bool], depth: int = DEEPEST
) -> Iterator[PipRequest]:
    """The lines of the file that a line names with `-r` or `-c`."""
    if line.local is not None and any(one.name in ("--requirement", "--constraint") for one in line.options):
        yield from _file(line.local.value, reader, old, seen, depth)


def _file(name: str, reader: EnvironmentReader, old: bool, seen: dict[int, bool], depth: int) -> Iterator[PipRequest]:
    from studio_lint.syntax.pip import requirement

    source = _source(name, reader)
    if source is None or id(source) in seen or depth == 0 or len(source.line_starts) > MOST_LINES:
        return
    seen[id(source)] = True
    path = join_path(reader.folder, name) or ""
    # pip looks for `-r` beside the file that says so, and for other paths where it was started.
    beside = reader.replace(folder=path.rpartition("/")[0] or "/")
    for text, is_joined in lines_of(source):
        line = requirement.read(text)
        if line.kind == "blank":
            continue
        if is_joined:
            line = line.replace(problems=tuple(problem.replace(edits=()) for problem in line.problems))
        lists = any(one.name in ("--requirement", "--constraint") for one in line.options)
        yield PipRequest(FILE, source, text.whole, line, beside if lists else reader, old_pip=old)
        yield from _listed(line, beside, old, seen, depth - 1)


def _source(name: str, reader: EnvironmentReader) -> Source | None:
    """A requirements file of the build context, by the name that a command or a file has for it."""
    path = join_path(reader.folder, name)
    if reader.site is None or path is None:
        return None
    return reader.site.text(path)

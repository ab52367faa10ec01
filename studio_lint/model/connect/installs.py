"""The runs of `connect-client --install`, and what else a RUN may do with connect-client."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Span
from studio_lint.facts.connect import PROGRAM
from studio_lint.facts.programs.run_commands import ONLOOKING
from studio_lint.model.commands.followed_runs import followed
from studio_lint.model.commands.wrappers import UNKNOWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.build.image import BuildStep, Image, Stage
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.commands.runner import Runner

FLAG = "--install"
_TO_BLANKS = dict.fromkeys(map(ord, "\"';&|()<>=,[]{}"), " ")


class ClientInstall(Record):
    """One run of `--install`.

    span    the command
    alone   the RUN does nothing else
    lent    the program comes by a mount of that RUN itself
    """

    step: BuildStep
    span: Span
    alone: bool
    lent: bool


class Installs(Record):
    """What the RUNs of some stages do with connect-client.

    unsure  one of them may run `--install` in a way that is not known
    brings  one of them may put connect-client somewhere
    """

    found: tuple[ClientInstall, ...] = ()
    unsure: bool = False
    brings: bool = False


class ToldVersion(Record):
    """What one RUN tells of connect-client, places left out.

    installs  it runs `--install`
    unknown   a file is run whose text is not known
    brings    it may put connect-client somewhere
    partial   more may run than is known
    programs  the names of those that run
    """

    installs: bool
    unknown: bool
    brings: bool
    partial: bool
    programs: frozenset[str]


def find_installs(image: Image) -> dict[int, Installs]:
    """For each stage by its index what its RUNs do."""
    copied = _copied_names(image)
    return {stage.index: _of_stage(image, stage, copied) for stage in image.stages}


def _of_stage(image: Image, stage: Stage, copied: frozenset[str]) -> Installs:
    found: list[ClientInstall] = []
    unsure = brings = False
    for step in stage.steps:
        if step.instruction.keyword != "RUN":
            continue
        text = step.instruction.body.source.slice(step.instruction.span)
        if step.broken:
            unsure = unsure or PROGRAM in text
            continue
        scripts = copied.intersection(_file_names(text)) if copied else copied
        if not (scripts or PROGRAM in text or FLAG in text):
            continue
        runner = followed(image, stage, step, step.working_dir)
        told = _told(runner)
        found += [_install(step, stage, one, len(runner.ran) == 1) for one in runner.ran if _installs(one)]
        unsure = unsure or (told.partial and PROGRAM in text) or told.unknown or not scripts.isdisjoint(told.programs)
        brings = brings or told.brings or (told.partial and PROGRAM in text)
    return Installs(tuple(found), unsure, brings)


def _told(runner: Runner) -> ToldVersion:
    return ToldVersion(
        any(_installs(ran) for ran in runner.ran),
        any(_is_unknown(ran) for ran in runner.ran),
        any(_may_bring(ran) for ran in runner.ran),
        runner.partial,
        frozenset(ran.name for ran in runner.ran if ran.name is not None),
    )


def _copied_names(image: Image) -> frozenset[str]:
    """Names of the files that the project itself gives to an image: from the context, by heredocs."""
    names: set[str] = set()
    for copy in image.copies:
        if copy.origin == "context" or copy.instruction.heredocs:
            names.add(copy.target.rstrip("/").rpartition("/")[2])
            names.update(source.path.rstrip("/").rpartition("/")[2] for source in copy.sources)
    return frozenset(names - {""})


def _file_names(text: str) -> set[str]:
    """The last parts of all words that a command line may hold."""
    return {word.rpartition("/")[2] for word in text.translate(_TO_BLANKS).split()}


def _installs(ran: Invocation) -> bool:
    words = [argument.value for argument in ran.arguments]
    if FLAG not in words[1:]:
        return False
    return words[0] is None or words[0].rpartition("/")[2] == PROGRAM


def _install(step: BuildStep, stage: Stage, ran: Invocation, alone: bool) -> ClientInstall:
    lent = any(copy.kind == "mount" and copy.instruction is step.instruction for copy in stage.copies)
    first, last = ran.arguments[0].text.whole, ran.arguments[-1].text.whole
    span = step.instruction.body.whole
    if ran.command is not None and first.start <= last.start:
        span = first.to(last)
    return ClientInstall(step, span, alone, lent)


def _is_unknown(ran: Invocation) -> bool:
    """Whether a file is run whose text is not known, or connect-client with words that are not: it may install."""
    if any(hop.kind == UNKNOWN for hop in ran.hops):
        return True
    if ran.name == PROGRAM and any(argument.value is None for argument in ran.arguments[1:]):
        return True
    return ran.name is not None and ran.name.endswith((".sh", ".bash"))


def _may_bring(ran: Invocation) -> bool:
    """Whether a command that names connect-client is one that can put it somewhere."""
    words = [argument.value or argument.shown for argument in ran.arguments]
    name = (words[0] or "").rpartition("/")[2]
    if name == PROGRAM or name in ONLOOKING:
        return False
    return any(PROGRAM in word for word in words[1:])

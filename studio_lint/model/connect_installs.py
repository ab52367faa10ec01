"""The runs of `connect-client --install`, and what else a RUN may do with connect-client."""

from __future__ import annotations

from studio_lint.model import commands
from studio_lint.model.connect_places import NAME, ONLOOKERS
from studio_lint.model.image_files import ImageFiles
from studio_lint.model.peel import UNKNOWN
from studio_lint.record import Record
from studio_lint.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.image import Image, Stage, Step
    from studio_lint.model.ran import Ran
    from studio_lint.source import Text

FLAG = "--install"
MOST_LOOKS = 24


class Install(Record):
    """One run of `--install`.

    span    the command
    alone   the RUN does nothing else
    lent    the program comes by a mount of that RUN itself
    """

    step: Step
    span: Span
    alone: bool
    lent: bool


class Installs(Record):
    """What the RUNs of some stages do with connect-client.

    unsure  one of them may run `--install` in a way that is not known
    brings  one of them may put connect-client somewhere
    """

    found: tuple[Install, ...] = ()
    unsure: bool = False
    brings: bool = False


class _Files:
    """The image's files, looked up so many times at most: each look goes through the whole image."""

    def __init__(self, image: Image) -> None:
        self.files = ImageFiles(image)
        self.left = MOST_LOOKS

    def text(self, path: str, folder: str | None) -> Text | None:
        self.left -= 1
        return self.files.text(path, folder) if self.left >= 0 else None


def find_installs(image: Image) -> dict[int, Installs]:
    """For each stage by its index what its RUNs do."""
    files = _Files(image)
    copied = _copied_names(image)
    return {stage.index: _of_stage(stage, copied, files) for stage in image.stages}


def _of_stage(stage: Stage, copied: frozenset[str], files: _Files) -> Installs:
    found: list[Install] = []
    unsure = brings = False
    for step in stage.steps:
        if step.instruction.keyword != "RUN":
            continue
        if step.broken:
            unsure = unsure or NAME in _text(step)
            continue
        scripts = copied.intersection(_file_names(_text(step)))
        if not scripts and not _names_it(step):
            continue
        run = commands.run(step, files.text)
        installs = [ran for ran in run.ran if _installs(ran)]
        found += [_install(step, stage, ran, len(run.ran) == 1) for ran in installs]
        unsure = unsure or (run.partial and NAME in _text(step)) or any(_is_unknown(ran, scripts) for ran in run.ran)
        brings = brings or any(_may_bring(ran) for ran in run.ran) or (run.partial and NAME in _text(step))
    return Installs(tuple(found), unsure, brings)


def _text(step: Step) -> str:
    instruction = step.instruction
    return instruction.body.source.slice(instruction.span)


def _names_it(step: Step) -> bool:
    text = _text(step)
    return NAME in text or FLAG in text


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
    for mark in "\"';&|()<>=,[]{}":
        text = text.replace(mark, " ")
    return {word.rpartition("/")[2] for word in text.split()}


def _installs(ran: Ran) -> bool:
    words = [argument.value for argument in ran.arguments]
    if FLAG not in words[1:]:
        return False
    return words[0] is None or words[0].rpartition("/")[2] == NAME


def _install(step: Step, stage: Stage, ran: Ran, alone: bool) -> Install:
    lent = any(copy.kind == "mount" and copy.instruction is step.instruction for copy in stage.copies)
    first, last = ran.arguments[0].text.whole, ran.arguments[-1].text.whole
    span = step.instruction.body.whole
    if ran.command is not None and first.start <= last.start:
        span = first.to(last)
    return Install(step, span, alone, lent)


def _is_unknown(ran: Ran, scripts: frozenset[str]) -> bool:
    """Whether a file is run whose text is not known: it may install anything."""
    if any(hop.kind == UNKNOWN for hop in ran.hops):
        return True
    value = ran.arguments[0].value
    return value is not None and (value.endswith((".sh", ".bash")) or value.rpartition("/")[2] in scripts)


def _may_bring(ran: Ran) -> bool:
    """Whether a command that names connect-client is one that can put it somewhere."""
    words = [argument.value or argument.shown for argument in ran.arguments]
    name = (words[0] or "").rpartition("/")[2]
    if name == NAME or name in ONLOOKERS:
        return False
    return any(NAME in word for word in words[1:])

"""Files and folders that a RUN uses but that do not exist at that point of the build."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.programs import roles
from studio_lint.facts.programs.files_read import ENTERING, PROJECTS, READS, TO_LAST, VALUED
from studio_lint.facts.programs.roles import role
from studio_lint.facts.programs.run_commands import valued
from studio_lint.facts.wrappers import PLAIN_SH
from studio_lint.model.contents import contents, events
from studio_lint.model.contents.apt_problems import runs
from studio_lint.model.contents.events import Event, merged, parent
from studio_lint.model.contents.problems import required_modules
from studio_lint.model.contents.words import Words, of
from studio_lint.model.context.context import SENT
from studio_lint.model.context.wildcards import has_wildcard
from studio_lint.model.posix_paths import join_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.facts.programs.files_read import ProjectNeeds
    from studio_lint.model.build.image import Image, Stage
    from studio_lint.model.commands.arguments import Argument
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.contents.contents import Point

MOST_EXPLAINED = 50
"""Paths of a stage of which it is looked up where they went."""
_NO_SCRIPT = ("-c", "-m", "-e", "-s", "-V", "-v", "-h", "-p", "-i", "--version", "--help", "--eval", "-E", "-n", "-x")
_LETTERS = frozenset("xtzjJfvpmaZ")
_EVERYWHERE = ("/dev/", "/proc/", "/sys/", "/run/")


class MissingFile(Record):
    """A path that is not there.

    word      where it is named
    path      absolute
    folder    what is missing is the folder that it would be in
    leaned    whether that follows from what the build context lacks
    later     the instruction further down that brings it
    removed   the word of the command that took it away
    elsewhere a path at which a file of that name is
    source    a file of the build context of that name, which nothing has brought
    bare      it is read by `.`, which looks for a bare name in PATH only
    needs     it was copied from another stage, without the program at this path, which it needs
    """

    word: Text
    path: str
    folder: bool = False
    leaned: bool = False
    later: Event | None = None
    removed: Event | None = None
    elsewhere: str | None = None
    source: str | None = None
    bare: bool = False
    needs: str = ""


def missing(image: Image, stage: Stage) -> Iterator[MissingFile]:
    """The first such path of each RUN of a stage."""
    told: set[int] = set()
    for point, ran in runs(image, stage):
        if id(point.step.instruction) in told:
            continue
        found = next(_of_command(image, point, ran, len(told) < MOST_EXPLAINED), None)
        if found is not None:
            told.add(id(point.step.instruction))
            yield found


def _of_command(image: Image, point: Point, ran: Invocation, explained: bool) -> Iterator[MissingFile]:
    if ran.name == "." and ran.hops and ran.hops[-1].name in PLAIN_SH and len(ran.arguments) > 1:
        name = ran.arguments[1].value
        if name and "/" not in name and point.command(name) is False:
            yield MissingFile(ran.arguments[1].text, name, bare=True)
    for word, value in _read(ran):
        path = _absolute(ran, value)
        if path is None:
            continue
        point.timeline.leaned = False
        there = point.exists(path)
        if there is not True and _looked_up(ran, word):
            continue
        if there is False and ran.name in PROJECTS and _is_above(point, path):
            continue
        if path.endswith("/package-lock.json") and point.exists(f"{parent(path)}/npm-shrinkwrap.json") is not False:
            continue
        if there is None:
            later = _later(point, path) if point.base is None else None
            source = _meant(image, point, ran, value)
            if (later or source) and point.timeline.exists(path, point.at, 0, False) is False:
                yield MissingFile(word, path, later=later, source=source)
        elif there is False:
            yield _explained(image, point, word, path) if explained else MissingFile(word, path)
    for text, path in required_modules.missing(point, ran):
        yield _explained(image, point, text, path) if explained else MissingFile(text, path)
    into = ((word, value, True) for word, value in put_into(ran))
    for word, value, inside in (*((word, value, False) for word, value in written_into(ran)), *into):
        path = _absolute(ran, value)
        if path is None:
            continue
        folder = path if inside else parent(path)
        point.timeline.leaned = False
        if point.exists(folder) is False:
            yield MissingFile(word, folder, folder=True, leaned=point.timeline.leaned)


def _looked_up(ran: Invocation, word: Text) -> bool:
    """Whether a word stands for a path that `$(which NAME)` prints."""
    words = (*ran.arguments, *(flow.target for flow in ran.flows if flow.target is not None))
    return any(one.looked_up for one in words if one.text.whole == word.whole)


def _is_above(point: Point, path: str) -> bool:
    """Whether a file of a project may be in a folder further up, or a project that has none is."""
    from studio_lint.model.contents.environments import upward

    name = path.rpartition("/")[2]
    above = (merged(one) for one in upward(parent(parent(path))) if parent(path) != "/")
    return any(point.exists(f"{one}/{name}") is not False for one in above)


def _absolute(ran: Invocation, value: str | None) -> str | None:
    if not value or value.startswith(("~", "-")) or has_wildcard(value) or "{" in value or "://" in value:
        return None
    path = join_path(ran.folder, value)
    return None if path is None or path.startswith(_EVERYWHERE) else merged(path)


def _explained(image: Image, point: Point, word: Text, path: str) -> MissingFile:
    """What is known of a path that is missing."""
    from studio_lint.model.contents.needs import lacking

    timeline = point.timeline
    name = path.rpartition("/")[2]
    leaned = timeline.leaned
    there = (one.path for one in reversed(timeline.events[: point.at]) if one.kind in (events.TREE, events.PUT))
    elsewhere = next((one for one in there if one.rpartition("/")[2] == name and point.exists(one)), None)
    source = _of_context(image, word.value, name)
    if elsewhere is None:
        elsewhere = _in_folder(point, name) or (_copied_to(point, source) if source is not None else None)
    return MissingFile(
        word,
        path,
        leaned=leaned,
        later=_later(point, path),
        removed=timeline.gone(path, point.at),
        elsewhere=elsewhere,
        source=source,
        needs=lacking(timeline, path, point.at),
    )


def _meant(image: Image, point: Point, ran: Invocation, value: str | None) -> str | None:
    """A file of the build context by the path that a command in WORKDIR names: the base image hardly has one there."""
    if not value or value.startswith("/") or point.base is None or ran.folder != point.state.folder:
        return None
    path = value.removeprefix("./")
    known = image.context is not None and role(ran.name) != roles.REMOVES and image.context.state(path) == SENT
    return path if known and image.context is not None and not image.context.is_dir(path) else None


def _in_folder(point: Point, name: str) -> str | None:
    """A file of that name in a folder that was copied."""
    for event in reversed(point.timeline.events[: point.at]):
        if event.kind == events.TREE and not event.exact and point.exists(f"{event.path}/{name}"):
            return f"{event.path.rstrip('/')}/{name}"
    return None


def _copied_to(point: Point, source: str) -> str | None:
    """Where a file of the build context was copied to, with a folder above it."""
    for event in reversed(point.timeline.events[: point.at]):
        if event.kind != events.TREE or event.exact or not source.startswith(event.source):
            continue
        path = f"{event.path.rstrip('/')}/{source[len(event.source) :]}"
        if point.exists(path):
            return path
    return None


def _of_context(image: Image, value: str, name: str) -> str | None:
    """The file of the build context that is meant."""
    if image.context is None:
        return None
    for path in dict.fromkeys((value.strip("./"), name)):
        if path and image.context.state(path) == SENT:
            return path
    return None


def _later(point: Point, path: str) -> Event | None:
    """What brings a path further down in the stage."""
    for event in point.timeline.events[point.at :]:
        if event.copy is not None and event.kind in (events.TREE, events.STAGE, events.PUT) and event.path == path:
            return event
        if event.kind == events.TREE and path.startswith(f"{event.path.rstrip('/')}/"):
            context = point.timeline.context
            inside = f"{event.source}{path[len(event.path) :]}".lstrip("/")
            if context is not None and context.state(inside) == SENT:
                return event
    return None


# which words name files


def _read(ran: Invocation) -> Iterator[tuple[Text, str | None]]:
    """The words of a command that name what it reads, with their values."""
    for flow in ran.flows:
        if flow.operator == "<" and flow.target is not None:
            yield flow.target.text, flow.target.value
    first = ran.arguments[0]
    if first.value and "/" in first.value:
        yield first.text, first.value
        return
    project = PROJECTS.get(ran.name or "")
    if project is not None:
        yield from _of_project(project, ran)
        return
    reads = READS.get(ran.name or "") or READS.get(_with_verb(ran))
    if reads is None:
        return
    if ran.name in ENTERING:
        # The folder that it is in is the one that it went to.
        target = ran.arguments[1] if len(ran.arguments) > 1 else None
        if target is not None and target.value and not target.value.startswith(("-", "~", "+")):
            yield target.text, ran.folder
        return
    words = of(ran, valued(ran.name or "") | (VALUED if reads.options else frozenset()))
    if role(ran.name) == roles.ARCHIVES and _makes_archive(ran, words):
        return
    for word in _places(ran) if reads.operands == "places" else _operands(reads.operands, words):
        yield word.text, word.value
    for option in reads.options:
        yield from _values(ran, option)


def _makes_archive(ran: Invocation, words: Words) -> bool:
    from studio_lint.model.contents.archive_words import makes_archive

    return makes_archive(ran, words)


def _with_verb(ran: Invocation) -> str:
    """The program and its first word, which says what the others mean: `uv-pip`."""
    return f"{ran.name}-{ran.arguments[1].value}" if len(ran.arguments) > 1 else ""


def _of_project(project: ProjectNeeds, ran: Invocation) -> Iterator[tuple[Text, str | None]]:
    """The files that a verb needs in the folder that it works in: `npm ci`."""
    values = [word.value for word in ran.arguments[1:]]
    verbs = [word for word in ran.arguments[1:] if word.value is None or not word.value.startswith("-")]
    named = len(verbs) == 2 and verbs[0].value in project.named
    if (len(verbs) != 1 and not named) or any((value or "").partition("=")[0] in project.away for value in values):
        return
    for path in project.verbs.get(verbs[0].value or "", ()):
        yield verbs[0].text, path


def _places(ran: Invocation) -> tuple[Argument, ...]:
    """The operands before the first option or expression."""
    words = ran.arguments[1:]
    end = next(
        (at for at, word in enumerate(words) if (word.value or "-").startswith(("-", "(", "!", "\\"))), len(words)
    )
    return words[:end]


def _operands(kind: str, words: Words) -> tuple[Argument, ...]:
    operands = words.operands
    if kind == "script":
        return () if words.has(*_NO_SCRIPT) else operands[:1]
    if kind == "rest":
        return operands if words.has("-t", "--target-directory") else operands[:-1]
    if kind == "made":
        return () if words.has("-d", "--directory", "-t", "--target-directory") else operands[:-1]
    if kind == "pattern":
        own = words.has("-e", "-f", "--regexp", "--file", "-r", "-R", "--recursive", "-s", "--no-messages")
        return operands[1:] if len(operands) == 2 and not own else ()
    if kind == "removed":
        return () if words.has("-f", "--force") else operands
    if kind == "mode":
        return operands if words.has("--reference") else operands[1:]
    if kind == "edit":
        return operands if words.has("-e", "-f", "--expression", "--file") else operands[1:]
    if kind == "archive":
        letters = operands[0].value or "" if operands else ""
        first = (
            role(words.name) == roles.ARCHIVES
            and _LETTERS.issuperset(letters)
            and "f" in letters
            and "c" not in letters
        )
        return operands[1:2] if first else ()
    if kind == "packages":
        return operands if words.has("-i", "--install") else ()
    return {"all": operands, "first": operands[:1]}.get(kind, ())


def _values(ran: Invocation, option: str) -> Iterator[tuple[Text, str | None]]:
    """The values of one option (`-r FILE`, `-rFILE`, `--requirement=FILE`, and the last of joined letters)."""
    arguments = ran.arguments
    for at, word in enumerate(arguments[1:], 1):
        value = word.value
        if value is None or not value.startswith("-"):
            continue
        following = arguments[at + 1] if at + 1 < len(arguments) else None
        if option.startswith("--") and value.startswith(f"{option}="):
            yield word.text.sub(len(option) + 1), value[len(option) + 1 :]
        elif following is not None and (value == option or _ends_with(value, option)):
            yield following.text, following.value


def _ends_with(value: str, option: str) -> bool:
    """Whether joined letters end with an option (`-xzf`)."""
    return len(option) == 2 and not value.startswith("--") and value.endswith(option[1]) and value[1:].isalpha()


def written_into(ran: Invocation) -> Iterator[tuple[Text, str | None]]:
    """The words that name what is made, in a folder that has to be there."""
    for flow in ran.flows:
        if flow.target is not None and flow.operator in (">", ">>", ">|", "&>"):
            yield flow.target.text, flow.target.value
    name, does = ran.name or "", role(ran.name)
    if does == roles.MAKES_FOLDERS:
        words = of(ran, valued(name))
        if not words.has("-p", "--parents"):
            # Each folder is made before the next: `mkdir a a/b`.
            made: set[str] = set()
            for word in words.operands:
                value = (word.value or "").rstrip("/")
                if value.rpartition("/")[0] not in made:
                    yield word.text, word.value
                made.add(value)
    elif does in (roles.MAKES_FILES, roles.TEES):
        for word in of(ran, valued(name)).operands:
            yield word.text, word.value
    elif name in TO_LAST:
        words = of(ran, valued(name))
        last = words.operands[-1] if len(words.operands) == 2 else None
        options = words.has("-t", "--target-directory", "-d", "--directory", "-D", "--parents")
        if last is not None and not options and not (last.value or "/").endswith(("/", "/.")):
            yield last.text, last.value
    elif does == roles.DOWNLOADS:
        how = roles.download(name)
        for option in () if of(ran, valued(name)).has(*how.makes) else how.output:
            yield from _values(ran, option)


def put_into(ran: Invocation) -> Iterator[tuple[Text, str | None]]:
    """The word that names a folder for what is put there, which has to exist: of three, or with `/` at its end."""
    if ran.name not in TO_LAST:
        return
    words = of(ran, valued(ran.name or ""))
    if not words.known or words.has("-t", "--target-directory", "-d", "--directory", "-D", "--parents"):
        return
    last = words.operands[-1] if len(words.operands) > 1 else None
    if last is None or not last.value:
        return
    # A folder may be given the name of one that is not there: `cp -r a b/`.
    named = last.value.endswith("/") and not words.has("-r", "-R", "--recursive", "-a", "--archive")
    if len(words.operands) > 2 or (named and role(ran.name) != roles.MOVES):
        yield last.text, last.value.rstrip("/")


# what stages are asked for


class NotInStage(Record):
    """A path that the stage lacks; `leaned`: that follows from what the build context lacks."""

    word: Text
    path: str
    stage: Stage
    leaned: bool


def not_in_stage(image: Image, stage: Stage) -> Iterator[NotInStage]:
    """The sources of a stage's COPYs and mounts that other stages never make."""
    for copy in stage.copies:
        if copy.origin != "stage" or copy.source_stage is None:
            continue
        other = image.stages[copy.source_stage]
        end = contents.of(image).end(other)
        for source in copy.sources:
            if end is None or source.kind != "path" or not source.word.known or has_wildcard(source.path):
                continue
            end.timeline.leaned = False
            if end.exists(source.path) is False:
                yield NotInStage(source.word.text, source.path, other, end.timeline.leaned)

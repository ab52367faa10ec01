"""Commands that need root but run as another user, and users that do not exist."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.bases.commands import PACKAGERS
from studio_lint.facts.installers.system import NEEDS_ROOT
from studio_lint.facts.programs.roles import MAKES_FOLDERS, role
from studio_lint.facts.programs.run_commands import ACCOUNTS, RAISING, valued
from studio_lint.facts.wrappers import SHELLS
from studio_lint.model.contents import contents
from studio_lint.model.contents.apt_problems import runs
from studio_lint.model.contents.events import INSTALL, MAYBE, MODE, TREE, merged, parent, within
from studio_lint.model.contents.problems.missing_files import written_into
from studio_lint.model.contents.state import UNKNOWN
from studio_lint.model.contents.words import of
from studio_lint.model.posix_paths import join_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.model.build.image import Image, Setting, Stage
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.contents.contents import Moment, Point

_ROOT_FOLDERS = (
    *("/", "/opt", "/srv", "/usr/local/bin", "/usr/bin", "/etc", "/usr/local/share", "/var/lib", "/var/log", "/mnt"),
)
_ONLY_ROOTS = ("/etc", "/usr/bin", "/usr/local/bin", "/var/lib", "/var/log")
"""Folders in which an image for nobody in particular has files of root only."""
_ROOTS = ("/opt/", "/srv/", "/usr/", "/etc/", "/var/lib/", "/var/log/", "/mnt/", "/home/", "/app/")


class NeedsRoot(Record):
    """A command that only root may run; `setting` is the USER in force, None for the base image's."""

    word: Text
    user: str
    setting: Setting | None
    writes: bool = False


def denied(image: Image, point: Moment, ran: Invocation) -> Text | None:
    """A word that names what only root may write: in a folder of the system, or a file that COPY brought for root."""
    for word, value in (*written_into(ran), *_folders(image, point, ran)):
        path = join_path(ran.folder, value) if value and not value.startswith("~") else None
        if path is None or not (path.startswith(_ROOTS) or parent(path) == "/") or _is_changed(point, path):
            continue
        event = point.timeline.last(path, point.at)
        if event is not None and event.copy is not None and event.kind == TREE and event.path == merged(path):
            if not any(flag.name in ("chown", "chmod") for flag in event.copy.instruction.flags):
                return word
        elif (
            event is None
            and parent(path) in _ROOT_FOLDERS
            and (_is_absent(image, point, path) or (parent(path) in _ONLY_ROOTS and _is_plain(point)))
        ):
            return word
    return None


def _is_absent(image: Image, point: Moment, path: str) -> bool:
    """Whether nothing is at a path; what a package brings has the name of the package in its path."""
    if point.exists(path) is not None:
        return point.exists(path) is False
    before = point.timeline.events[: point.at]
    first = next((at for at, event in enumerate(before) if event.what == INSTALL), None)
    if first is None or point.timeline.exists(path, first) is not False:
        return False
    name = path.rpartition("/")[2].partition(".")[0]
    bodies = (one for stage in image.stages for one in stage.instructions if one.keyword == "RUN")
    return not any(name in one.body.value for one in bodies)


def _folders(image: Image, point: Moment, ran: Invocation) -> Iterator[tuple[Text, str | None]]:
    """What `mkdir -p` makes because it is not there."""
    if role(ran.name) != MAKES_FOLDERS:
        return
    words = of(ran, valued(ran.name or ""))
    for word in words.operands if words.has("-p", "--parents") else ():
        path = join_path(ran.folder, word.value) if word.value else None
        if path is not None and _is_absent(image, point, path):
            yield word.text, word.value


def _is_plain(point: Moment) -> bool:
    """Whether the image at the bottom is known, and made for root."""
    base = point.timeline.bottom
    return base is not None and base.family.user == "root"


def _is_changed(point: Moment, path: str) -> bool:
    """Whether rights may have been given for a path or a folder above it."""
    given = (MODE, MAYBE)
    before = point.timeline.events[: point.at]
    return any(one.kind in given and one.what != INSTALL and within(merged(path), one.path) for one in before)


def without_rights(image: Image, stage: Stage) -> Iterator[NeedsRoot]:
    """The first such command of each RUN of a stage."""
    told: set[int] = set()
    for point, ran in runs(image, stage):
        if point.is_root is not False or id(point.step.instruction) in told:
            continue
        if any(hop.name in RAISING for hop in ran.hops) or _is_wrapped(point):
            continue
        verbs = [word.value for word in ran.arguments[1:] if word.value and not word.value.startswith("-")]
        word = denied(image, point, ran)
        if word is not None:
            told.add(id(point.step.instruction))
            yield NeedsRoot(word, point.state.user or "", point.step.user, True)
            continue
        if (ran.name in PACKAGERS and NEEDS_ROOT.intersection(verbs[:1])) or ran.name in ACCOUNTS:
            told.add(id(point.step.instruction))
            yield NeedsRoot(ran.arguments[0].text, point.state.user or "", point.step.user)


def _is_wrapped(point: Point) -> bool:
    """Whether SHELL names no shell, but a program that may give it other rights (`fakeroot`)."""
    words = point.step.shell
    return not point.step.instruction.exec_form and bool(words) and words[0].rpartition("/")[2] not in SHELLS


class NoUser(Record):
    """A USER that names nobody; `run` is the first RUN after it, None where only the Studio starts as them."""

    word: Text
    name: str
    fails: bool


def unknown_users(image: Image, stage: Stage) -> Iterator[NoUser]:
    """The USERs of a stage that the image does not have, where something runs as them."""
    points = contents.of(image).points(stage)
    for at, point in enumerate(points):
        if point.ran is not None or point.step.instruction.keyword != "USER" or point.step.broken:
            continue
        state = point.state.copy()
        state.take(point.step)
        name = state.user
        if name is None or UNKNOWN in name or name.isdecimal() or point.user_at(name) is not False:
            continue
        following = _following(points[at + 1 :])
        if following == "RUN" or (following == "" and stage is image.shipped):
            yield NoUser(point.step.instruction.body, name, following == "RUN")


def _following(points: tuple[Point, ...]) -> str:
    """The next instruction that concerns a user: "RUN", "USER", or "" for none."""
    for point in points:
        if point.ran is None and point.step.instruction.keyword in ("RUN", "USER"):
            return point.step.instruction.keyword
    return ""

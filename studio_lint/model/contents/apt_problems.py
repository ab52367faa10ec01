"""What keeps `apt-get install` from working at the point of the build where it runs."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.installers.system import APT, YUM, YUM_NEEDS_MIRROR
from studio_lint.model.contents import contents
from studio_lint.model.contents.apt import AptInstall, draws_in_nothing, is_update, packages
from studio_lint.model.contents.events import LISTS
from studio_lint.model.contents.installs import SOURCES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.facts.bases.releases import Release
    from studio_lint.model.build.image import Image, Stage
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.contents.contents import Point

YES = "Assume-Yes"


class NoLists(Record):
    """An install without package lists; `removed`: they were fetched and removed again."""

    point: Point
    ran: Invocation
    install: AptInstall
    removed: bool


class Unanswered(Record):
    """An install that asks a question and gets no answer; `sure`: it has something to ask."""

    point: Point
    ran: Invocation
    install: AptInstall
    sure: bool


def runs(image: Image, stage: Stage) -> tuple[tuple[Point, Invocation], ...]:
    """The commands of a stage's RUNs that run for certain and whose failure stops the build."""
    return contents.of(image).runs(stage)


def without_lists(image: Image, stage: Stage) -> Iterator[NoLists]:
    """Installs on a base whose package lists are empty, and nothing fetched them."""
    for point, ran in runs(image, stage):
        install = packages(ran)
        if install is None or install.updates or _local(install) or not install.words:
            continue
        if point.base is None or not point.base.family.lists_empty or not point.base.by_apt:
            continue
        if point.exists(LISTS) is False:
            removed = point.timeline.gone(LISTS, point.at) is not None
            yield NoLists(point, ran, install, removed)


def _local(install: AptInstall) -> bool:
    """Whether it installs files, or nothing at all."""
    return all((word.value or "./").startswith((".", "/")) for word in install.words)


def unanswered(image: Image, stage: Stage) -> Iterator[Unanswered]:
    """Installs that ask whether to go on, in a build that answers nothing."""
    for point, ran in runs(image, stage):
        install = packages(ran)
        if install is None or install.answered or ran.piped or not install.known or not install.words:
            continue
        if ran.flows and any("<" in flow.operator for flow in ran.flows):
            continue
        if point.base is None or not point.base.by_apt or _is_set(image):
            continue
        if any(point.timeline.touched(path, point.at) for path in SOURCES):
            continue
        lonely = draws_in_nothing(install)
        if lonely is not True:
            yield Unanswered(point, ran, install, lonely is False)


def _is_set(image: Image) -> bool:
    """Whether something of the Dockerfile may make apt answer yes by itself."""
    text = image.source.text
    return YES in text or YES.lower() in text.lower() or "apt.conf" in text


class Archived(Record):
    """A package manager that asks the mirrors of a release which has left them."""

    point: Point
    ran: Invocation
    release: Release


def archived(image: Image, stage: Stage) -> Archived | None:
    """The first command of a stage that needs packages of a release which has left the mirrors."""
    for point, ran in runs(image, stage):
        base = point.base
        release = base.release if base is not None else None
        if base is None or release is None or release.mirrored is not False:
            return None
        if ran.name in APT and (is_update(ran) or packages(ran) is not None):
            touched = any(point.timeline.touched(path, point.at) for path in SOURCES)
            return None if touched else Archived(point, ran, release)
        if ran.name in YUM and release.lost_mirrors and _needs_mirror(ran):
            return Archived(point, ran, release) if not point.timeline.touched("/etc/yum.repos.d", point.at) else None
    return None


def _needs_mirror(ran: Invocation) -> bool:
    values = [word.value for word in ran.arguments[1:] if word.value and not word.value.startswith("-")]
    return bool(values) and values[0] in YUM_NEEDS_MIRROR

"""`pip install` into a distribution's own Python, which does not allow it (PEP 668)."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.installers.pip import words_before
from studio_lint.facts.programs.run_commands import OWN_ENVIRONMENTS
from studio_lint.model.contents.apt_problems import runs
from studio_lint.model.contents.words import of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.facts.bases.releases import Release
    from studio_lint.model.build.image import Image, Stage
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.contents.contents import Point

_OPTIONS = "-r -c -t --target --prefix --root -i --index-url --extra-index-url -f --find-links --python --trusted-host"
_VALUED = frozenset(_OPTIONS.split())
_OTHER = "-t --target --root --prefix --break-system-packages --dry-run --python --help -h"
_ELSEWHERE = tuple(_OTHER.split())
_SWITCH = "PIP_BREAK_SYSTEM_PACKAGES"
_SIGNS = "break-system-packages break_system_packages EXTERNALLY-MANAGED EXTERNALLY* pip.conf PIP_TARGET PIP_PREFIX"
_MARKS = (*_SIGNS.split(), "PIP_CONFIG_FILE", "VIRTUAL_ENV")


class Managed(Record):
    """One such command; `words` are the ones that name pip."""

    ran: Invocation
    release: Release
    word: Text
    install: Text


def managed(image: Image, stage: Stage) -> Iterator[Managed]:
    """The pip commands of a stage that the distribution's Python refuses."""
    if any(mark in image.source.text for mark in _MARKS):
        return
    for point, ran in runs(image, stage):
        found = _managed(point, ran)
        if found is not None:
            yield found


def _managed(point: Point, ran: Invocation) -> Managed | None:
    pip = pip_words(ran)
    base = point.base
    if pip is None or base is None or base.release is None or not base.release.managed:
        return None
    program, skip = pip
    words = of(ran, _VALUED, skip)
    if words.values[:1] != ("install",) or len(words.operands) + len(words.options) < 2 or words.has(*_ELSEWHERE):
        return None
    if any(hop.name in OWN_ENVIRONMENTS for hop in ran.hops) or ran.variables.get(_SWITCH) is not None:
        return None
    if ran.variables.changed(_SWITCH) or point.timeline.touched("/etc/pip.conf", point.at):
        return None
    value = ran.arguments[0].value or ""
    where = point.where(program) if "/" not in value else value
    if where is None or not where.startswith(("/usr/bin/", "/bin/")):
        return None
    return Managed(ran, base.release, ran.arguments[0].text, words.operands[0].text)


def pip_words(ran: Invocation) -> tuple[str, int] | None:
    """The program after a pip command and the number of words before pip's own; None for another command."""
    name = ran.name or ""
    count = words_before(name, [word.value for word in ran.arguments[1:3]])
    return (name, count) if count else None

"""Requirements that pip refuses because of hashes: one with a hash, and all others need one, and exact versions."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.bases import look_up
from studio_lint.facts.installers.pip import HASHING
from studio_lint.facts.installers.requests import FIRST_LOOK
from studio_lint.facts.packages import WITH_PYTHON

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from studio_lint.model.environment.pip.input import PipInput, PipRequest

    HashNeed = Literal["hash", "version"]

_HASH = "--hash"


class HashGap(Record):
    """A requirement that lacks what pip needs of it.

    need     "hash", or "version": it has a hash, and no exact version
    because  the first request that has a hash; None where an option asks for them
    certain  nothing can be installed already, in which case pip would not download it
    """

    request: PipRequest
    need: HashNeed
    because: PipRequest | None
    certain: bool


def gaps(pip: PipInput) -> Iterator[HashGap]:
    """Such requirements, in order; of those for another machine or another reader than pip none."""
    commands: dict[int, list[PipRequest]] = {}
    for request in pip.requests:
        line = request.line
        if request.by_pip and line is not None and line.marker is None:
            commands.setdefault(request.command, []).append(request)
    for number, requests in enumerate(commands.values()):
        yield from _of_command(requests, first=number == 0)


def _of_command(requests: list[PipRequest], first: bool) -> Iterator[HashGap]:
    if any(request.line is not None and request.line.problems for request in requests):
        return
    because = next((one for one in requests if _has(one, _HASH)), None)
    if because is None and not any(one.hashing or _has(one, HASHING) for one in requests):
        return
    limited = {_project(one) for one in requests if one.constraint and _has(one, _HASH)}
    for request in requests:
        need = _need(request)
        project = _project(request)
        if need and not request.constraint and project not in WITH_PYTHON and project not in limited:
            yield HashGap(request, need, because, first and _is_bare(request))


def _has(request: PipRequest, option: str) -> bool:
    return request.line is not None and any(one.name == option for one in request.line.options)


def _project(request: PipRequest) -> str:
    return (request.line.project or "") if request.line is not None else ""


def _need(request: PipRequest) -> HashNeed | None:
    line = request.line
    if line is None or line.kind != "requirement":
        return None
    if not _has(request, _HASH):
        return "hash"
    specifier = line.specifier.value.strip(" ()") if line.specifier is not None else ""
    return None if specifier.startswith("==") and "," not in specifier else "version"


def _is_bare(request: PipRequest) -> bool:
    """Whether nothing was installed before, on a base of which it is known what it has."""
    site = request.reader.site
    base = site.base if site is not None else None
    if site is None or base is None or look_up(base.name, base.tag) is None:
        return False
    return not any(word in step.instruction.body.value for step in site.steps_before for word in FIRST_LOOK)

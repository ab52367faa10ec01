"""The process in which rattler runs; see `solve` for what surrounds it.

No login is used, neither rattler's own nor the system's. What channels hold is
kept in rattler's cache folder, as its other users do.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
import warnings
from datetime import timedelta
from typing import Any

import rattler
from rattler.exceptions import (
    GatewayError,
    InvalidChannelError,
    InvalidMatchSpecError,
    InvalidUrlError,
    InvalidVersionError,
    SolverError,
)
from rattler.networking import Client

from studio_lint import __version__
from studio_lint.base.nearest import nearest
from studio_lint.facts import solving
from studio_lint.online.environments import Lack, Question, Solution, Wish

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

MOST_WORDS = 100_000
LONGEST_SOLVING = 30
MOST_VERSIONS = 3

_NOT_THERE = "could not find subdir"
_PREFIX = "Cannot solve the request because of: "
_HEADING = "The following packages are incompatible\n"
_UNKNOWN = "?"
_UNREAD = (InvalidChannelError, InvalidMatchSpecError, InvalidUrlError, InvalidVersionError)


def main() -> None:
    """Read a question from the standard input, and write one line: the troubles, and the solution or null."""
    asked = json.loads(sys.stdin.buffer.read())
    _limit(asked["memory"], asked["largest_file"])
    wishes = tuple(Wish(name, spec, tuple(channels)) for name, spec, channels in asked["wishes"])
    troubles: list[tuple[str, str]] = []
    found = _found(Question(tuple(asked["channels"]), wishes), lambda url, why: troubles.append((url, why)))
    said = {"troubles": troubles, "solution": found and _plain(found)}
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()
    # rattler's threads do not always survive the end of the interpreter.
    os._exit(0)


def _limit(memory: int, largest_file: int) -> None:
    """What an answer can use up: memory, and room on the disk where lists are unpacked. Not on Windows."""
    try:
        import resource
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, largest_file)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, resource.getrlimit(what)[1]))


def _plain(found: Solution) -> dict[str, Any]:
    lacks = [(lack.wish, lack.versions, lack.near) for lack in found.lacks]
    return {"channels": found.channels, "lacks": lacks, "words": found.words[:MOST_WORDS]}


def _found(question: Question, trouble: Callable[[str, str], None]) -> Solution | None:
    with warnings.catch_warnings():
        # What a channel's list says of other channels is its maker's business.
        warnings.simplefilter("ignore")
        try:
            return asyncio.run(_Solver(question, trouble).solution())
        except _UNREAD:
            # rattler reads a few specs and URLs otherwise than micromamba, which is what builds.
            return None


class _Solver:
    def __init__(self, question: Question, trouble: Callable[[str, str], None]) -> None:
        self._question = question
        self._trouble = trouble
        self._specs = [rattler.MatchSpec(wish.spec, strict=False) for wish in question.wishes]
        self._channels = {url: rattler.Channel(url) for url in question.channels}
        client = Client(headers={"User-Agent": f"studio-lint/{__version__}"})
        self._gateway = rattler.Gateway(client=client)

    async def solution(self) -> Solution | None:
        names = sorted({wish.name for wish in self._question.wishes})
        answers = await asyncio.gather(*(self._records(url, names) for url in self._channels))
        held = dict(zip(self._channels, answers, strict=True))
        gone = tuple(url for url, records in held.items() if records is None)
        if any(isinstance(records, str) for records in held.values()):
            for url, records in held.items():
                if isinstance(records, str):
                    self._trouble(url, records)
            return None
        if gone:
            return Solution(channels=gone)
        lacks = [lack for index in range(len(self._specs)) if (lack := self._lack(index, held)) is not None]
        if lacks:
            return Solution(lacks=tuple([await self._with_near(lack) for lack in lacks]))
        return await self._solved()

    async def _records(self, url: str, names: list[str]) -> list[Any] | str | None:
        """The records of these names in a channel; None where there is no channel; a text where it cannot be asked."""
        try:
            found = await self._gateway.query([self._channels[url]], list(solving.PLATFORMS), names, recursive=False)
        except GatewayError as error:
            return None if _NOT_THERE in str(error) else _why(error)
        return [record for records in found for record in records]

    def _lack(self, index: int, by_channel: dict[str, Any]) -> Lack | None:
        wish, spec = self._question.wishes[index], self._specs[index]
        urls = wish.channels or tuple(by_channel)
        records = [record for url in urls for record in by_channel[url] if record.name.normalized == wish.name]
        if any(spec.matches(record) for record in records):
            return None
        versions = sorted({record.version for record in records}, reverse=True)
        return Lack(index, tuple(str(version) for version in versions[:MOST_VERSIONS]))

    async def _with_near(self, lack: Lack) -> Lack:
        """With the one name that the channels have and that looks like it."""
        if lack.versions:
            return lack
        wish: Wish = self._question.wishes[lack.wish]
        channels = [self._channels[url] for url in wish.channels or self._channels]
        try:
            names = await self._gateway.names(channels, list(solving.PLATFORMS))
        except GatewayError:
            return lack
        return lack.replace(near=nearest(wish.name, {name.normalized for name in names}))

    async def _solved(self) -> Solution | None:
        words = await self._refusal(solving.VIRTUAL_PACKAGES)
        if solving.CUDA[0] in words and not await self._refusal((*solving.VIRTUAL_PACKAGES, solving.CUDA)):
            return Solution()
        # Which CUDA and which processor the builder has is not known.
        unsure = words == _UNKNOWN or solving.CUDA[0] in words or solving.UNSURE in words
        return None if unsure else Solution(words=words)

    async def _refusal(self, offered: tuple[tuple[str, str, str], ...]) -> str:
        """Why it cannot be solved, in the solver's words; "" if it can."""
        try:
            await rattler.solve(
                list(self._channels.values()),
                self._specs,
                self._gateway,
                list(solving.PLATFORMS),
                virtual_packages=[_virtual(*package) for package in offered],
                timeout=timedelta(seconds=LONGEST_SOLVING),
                channel_priority=rattler.ChannelPriority.Disabled,
            )
        except SolverError as error:
            return _words(error)
        except GatewayError as error:
            self._trouble("", _why(error))
            return _UNKNOWN
        return ""


def _virtual(name: str, version: str, build: str) -> Any:
    string = getattr(rattler, "BuildString", str)
    return rattler.GenericVirtualPackage(rattler.PackageName(name), rattler.Version(version), string(build))


def _words(error: SolverError) -> str:
    """The solver's tree alone. A solver that ran out of time has not refused."""
    words = str(error)
    if not words.startswith(_PREFIX):
        return _UNKNOWN
    return words[len(_PREFIX) :].removeprefix(_HEADING).strip()


def _why(error: GatewayError) -> str:
    """The innermost cause; the outer ones repeat the URL, which may hold a secret."""
    return str(error).strip().rpartition("\n")[2].removeprefix("Caused by: ").partition(" for url")[0]

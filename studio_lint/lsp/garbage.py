"""Looking for garbage once an answer is out.

Most of what an edit makes goes by itself; what refers to itself has to be looked for. The collector's own turn would
come amid the work on a text, where it costs a quarter of the time; `console/commands/server.py` puts it off.
"""

from __future__ import annotations

import asyncio
import gc

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

QUIET = 1.0
"""Seconds without a question until what has been kept for longer is looked through."""

MANY = 100
"""Answers until that is worth it."""

TOO_MANY = 2_000
"""Answers until it is looked through without such a pause."""


class Garbage:
    """When to look for it; `collect` takes the oldest generation to be looked through."""

    def __init__(self, collect: Callable[[int], object] = gc.collect) -> None:
        self._collect = collect
        self._answers = 0
        self._waiting: asyncio.TimerHandle | None = None

    def left_by_answer(self) -> None:
        """An answer is made, and goes out before anything is looked for."""
        loop = asyncio.get_running_loop()
        self._answers += 1
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
        if self._answers >= TOO_MANY:
            loop.call_soon(self._look_through_all)
            return
        # A question that comes at once hardly waits for it, and the next one of who types does not.
        loop.call_soon(self._collect, 0)
        if self._answers >= MANY:
            self._waiting = loop.call_later(QUIET, self._look_through_all)

    def _look_through_all(self) -> None:
        self._answers = 0
        self._collect(2)

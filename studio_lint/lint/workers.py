"""Work on many files at once: copies of this process take a part each, where the system can copy one.

Only on Linux: a copy of a process is not safe on macOS, and Windows has none. A copy hands over what it made through a
pipe; where that fails, for whatever reason, its part is done here.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import NoReturn, TypeVar

    Part = TypeVar("Part")
    Made = TypeVar("Made")

LEAST = 24
"""Files for each: with fewer, a copy costs more than it saves."""

MOST = 4
"""Each may take as much memory as one file may ask for."""


def number(files: int) -> int:
    """How many should share the work on so many files; 1 where no copy can be made."""
    if files < 2 * LEAST or sys.platform != "linux" or _has_threads():
        return 1
    return min(MOST, files // LEAST, len(os.sched_getaffinity(0)))


def _has_threads() -> bool:
    """Whether there are threads, which a copy would not have, though it might wait for them."""
    threading = sys.modules.get("threading")
    return threading is not None and threading.active_count() > 1


def share(parts: Sequence[Part], work: Callable[[Part], Made]) -> list[Made]:
    """What `work` makes of each part, in their order; it must be picklable. The first part is done here.

    Raises whatever `work` raises.
    """
    copies = [_Copy() for _ in parts[1:]]
    try:
        for part, copy in zip(parts[1:], copies):  # noqa: B905
            copy.start(part, work)
        made = [work(parts[0])]
        for part, copy in zip(parts[1:], copies):  # noqa: B905
            found: list[Made] = copy.found()
            made.append(found[0] if found else work(part))
        return made
    finally:
        for copy in copies:
            copy.end()


class _Copy:
    """A copy of this process at work on one part."""

    def __init__(self) -> None:
        self._process = 0
        self._reading = -1

    def start(self, part: Part, work: Callable[[Part], Made]) -> None:
        """Make the copy, if one more process may be started."""
        self._reading, writing = os.pipe()
        try:
            self._process = os.fork()
            if not self._process:
                # Else its pipe would have a reader, itself, even after the end of this process.
                os.close(self._reading)
                _work_and_end(part, work, writing)
        except OSError:
            pass
        os.close(writing)

    def found(self) -> list[Made]:
        """What it made, when it has ended; nothing where it could not make it."""
        import pickle

        with os.fdopen(self._reading, "rb") as pipe:
            self._reading = -1
            data = pipe.read()
        try:
            return [pickle.loads(data)]
        except Exception:  # it ended early, or what it made does not survive the way
            return []

    def end(self) -> None:
        """See to it that it has ended."""
        if self._reading >= 0:
            os.close(self._reading)
            self._reading = -1
            if self._process:
                import signal

                os.kill(self._process, signal.SIGKILL)
        if self._process:
            with suppress(ChildProcessError):  # whoever started us has the system forget processes that have ended
                os.waitpid(self._process, 0)
            self._process = 0


def _work_and_end(part: Part, work: Callable[[Part], Made], writing: int) -> NoReturn:
    """What the copy does. It ends at once: what lies ready to be written is the other process's to write."""
    try:
        import pickle

        data = pickle.dumps(work(part), pickle.HIGHEST_PROTOCOL)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(data)
    finally:
        os._exit(0)

"""The time for one file, seen inside long work: the system's own timer ends it wherever it is.

Source: setitimer(2), ITIMER_PROF: processor time of the process, also that of the system on its behalf. Where there is
no such timer (Windows, threads other than the main one), `check` tells, which those who work long ask now and then.
"""

from __future__ import annotations

from time import process_time

try:
    # The module `signal` imports `enum`, which costs a third of Python's own start.
    import _signal  # type: ignore[import-not-found]
except ImportError:  # another interpreter
    _signal = None

LONGEST = 4.0
"""Seconds of processor time for one file; with the start of Python and the output no more than five."""

MEMORY = 1 << 30
"""Bytes of address space for the whole process, where the system can limit it."""

_GRACE = 0.5
"""Seconds to say what was found so far, once the time is over."""

_SHORTEST = 0.001


class OutOfTime(BaseException):
    """The time for one file is over. Like an interrupt it is no `Exception`, so that nobody takes it for one."""


class Watch:
    """Ends the work below `with` by `OutOfTime` after so many seconds of processor time in all of its stretches.

    A watch inside another one leaves it to that one.
    """

    _running: Watch | None = None

    def __init__(self, seconds: float = LONGEST) -> None:
        self.left = seconds
        self.starved = False
        """Whether there was not enough memory in one of its stretches."""
        self._began = 0.0
        self._handler: object = None

    @property
    def is_inner(self) -> bool:
        """Whether it was left to another one."""
        return not self._began

    def __enter__(self) -> Watch:
        if Watch._running is None:
            Watch._running = self
            self._began = process_time()
            self._arm()
        return self

    def __exit__(self, *_: object) -> None:
        if Watch._running is self:
            self.stop()
            self.left -= process_time() - self._began

    def stop(self) -> None:
        """From now on the work may take as long as it likes."""
        if self._handler is not None:
            _signal.setitimer(_signal.ITIMER_PROF, 0)
            _signal.signal(_signal.SIGPROF, self._handler)
            self._handler = None
        if Watch._running is self:
            Watch._running = None

    def _arm(self) -> None:
        if not hasattr(_signal, "setitimer"):
            return
        try:
            self._handler = _signal.signal(_signal.SIGPROF, _end) or _signal.SIG_DFL
        except ValueError:  # not the main thread
            return
        _signal.setitimer(_signal.ITIMER_PROF, max(self.left, _SHORTEST))


def check() -> None:
    """Raise OutOfTime if the time of the running watch is over."""
    watch = Watch._running
    if watch is not None and process_time() - watch._began > watch.left:
        raise OutOfTime


def _end(_number: int, _frame: object) -> None:
    # Once more later, if this meets somebody who cannot be interrupted.
    _signal.setitimer(_signal.ITIMER_PROF, _GRACE)
    raise OutOfTime

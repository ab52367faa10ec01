"""How far a long run has come, for somebody who watches a terminal."""

from __future__ import annotations

import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

PATIENCE = 1.0
"""Seconds before anything is shown."""

_STEP = 0.1
_ERASE = "\r\x1b[K"


class Progress:
    """One line on a terminal, written over and over, and wiped at the end."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._due = time.monotonic() + PATIENCE
        self._shown = False

    def __call__(self, done: int, all: int) -> None:
        now = time.monotonic()
        if now < self._due:
            return
        self._due = now + _STEP
        self._shown = True
        self._stream.write(f"{_ERASE}studio-lint: {done} of {all} files")
        self._stream.flush()

    def clear(self) -> None:
        """Take the line away again, if it was shown."""
        if self._shown:
            self._stream.write(_ERASE)
            self._stream.flush()

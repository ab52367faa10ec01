"""Texts that stand in for files: an editor's unsaved ones, and what `--fix` has not written yet."""

from __future__ import annotations

import os

_held: dict[str, bytes] = {}


def hold(path: str, data: bytes) -> None:
    """From now on `path` reads as `data`, whatever the disk holds."""
    _held[os.path.abspath(path)] = data


def release(path: str) -> None:
    """The file on disk counts again."""
    _held.pop(os.path.abspath(path), None)


def text_of(path: str) -> bytes | None:
    """What stands in for the file, or None."""
    return _held.get(os.path.abspath(path)) if _held else None

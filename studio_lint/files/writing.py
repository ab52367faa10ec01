"""Files written whole or not at all."""

from __future__ import annotations

import os
import stat

from studio_lint.base.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

PREFIX = ".studio-lint-"
"""How the name of a file begins that is not finished yet."""

WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


class NotWritten(Exception):
    """A file was left as it is; the text says why, in plain words."""


def bytes_of(source: Source) -> bytes:
    """A source as it stands in its file."""
    return (("\ufeff" if source.bom else "") + source.text).encode("utf-8")


def replace(path: str, before: Source, after: str, root: str) -> None:
    """Put `after` in place of the text that `path` held when it was read.

    The new file takes the old one's place in one step, with its mode and byte
    order mark. Raises NotWritten: the file changed meanwhile, is read-only, is
    a link to a place outside `root`, or cannot be written.
    """
    target = os.path.realpath(path)
    if os.path.islink(path) and not _within(target, os.path.realpath(root)):
        raise NotWritten("it is a link to a file outside the project")
    try:
        mode = os.stat(target).st_mode
        if not mode & WRITABLE:
            raise NotWritten("it is read-only")
        _write(target, bytes_of(Source(path, after, before.bom)), mode, lambda: _check_unchanged(target, before))
    except OSError as error:
        raise NotWritten(f"it cannot be written: {error.strerror or error}") from None


def create(path: str, data: bytes) -> None:
    """A new file, whole or not at all. Raises FileExistsError where there is one, and OSError."""
    file = open(path, "xb")  # noqa: SIM115
    try:
        with file:
            file.write(data)
    except BaseException:
        os.unlink(path)
        raise


def _write(target: str, data: bytes, mode: int, last_look: Callable[[], None]) -> None:
    unfinished = os.path.join(os.path.dirname(target), f"{PREFIX}{os.getpid()}-{os.urandom(4).hex()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(unfinished, stat.S_IMODE(mode))
        last_look()
        os.replace(unfinished, target)
    except BaseException:
        os.unlink(unfinished)
        raise


def _check_unchanged(target: str, before: Source) -> None:
    with open(target, "rb") as file:
        if file.read() != bytes_of(before):
            raise NotWritten("it changed while it was being checked")


def _within(path: str, root: str) -> bool:
    try:
        return os.path.commonpath([path, root]) == root
    except ValueError:
        return False

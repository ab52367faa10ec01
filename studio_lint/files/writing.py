"""Files written whole or not at all."""

from __future__ import annotations

import os
import stat

from studio_lint.base.source import Source
from studio_lint.files import boundary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

PREFIX = ".studio-lint-"
"""How the name of a file begins that is not finished yet; the number of the process follows, and eight digits."""

WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH

_HEX = frozenset("0123456789abcdef")
_PLAIN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class NotWritten(Exception):
    """A file was left as it is; the text says why, in plain words."""


class _NotAlike(Exception):
    """A new file in place of the old one would lose something: its owner, an attribute, its other names."""


def bytes_of(source: Source) -> bytes:
    """A source as it stands in its file."""
    return (("\ufeff" if source.bom else "") + source.text).encode("utf-8")


def replace(path: str, before: Source, after: str, root: str) -> None:
    """Put `after` in place of the text that `path` held when it was read.

    The new file takes the old one's place in one step, with its mode, owner,
    extended attributes and byte order mark. Where it could not have these, and
    where the old file has other names (hard links), the text is written into
    the old file. Raises NotWritten: the file changed meanwhile, is read-only,
    is outside `root` once links are resolved, or cannot be written.
    """
    target = boundary.inside(os.path.abspath(path), root)
    if target is None:
        raise NotWritten("it is a link to a file outside the project")
    data = bytes_of(Source(path, after, before.bom))
    try:
        held = os.lstat(target)
        if not held.st_mode & WRITABLE:
            raise NotWritten("it is read-only")
        _sweep(os.path.dirname(target))
        try:
            if held.st_nlink > 1:
                raise _NotAlike
            _swap(target, data, held, lambda: _check_unchanged(target, before))
        except _NotAlike:
            _overwrite(target, data, before)
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


def _swap(target: str, data: bytes, old: os.stat_result, last_look: Callable[[], None]) -> None:
    """Write a new file beside the old one and put it in its place. Raises _NotAlike before anything has changed."""
    unfinished = os.path.join(os.path.dirname(target), f"{PREFIX}{os.getpid()}-{os.urandom(4).hex()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _PLAIN, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            _make_alike(file.fileno(), unfinished, target, old)
            os.fsync(file.fileno())
        last_look()
        os.replace(unfinished, target)
    except BaseException:
        os.unlink(unfinished)
        raise


def _make_alike(file: int, unfinished: str, target: str, old: os.stat_result) -> None:
    """Give the new file the owner, the extended attributes and the mode of the old one."""
    try:
        own = os.fstat(file)
        if (own.st_uid, own.st_gid) != (old.st_uid, old.st_gid):
            os.fchown(file, old.st_uid, old.st_gid)
        for name in _attributes(target):
            value = os.getxattr(target, name)
            if name not in _attributes(unfinished) or os.getxattr(unfinished, name) != value:
                os.setxattr(file, name, value)
    except OSError:
        raise _NotAlike from None
    os.chmod(unfinished, stat.S_IMODE(old.st_mode))


def _attributes(path: str) -> list[str]:
    """Names of extended attributes, access lists among them; none where the system or the disk has no such thing."""
    if not hasattr(os, "listxattr"):
        return []
    try:
        return os.listxattr(path)
    except OSError:
        return []


def _overwrite(target: str, data: bytes, before: Source) -> None:
    file = os.open(target, os.O_RDWR | _PLAIN)
    with os.fdopen(file, "r+b") as held:
        if held.read() != bytes_of(before):
            raise NotWritten("it changed while it was being checked")
        held.seek(0)
        held.write(data)
        held.truncate()
        held.flush()
        os.fsync(held.fileno())


def _check_unchanged(target: str, before: Source) -> None:
    with open(target, "rb") as file:
        if file.read() != bytes_of(before):
            raise NotWritten("it changed while it was being checked")


def _sweep(folder: str) -> None:
    """Remove the unfinished files of processes that were killed."""
    if os.name != "posix":
        return
    with os.scandir(folder) as entries:
        left = [entry for entry in entries if _is_unfinished(entry.name) and entry.is_file(follow_symlinks=False)]
    for entry in left:
        if entry.stat(follow_symlinks=False).st_uid == os.geteuid() and not _runs(int(entry.name.split("-")[2])):
            os.unlink(entry.path)


def _is_unfinished(name: str) -> bool:
    process, _, digits = name[len(PREFIX) :].partition("-")
    numbered = process.isdecimal() and len(process) < 8
    return name.startswith(PREFIX) and numbered and len(digits) == 8 and _HEX.issuperset(digits)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True

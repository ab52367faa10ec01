"""What may be read and written on disk: one repository, with links resolved in every component.

The linted tree is hostile. A link, a studio-config, a setting or a `..` may
name any file of the machine, so each path is judged here before it is opened.
Only what the user names on the command line is not judged (`USERS_WORD`).
"""

from __future__ import annotations

import errno
import os
import stat

from studio_lint.files.paths import below, repository_root, seqera_above

USERS_WORD = ""
"""In place of a repository: the user has named the file, which may be anywhere."""

_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_DEVICES = ("/dev/", "/proc/self/fd/")


class Outside(OSError):
    """A file is outside the repository that bounds it; nothing of it was read."""


class NotRegular(OSError):
    """A path leads to a folder (`errno` EISDIR) or to a pipe, a socket or a device (ENXIO)."""


def root_of(path: str) -> str:
    """The repository of a file (absolute path): the folder with the nearest `.git` upwards.

    Without one it is the file's own folder, and for what is in `.seqera` the folder around that. A link inside a
    repository does not lead to another one: then the one that has the link counts.
    """
    folder = os.path.dirname(path)
    root = repository_root(folder) or os.path.dirname(seqera_above(path) or "") or folder
    link = first_link(root)
    return (repository_root(os.path.dirname(link)) or root) if link else root


def root_for_writing(path: str) -> str:
    """The same for a file that a fix changes; without a repository, all that is below the working directory."""
    folder = os.path.dirname(path)
    here = os.getcwd()
    if repository_root(folder) is None and below(path, here) is not None:
        return here
    return root_of(path)


def inside(path: str, root: str) -> str | None:
    """The real path of `path` (absolute) where that is in the repository `root`, links resolved; else None.

    What git keeps in `.git` does not belong to the repository: a token of the CI service may be in it.
    """
    if root == USERS_WORD:
        return os.path.realpath(path)
    try:
        real = os.path.realpath(path)
        relative = below(real, os.path.realpath(root))
    except (OSError, ValueError):
        return None
    return None if relative is None or ".git" in relative.lower().split("/") else real


def read_bytes(path: str, root: str, most: int) -> bytes:
    """At most `most` bytes of a regular file. Raises OSError, `Outside` and `NotRegular` among them, and ValueError."""
    real = inside(os.path.abspath(path), root) if path else path
    if real is None:
        # A path that no file system takes gives its own error; what exists outside is not told.
        try:
            os.lstat(path)
        except (FileNotFoundError, NotADirectoryError):
            if inside(os.path.dirname(os.path.abspath(path)), root) is not None:
                raise
        raise Outside(errno.EACCES, "outside the repository", path)
    _demand_regular(os.stat(real).st_mode, path)
    file = os.open(real, _READ)
    try:
        # Between the two looks it may have become a pipe.
        _demand_regular(os.fstat(file).st_mode, path)
        return _all(file, most)
    finally:
        os.close(file)


def _demand_regular(mode: int, path: str) -> None:
    if stat.S_ISDIR(mode):
        raise NotRegular(errno.EISDIR, "a folder", path)
    if not stat.S_ISREG(mode):
        raise NotRegular(errno.ENXIO, "not a regular file", path)


_PIECE = 1 << 14


def _all(file: int, left: int) -> bytes:
    """In small pieces: asking for a whole mebibyte costs the room for it, for each small file."""
    pieces = []
    while left > 0 and (piece := os.read(file, min(left, _PIECE))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def is_file(path: str, root: str) -> bool:
    """Whether a regular file is there, inside the repository."""
    real = inside(path, root)
    try:
        return real is not None and stat.S_ISREG(os.stat(real).st_mode)
    except (OSError, ValueError):
        return False


def first_link(path: str) -> str | None:
    """The first component of a path (absolute) that is a link, as the path up to it; None without one."""
    if os.path.realpath(path) == path:
        return None
    parts = path.split(os.sep)
    return next((up for count in range(2, len(parts) + 1) if os.path.islink(up := os.sep.join(parts[:count]))), None)


def link_to_output(path: str) -> str | None:
    """The link because of which an output file (absolute path) must not be written, or None.

    It is the file itself, or a folder inside the repository, which a stranger may have pushed. Links above the
    repository are the machine's own.
    """
    if os.path.islink(path) and not path.startswith(_DEVICES):
        return path
    root = repository_root(os.getcwd()) or os.getcwd()
    relative = below(path, root)
    if relative is None:
        return None
    parts = relative.split("/")
    ways = (os.path.join(root, *parts[:count]) for count in range(1, len(parts)))
    return next((way for way in ways if os.path.islink(way)), None)


def write_output(path: str, data: bytes) -> None:
    """Write a file that the user has named for the output. Raises OSError, `Outside` where a link is in the way."""
    full = os.path.abspath(path)
    if link_to_output(full) is not None:
        raise Outside(errno.ELOOP, "it is a link, or in a folder that is a link", path)
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    flags |= 0 if full.startswith(_DEVICES) else getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(full, flags, 0o666), "wb") as file:
        file.write(data)

"""The modes of files as git would check them out, read from its index.

The index is that of gitformat-index(5), versions 2 and 3 (git 2.47).
"""

from __future__ import annotations

import os

from studio_lint.files import boundary, git_folder

LARGEST = 1 << 26
PLAIN, RUNNABLE = 0o100644, 0o100755
_MODES = (PLAIN, RUNNABLE, 0o120000, 0o160000)
# The mode stands this far before an entry's flags, with names of objects of 20 and of 32 bytes.
_BEFORE_FLAGS = (36, 48)
_EXTENDED = 0x4000


def mode(root: str, path: str) -> int | None:
    """The mode of a path below the root of a repository, 0 where git does not keep the file; None where not known."""
    data = _index(root)
    if data is None:
        return None
    if not data:
        return 0
    if data[:4] != b"DIRC" or data[4:8] not in (b"\0\0\0\2", b"\0\0\0\3") or b"link\0" in data:
        return None
    name = path.encode("utf-8", "surrogateescape")
    at = data.find(name + b"\0")
    while at >= 0:
        for flags in (at - 2, at - 4):
            bits = int.from_bytes(data[flags : flags + 2], "big")
            if bits & 0xFFF == min(len(name), 0xFFF) and bool(bits & _EXTENDED) == (flags == at - 4):
                return _mode_before(data, flags)
        at = data.find(name + b"\0", at + 1)
    return 0


def _mode_before(data: bytes, flags: int) -> int | None:
    found = (int.from_bytes(data[flags - back : flags - back + 4], "big") for back in _BEFORE_FLAGS)
    return next((one for one in found if one in _MODES), None)


def _index(root: str) -> bytes | None:
    """The index of a work tree, b"" where there is none yet; None where it cannot be read."""
    git = git_folder.of(root)
    if git is None:
        return None
    place = os.path.join(git.own, "index")
    try:
        if not os.path.lexists(place):
            return b""
        data = boundary.read_bytes(place, git.root, LARGEST + 1)
    except (OSError, ValueError):
        return None
    return data if len(data) <= LARGEST else None

"""Whether git leaves a path of the build context out: what is built before the image is, and not part of a clone."""

from __future__ import annotations

import os

from studio_lint.files import boundary, gitignore
from studio_lint.files.paths import repository_root

_LARGEST = 1 << 18


def is_ignored(root: str, path: str) -> bool:
    """Whether a .gitignore, from the top of the repository down to the path, names it or a folder above it."""
    top = repository_root(os.path.abspath(root))
    if top is None:
        return False
    inside = os.path.relpath(os.path.join(os.path.abspath(root), path), top).replace(os.sep, "/")
    folders = ["", *(inside[:at] for at, mark in enumerate(inside) if mark == "/")]
    return not inside.startswith("../") and any(_is_named(top, folder, inside) for folder in folders)


def _is_named(top: str, folder: str, inside: str) -> bool:
    """Whether the .gitignore of one folder names a path, as a file or as a folder."""
    try:
        data = boundary.read_bytes(os.path.join(top, folder, ".gitignore"), top, _LARGEST)
    except (OSError, ValueError):
        return False
    patterns = gitignore.read(data.decode("utf-8", "replace"))
    path = inside[len(folder) :].lstrip("/")
    return patterns.takes_in(path) is not None or patterns.takes_in(f"{path}/x") is not None

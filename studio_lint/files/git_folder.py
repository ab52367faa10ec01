"""Where git keeps what it knows of a work tree, and which of it may be believed.

A `.git` file (of a worktree or a submodule) names a folder elsewhere. A stranger may have written that file, so the
folder counts only where git itself would have put it: in the repository around a submodule, or where a worktree's
folder names the work tree in turn (gitrepository-layout(5), git 2.47).
"""

from __future__ import annotations

import os

from studio_lint.base.record import Record
from studio_lint.files import boundary
from studio_lint.files.paths import below, repository_root

_LARGEST = 1 << 16


class GitFolder(Record):
    """`own` has the index of the work tree, `common` what all work trees share; nothing else than `root` is read."""

    own: str
    common: str
    root: str


def of(tree: str) -> GitFolder | None:
    """The git folder of the work tree at `tree` (absolute); None without one, or where it is not to be believed."""
    place = os.path.join(tree, ".git")
    if os.path.islink(place):
        return None
    if os.path.isdir(place):
        return GitFolder(place, place, place)
    named = text(place, place).partition("gitdir:")[2].strip()
    if not named:
        return None
    own = os.path.realpath(os.path.join(tree, named))
    around = repository_root(os.path.dirname(tree))
    if around is not None and boundary.inside(own, os.path.join(around, ".git")) is not None:
        return GitFolder(own, _common(own, around), os.path.join(around, ".git"))
    if not _is_worktree_folder(own) or not _names_back(own, tree):
        return None
    common = os.path.dirname(os.path.dirname(own))
    return GitFolder(own, common, common)


def _common(own: str, around: str) -> str:
    named = text(os.path.join(own, "commondir"), os.path.join(around, ".git")).strip()
    common = os.path.normpath(os.path.join(own, named))
    return common if below(own, common) is not None else own


def _is_worktree_folder(own: str) -> bool:
    worktrees = os.path.dirname(own)
    return os.path.basename(worktrees) == "worktrees" and os.path.dirname(worktrees).endswith(".git")


def _names_back(own: str, tree: str) -> bool:
    named = text(os.path.join(own, "gitdir"), own).strip()
    return bool(named) and os.path.realpath(os.path.join(own, named)) == os.path.realpath(os.path.join(tree, ".git"))


def text(path: str, root: str, most: int = _LARGEST) -> str:
    """The text of a small regular file inside `root`; "" if there is none."""
    try:
        if not os.path.isfile(path):
            return ""
        return boundary.read_bytes(path, root, most).decode("utf-8", "surrogateescape")
    except (OSError, ValueError):
        return ""

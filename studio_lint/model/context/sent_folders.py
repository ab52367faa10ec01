"""Which folders of a build context reach the build.

BuildKit does not send the whole context, only what the sources of a Dockerfile match, with the parent folders. A
source such as `conf/*.toml` is searched for in the folder before its first wildcard: if that folder is not sent,
the build fails (`lstat /conf: no such file or directory`). Without such a folder (`*.toml`), no match is not an error.

Source: `solver/llbsolver/file/backend.go` of BuildKit and `copy/copy.go` of fsutil (2026-08), and moby/buildkit#2933. A
folder that is not in the context was measured with Docker 20.10.24. There one that is in it was always sent; that it is
left out with nothing found in it was seen with buildx 0.29 (sat-heritage/docker-images#50, 2026-09).
"""

from __future__ import annotations

import os

from studio_lint.model.context.context import ABSENT, LEFT_OUT, SENT, likeliest
from studio_lint.model.context.wildcards import has_wildcard

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_lint.model.context.context import Context, Tree


def fixed_folder(pattern: str) -> str:
    """What a source names before its first part with a wildcard; "" for the context itself."""
    parts = pattern.split("/")
    first = next((at for at, part in enumerate(parts) if has_wildcard(part)), len(parts) - 1)
    return "/".join(parts[:first])


class SentFolders:
    """The folders of a context that are sent when a Dockerfile takes these paths from it, wildcards and all."""

    def __init__(self, context: Context, paths: Iterable[str]) -> None:
        taken = tuple(dict.fromkeys(paths))
        self._trees = tuple(_Sent(tree, taken) for tree in context.trees)

    def state(self, pattern: str) -> str | None:
        """Whether the folder that a source with wildcards is looked for in is SENT, LEFT_OUT or ABSENT.

        None where it is not known.
        """
        return likeliest([tree.state(pattern) for tree in self._trees])


class _Sent:
    """What is sent of one folder that may be the context."""

    def __init__(self, tree: Tree, paths: tuple[str, ...]) -> None:
        self._tree = tree
        self._whole: set[str] = set()
        self._parts: set[str] = set()
        for path in paths:
            for found in tree.glob(path) or ():
                self._whole.add(found)
                self._parts.update(_upwards(found))

    def state(self, pattern: str) -> str | None:
        tree = self._tree
        folder = fixed_folder(tree.normal(pattern))
        if not folder or tree.glob(pattern) is None:
            return SENT if not folder else None
        state = tree.state(folder)
        place = tree.find(folder)
        if state != SENT or place is None:
            return state
        if not os.path.isdir(place):
            return ABSENT
        if folder in self._parts or any(above in self._whole for above in _upwards(folder)):
            return SENT
        return LEFT_OUT if tree.on_disk(pattern) else ABSENT


def _upwards(path: str) -> list[str]:
    """A path and all folders above it, the context itself ("") last."""
    parts = path.split("/") if path else []
    return ["/".join(parts[:count]) for count in range(len(parts), -1, -1)]

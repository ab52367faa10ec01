"""Studios around the files that were asked for: they say who installs an environment file, if anybody does."""

from __future__ import annotations

import os

from studio_lint.discovery.found_file import FoundFile
from studio_lint.discovery.kinds import CONFIG, DOCKERFILE
from studio_lint.facts.studio_files import FOLDER
from studio_lint.files.paths import repository_root, seqera_above

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from studio_lint.base.kind_types import NameKind
    from studio_lint.settings.finder import SettingsFinder
    from studio_lint.settings.values import Settings

    Kind = Callable[[str, str, Settings], NameKind]

MOST_FOLDERS = 200
"""Folders that are looked at, those of a whole repository aside."""


def repository_of(path: str) -> str:
    """The root of the repository that a file is in; "" outside of one."""
    return repository_root(os.path.dirname(path)) or ""


def around(paths: Iterable[str], finder: SettingsFinder, kind: Kind, whole: bool) -> Iterator[FoundFile]:
    """Dockerfiles and studio-configs in the folders above each path, up to its repository's root.

    In each such folder, and in the `.seqera` right in it. `whole`: in all of the repository. Without a repository it is
    the folder of the path alone, and for what is in `.seqera` the folder around that.
    """
    seen: set[str] = set()
    for path in paths:
        folder = os.path.dirname(path)
        repository = repository_root(folder)
        root = repository or os.path.dirname(seqera_above(path) or "") or folder
        if whole and repository and root not in seen:
            from studio_lint.discovery.walk import walk

            yield from (one for one in walk(root, finder, kind) if one.kind in (DOCKERFILE, CONFIG))
        while folder not in seen and len(seen) < MOST_FOLDERS:
            seen.add(folder)
            if not whole:
                yield from _right_in(folder, finder, kind)
                yield from _right_in(os.path.join(folder, FOLDER), finder, kind)
            if folder == root:
                break
            folder = os.path.dirname(folder)
        seen.add(root)


def _right_in(folder: str, finder: SettingsFinder, kind: Kind) -> Iterator[FoundFile]:
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return
    for name in names:
        path = os.path.join(folder, name)
        found = kind(name, path, finder.of(folder))
        if found in (DOCKERFILE, CONFIG) and os.path.isfile(path) and not os.path.islink(path):
            yield FoundFile(path, found, os.path.realpath(path))

"""The files below a folder, as far as git and common sense look into it."""

from __future__ import annotations

import os

from studio_lint.base.errors import UsageError
from studio_lint.base.record import Record
from studio_lint.base.watch import Watch
from studio_lint.discovery.found_file import FOLDER, FoundFile
from studio_lint.discovery.kinds import CONFIG
from studio_lint.facts.studio_files import FILE_NAME
from studio_lint.facts.studio_files import FOLDER as STUDIO_FOLDER
from studio_lint.files import boundary, git_folder, gitignore
from studio_lint.files.paths import below, repository_root, seqera_above, shown_path
from studio_lint.settings.finder import in_time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from studio_lint.base.kind_types import NameKind
    from studio_lint.files.git_folder import GitFolder
    from studio_lint.settings.finder import SettingsFinder
    from studio_lint.settings.values import Settings

_TOOLS = (".venv", ".tox", ".nox", ".pixi", ".direnv", ".eggs", ".terraform", ".nextflow", "site-packages")
_CACHES = ("__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".ipynb_checkpoints")
SKIPPED = frozenset((".git", ".hg", ".svn", ".jj", "node_modules", "bower_components", *_TOOLS, *_CACHES))
"""Folders with nothing in them that somebody wrote for this repository."""

_ENVIRONMENT_MARKS = ("pyvenv.cfg", "conda-meta")
_IGNORE_FILE = ".gitignore"
_LINKED = "a link to a folder (not followed)"
_LARGEST = 1 << 20

DEEPEST = 100
"""Folders within folders that are entered: the system itself walks all of a path for each look at a file."""


class Level(Record):
    """The patterns of one ignore file, over those of the folders above it."""

    base: str
    patterns: gitignore.Patterns
    file: str
    above: Level | None


class Sifted(Record):
    """An entry of a folder: of what kind of file its name speaks, and what is against it, in words; "" for neither."""

    entry: os.DirEntry[str]
    is_folder: bool
    kind: NameKind
    against: str


class Sieve:
    """What ignore files and settings say of entries, for as long as one file may take: patterns times files is much."""

    def __init__(self, kind_of: Callable[[str, str, Settings], NameKind]) -> None:
        self._kind_of = kind_of
        self._watch = Watch()

    def sift(self, entries: Iterable[os.DirEntry[str]], level: Level | None, settings: Settings) -> list[Sifted]:
        """All that is of interest. Raises SettingsError when the time for patterns is over."""
        return in_time(self._watch, lambda: [found for one in entries if (found := self._sifted(one, level, settings))])

    def _sifted(self, entry: os.DirEntry[str], level: Level | None, settings: Settings) -> Sifted | None:
        if entry.is_dir(follow_symlinks=False):
            if entry.name in SKIPPED:
                return None
            against = _against_folder(entry.path, entry.name, level, settings)
            kind = "" if against else self._kind_of(entry.name, entry.path, settings)
            return Sifted(entry, True, kind, against)
        kind = self._kind_of(entry.name, entry.path, settings)
        against = ignored(level, entry.path, entry.name, False) if kind else ""
        return Sifted(entry, False, kind, against) if kind or entry.name == STUDIO_FOLDER else None


def walk(
    start: str,
    finder: SettingsFinder,
    kind_of: Callable[[str, str, Settings], NameKind],
    *,
    named: bool = False,
    given: bool = False,
) -> Iterator[FoundFile]:
    """All candidates below `start` (absolute), folder by folder, names in order. Raises SettingsError.

    A folder outside the repository, to which a link in it leads, is entered only if the user has `named` it. Links to
    folders are never followed: a loop cannot be entered, and what lies in the tree is met where it is. Where `start`
    was `given` to the program and cannot be read, nothing can be checked: UsageError.
    """
    tree = _above(start, named)
    if tree is None:
        yield _linked(start, repository_root(os.path.dirname(start)))
        return
    sieve = Sieve(kind_of)
    waiting: list[tuple[str, Level | None]] = [(start, levels_above(tree, start))]
    while waiting:
        folder, level = waiting.pop()
        entries = _entries(folder)
        if isinstance(entries, FoundFile):
            if given and folder == start:
                raise UsageError(f"{shown_path(folder)} {entries.against}")
            yield entries
            continue
        names = {entry.name for entry in entries}
        if folder != start and not names.isdisjoint(_ENVIRONMENT_MARKS):
            yield FoundFile(folder, FOLDER, folder, "an installed environment")
            continue
        level = _level(folder, names, folder == start, tree, level)
        settings = finder.of(folder, names)
        folders: list[tuple[str, Level | None]] = []
        for one in sieve.sift(entries, level, settings):
            yield from _found(one, start, tree)
            if one.is_folder and not one.against and not _is_deep(one.entry.path, start):
                folders.append((one.entry.path, level))
        waiting += reversed(folders)


def _level(folder: str, names: set[str], first: bool, tree: str, level: Level | None) -> Level | None:
    """What git ignores in a folder: a repository of its own begins anew, an ignore file adds to what is above."""
    if not first and ".git" in names:
        level = _exclude_file(folder)
    if _IGNORE_FILE in names:
        return _read_level(os.path.join(folder, _IGNORE_FILE), tree, folder, level) or level
    return level


def _found(one: Sifted, start: str, tree: str) -> Iterator[FoundFile]:
    """A file of a kind, and what is to be said of a folder, a linked one of Studio files among them."""
    path, name = one.entry.path, one.entry.name
    if one.is_folder:
        if one.against:
            yield FoundFile(path, FOLDER, path, one.against)
        elif _is_deep(path, start):
            yield FoundFile(path, FOLDER, path, f"nested more than {DEEPEST} folders deep, skipped", True)
        elif one.kind:
            yield FoundFile(path, FOLDER, path, "a folder instead of a file", _is_plain(name))
    elif name == STUDIO_FOLDER and one.entry.is_dir():
        yield _linked(path, tree)
    elif one.kind:
        yield _file(one, tree)


def _linked(path: str, tree: str | None) -> FoundFile:
    """A link to a folder. Where the files of a Studio would be outside the repository, that is a finding."""
    if os.path.basename(path) == STUDIO_FOLDER and tree is not None and boundary.inside(path, tree) is None:
        config = os.path.join(path, FILE_NAME)
        return FoundFile(config, CONFIG, config, within=tree)
    return FoundFile(path, FOLDER, path, _LINKED, True)


def _is_deep(path: str, start: str) -> bool:
    return path.count(os.sep) - start.count(os.sep) > DEEPEST


def _entries(folder: str) -> list[os.DirEntry[str]] | FoundFile:
    """What is in a folder, names in order; the folder with the reason where it cannot be read."""
    try:
        with os.scandir(folder) as listing:
            return sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        reason = (error.strerror or "unknown error").lower()
        return FoundFile(folder, FOLDER, folder, f"cannot be read: {reason}", True)


def _above(start: str, named: bool) -> str | None:
    """The folder in which links may lead on: the repository; None where a link leads out of it to `start`."""
    tree = repository_root(start) or start
    if boundary.inside(start, tree) is None:
        return start if named else None
    return tree


def _is_plain(name: str) -> bool:
    """Whether a name is that of a file alone; `Containerfiles` may well be a folder."""
    return name in ("Dockerfile", "Containerfile") or name.endswith((".yml", ".yaml"))


def _file(sifted: Sifted, tree: str) -> FoundFile:
    entry, path, kind = sifted.entry, sifted.entry.path, sifted.kind
    if sifted.against:
        return FoundFile(path, kind, path, sifted.against)
    if entry.is_symlink():
        real = os.path.realpath(path)
        if boundary.inside(path, tree) is None:
            # Where a Studio needs it, that is a finding; see `Unreadable`.
            against = "" if seqera_above(path) else "a link to a path outside the repository"
            return FoundFile(path, kind, path if not against else real, against, bool(against), within=tree)
        if not os.path.exists(real):
            return FoundFile(path, kind, real, "a broken link", True)
        if not os.path.isfile(real):
            return FoundFile(path, kind, real, "a link to something other than a file")
        return FoundFile(path, kind, real, within=tree)
    if not entry.is_file(follow_symlinks=False):
        return FoundFile(path, kind, path, "a pipe, socket or device instead of a regular file", True)
    return FoundFile(path, kind, path, within=tree)


def _against_folder(path: str, name: str, level: Level | None, settings: Settings) -> str:
    excluded = settings.exclude.takes_folder(path)
    if excluded:
        return f"excluded by `{excluded}` in {settings.path}"
    return ignored(level, path, name, True)


def ignored(level: Level | None, path: str, name: str, is_directory: bool) -> str:
    """Which ignore file's pattern leaves an entry out, in words; "" if none does."""
    while level is not None:
        relative = below(path, level.base)
        if relative:
            found = level.patterns.decide(relative, name, is_directory)
            if found is not None:
                return "" if found.negated else f"ignored by {level.file}:{found.line}"
        level = level.above
    return ""


def ignored_anywhere(path: str, known: dict[str, Level | None]) -> str:
    """Why git would not look at a path (absolute): a pattern for it or for a folder above it; "" if it would.

    `known` keeps what holds in a folder, by its path, for the next question.
    """
    tree = repository_root(os.path.dirname(path)) or os.path.dirname(path)
    relative = below(path, tree) or ""
    parts = relative.split("/")
    folder, level = tree, None
    for depth, name in enumerate(parts, 1):
        if folder not in known:
            above = level if depth > 1 else levels_above(tree, tree)
            known[folder] = _read_level(os.path.join(folder, _IGNORE_FILE), tree, folder, above) or above
        level = known[folder]
        folder = os.path.join(folder, name)
        is_directory = depth < len(parts) or os.path.isdir(path)
        if is_directory and name in SKIPPED:
            return f"in {shown_path(folder)}"
        against = ignored(level, folder, name, is_directory)
        if against:
            return against
    return ""


def levels_above(tree: str, start: str) -> Level | None:
    """The ignore patterns that hold in `start` from the root of its tree down, without its own file."""
    level = _exclude_file(tree)
    folder = tree
    for name in filter(None, (below(start, tree) or "").split("/")):
        level = _read_level(os.path.join(folder, _IGNORE_FILE), tree, folder, level) or level
        folder = os.path.join(folder, name)
    return level


def _exclude_file(tree: str) -> Level | None:
    """What git leaves out before any `.gitignore`: the user's file, then `info/exclude` of the repository.

    A worktree shares the latter of its main one.
    """
    git = git_folder.of(tree)
    if git is None:
        return None
    own = _read_level(*_users_file(git), tree, None)
    return _read_level(os.path.join(git.common, "info", "exclude"), git.root, tree, own) or own


def _users_file(git: GitFolder) -> tuple[str, str]:
    """The path of `core.excludesFile`, or where git looks without it, and what bounds it.

    The user's own configuration may name any file, that of the repository one of its own.
    """
    own = _excludes_file(_text(os.path.join(git.common, "config"), git.root))
    if own is not None:
        return os.path.join(git.common, os.path.expanduser(own)), git.root
    home = os.path.expanduser("~")
    base = os.path.join(os.environ.get("XDG_CONFIG_HOME") or os.path.join(home, ".config"), "git")
    for config in (os.path.join(home, ".gitconfig"), os.path.join(base, "config")):
        named = _excludes_file(_text(config, boundary.USERS_WORD))
        if named is not None:
            return os.path.expanduser(named), boundary.USERS_WORD
    return os.path.join(base, "ignore"), boundary.USERS_WORD


def _excludes_file(config: str) -> str | None:
    """The value of `excludesFile` under `[core]`; of several the last."""
    found = None
    section = ""
    for line in config.splitlines():
        line = line.strip()
        if line.startswith("["):
            section = line.partition("]")[0][1:].strip().lower()
            continue
        name, equals, value = line.partition("=")
        if section == "core" and equals and name.strip().lower() == "excludesfile":
            found = value.strip().strip('"')
    return found


def _read_level(path: str, root: str, base: str, above: Level | None) -> Level | None:
    """The patterns of an ignore file, which is read in `root`, over those `above`; they hold below `base`."""
    patterns = gitignore.read(_text(path, root))
    return Level(base, patterns, shown_path(path), above) if patterns else None


def _text(path: str, root: str) -> str:
    return git_folder.text(path, root, _LARGEST)

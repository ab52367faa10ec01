"""The build context as BuildKit sees it: files, sizes, .dockerignore.

Nothing is read before it is needed, no folder is listed twice, and walks end
after `MOST_ENTRIES`. Links are followed as in a build: inside the context, never
out of it.
"""

from __future__ import annotations

import os

from studio_lint.base.diagnostics import Place
from studio_lint.base.source import Source
from studio_lint.files import boundary, overlay
from studio_lint.files.paths import below, repository_root
from studio_lint.model.context.wildcards import compile_pattern, has_wildcard, matches
from studio_lint.model.posix_paths import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from studio_lint.model.context.dockerignore import Ignore

    Reader = Callable[[str, str], Source | None]

MOST_ENTRIES = 20_000
MOST_LINKS = 40
LARGEST = 1 << 20
HEAD = 512
BOM = "\ufeff"

SENT, LEFT_OUT, ABSENT = "sent", "left out", "absent"


def read_source(path: str, shown: str) -> Source | None:
    """The text of a regular file of at most `LARGEST` bytes, with the path to print; None for any other."""
    try:
        data = boundary.read_bytes(path, boundary.root_of(os.path.abspath(path)), LARGEST + 1)
        text = data.decode("utf-8")
    except (OSError, ValueError):
        return None
    if len(data) > LARGEST or b"\0" in data:
        return None
    return Source(shown, text.removeprefix(BOM), text.startswith(BOM))


class Context:
    """A folder that is sent to the build, or the folders one of which it may be.

    `folders` in order of likelihood; `dockerfile` is the path of the Dockerfile
    on disk, beside which `NAME.dockerignore` may lie; `reader` is given the path
    of a file on disk and the one to print (an editor has newer text than the
    disk). Paths in the context are relative, with `/`.
    """

    def __init__(
        self,
        folders: str | Sequence[str],
        dockerfile: str = "",
        reader: Reader = read_source,
    ) -> None:
        given = (folders,) if isinstance(folders, str) else tuple(folders)
        self.trees = tuple(Tree(folder, dockerfile, reader) for folder in given)
        self._chosen = self.trees[0]
        self._read: dict[tuple[str, str], tuple[bytes | None, Source | None]] = {}

    @property
    def root(self) -> str:
        """The folder, or the likeliest one after `settle`."""
        return self._chosen.root

    def settle(self, paths: Sequence[str]) -> None:
        """Take that folder for the context in which most of the paths are found."""
        if len(self.trees) > 1:
            counts = [sum(tree.state(path) == SENT for path in paths) for tree in self.trees]
            self._chosen = self.trees[counts.index(max(counts))]

    def is_made(self, path: str) -> bool:
        """Whether git ignores a path: something makes it before the build, and a clone does not have it."""
        from studio_lint.model.context.git_ignored import is_ignored

        return any(is_ignored(tree.root, path) for tree in self.trees)

    def state(self, path: str) -> str | None:
        """Whether a path is SENT, LEFT_OUT or ABSENT, whichever folder is the context; None: not known."""
        return likeliest([tree.state(path) for tree in self.trees])

    def exists(self, path: str) -> bool | None:
        """Whether a file or folder is sent; None when it cannot be known."""
        state = self._chosen.state(path)
        return None if state is None else state == SENT

    def left_out_by(self, path: str) -> Place | None:
        """The line of a .dockerignore that leaves a path out."""
        for tree in self.trees:
            pattern = tree.ignore.deciding(tree.normal(path))
            if pattern is not None and not pattern.sends and tree.ignore.source is not None:
                return Place(tree.ignore.source, pattern.span, "left out by this line")
        return None

    def glob(self, pattern: str) -> tuple[str, ...] | None:
        """Paths sent that match a COPY source; None when it cannot be known."""
        return self._chosen.glob(pattern)

    def found_in(self, pattern: str) -> str | None:
        """What on disk matches a COPY source first, sent or not; None for nothing."""
        return next(iter(self._chosen.on_disk(pattern) or ()), None)

    def is_dir(self, path: str) -> bool:
        """Whether a path of the context is a folder on disk, sent or not."""
        found = self._chosen.find(path)
        return found is not None and os.path.isdir(found)

    def read(self, path: str) -> Source | None:
        """A file that is sent; None if absent, too large or no text."""
        if self._chosen.state(path) != SENT:
            return None
        found = self._chosen.find(path)
        if found is None:
            return None
        key, stands_in = (found, self.shown(path)), overlay.text_of(found)
        known = self._read.get(key)
        # While a fix is tried, another text replaces the file.
        if known is None or known[0] is not stands_in:
            known = self._read[key] = (stands_in, self._chosen.reader(*key))
        return known[1]

    def head(self, path: str) -> bytes | None:
        """How a file that is sent begins; None where that is not known."""
        found = self._chosen.find(path) if self._chosen.state(path) == SENT else None
        if found is None:
            return None
        try:
            return boundary.read_bytes(found, boundary.root_of(os.path.abspath(found)), HEAD)
        except (OSError, ValueError):
            return None

    def is_runnable(self, path: str) -> bool | None:
        """Whether a file is sent with the mark of a program; None where it is not known.

        Without git's word it is not: a mode is easily lost on the way from one disk to another.
        """
        found = self._chosen.find(path)
        if found is None:
            return None
        try:
            if os.stat(found).st_mode & 0o111 and os.name != "nt":
                return True
        except OSError:
            return None
        found = os.path.abspath(found)
        root = repository_root(os.path.dirname(found))
        if root is None:
            return None
        from studio_lint.model.context import git_index

        return False if git_index.mode(root, below(found, root) or "") == git_index.PLAIN else None

    def shown(self, path: str) -> str:
        """The path to print for a file of the context."""
        return _shown(os.path.join(self.root, *path.split("/")))

    def names(self, path: str) -> tuple[str, ...]:
        """What is in the folder of a path, for "did you mean"."""
        folder = self._chosen.normal(path).rpartition("/")[0]
        return tuple(self._chosen.listing(self._chosen.find(folder) or "") or ())

    def files(self) -> Iterator[tuple[str, int]]:
        """Every file that is sent and its size in bytes; ends after `MOST_ENTRIES`."""
        return self._chosen.files("")


class Tree:
    """One folder as a build context."""

    def __init__(self, root: str, dockerfile: str, reader: Reader) -> None:
        self.root = root
        self.dockerfile = dockerfile
        self.reader = reader
        self._ignore: Ignore | None = None
        self._listings: dict[str, dict[str, os.DirEntry[str]] | None] = {}
        self._matched: dict[str, tuple[str, ...] | None] = {}

    @property
    def ignore(self) -> Ignore:
        """The patterns of its .dockerignore, read when first asked for; none without such a file."""
        if self._ignore is None:
            from studio_lint.model.context.dockerignore import Ignore

            self._ignore = Ignore(self._ignore_source())
        return self._ignore

    def _ignore_source(self) -> Source | None:
        """`NAME.dockerignore` beside the Dockerfile goes before the folder's `.dockerignore`."""
        candidates = [f"{self.dockerfile}.dockerignore"] if self.dockerfile else []
        for path in (*candidates, os.path.join(self.root, ".dockerignore")):
            source = self.reader(path, _shown(path)) if os.path.isfile(path) else None
            if source is not None:
                return source
        return None

    def normal(self, path: str) -> str:
        """A path as seen from the root: `../x`, `/x` and `x` are all `x`."""
        return clean(f"/{path}")[1:]

    def listing(self, folder: str) -> dict[str, os.DirEntry[str]] | None:
        """The entries of a folder on disk by name; None if it cannot be listed."""
        if folder not in self._listings:
            try:
                with os.scandir(folder) as entries:
                    self._listings[folder] = {entry.name: entry for entry in entries}
            except (OSError, ValueError):
                self._listings[folder] = None
        return self._listings[folder]

    def find(self, path: str) -> str | None:
        """Where a path of the context is on disk, links followed inside the context; None if nowhere."""
        parts = [part for part in self.normal(path).split("/") if part]
        at: list[str] = []
        links = 0
        while parts:
            name = parts.pop(0)
            if name == "..":
                at = at[:-1]
                continue
            entry = (self.listing(os.path.join(self.root, *at)) or {}).get(name)
            if entry is None:
                return None
            if not entry.is_symlink():
                at.append(name)
                continue
            links += 1
            target = _link(entry.path)
            if links > MOST_LINKS or target is None:
                return None
            if target.startswith("/"):
                at = []
            parts = [part for part in target.split("/") if part not in ("", ".")] + parts
        return os.path.join(self.root, *at)

    def state(self, path: str) -> str | None:
        """Whether a path is SENT, LEFT_OUT or ABSENT; None where the folder cannot be listed."""
        normal = self.normal(path)
        if self.listing(self.root) is None:
            return None
        if not normal:
            return SENT
        found = self.find(normal)
        if found is None:
            return ABSENT
        if not self.ignore.leaves_out(normal):
            return SENT
        if self.ignore.sends_again and os.path.isdir(found):
            return SENT if next(self.files(normal), None) else LEFT_OUT
        return LEFT_OUT

    def glob(self, pattern: str) -> tuple[str, ...] | None:
        """Paths sent that match a COPY source, sorted by folder; None for a broken or too wide pattern."""
        found = self.on_disk(pattern)
        return None if found is None else tuple(path for path in found if self.state(path) == SENT)

    def on_disk(self, pattern: str) -> tuple[str, ...] | None:
        """As `glob`, with what is left out."""
        if pattern not in self._matched:
            self._matched[pattern] = self._match(self.normal(pattern))
        return self._matched[pattern]

    def _match(self, normal: str) -> tuple[str, ...] | None:
        if not has_wildcard(normal):
            return (normal,) if self.find(normal) is not None else ()
        found = [""]
        for part in normal.split("/"):
            tokens = compile_pattern(part, False)
            if tokens is None:
                return None
            found = [inner for folder in found for inner in self._inside(folder, tokens)]
            if len(found) > MOST_ENTRIES:
                return None
        return tuple(found)

    def _inside(self, folder: str, tokens: list[tuple[str, str]]) -> Iterator[str]:
        place = self.find(folder)
        for name in sorted(self.listing(place) or ()) if place else ():
            if matches(tokens, name):
                yield f"{folder}/{name}" if folder else name

    def files(self, folder: str) -> Iterator[tuple[str, int]]:
        """Files below a folder that are sent, with their sizes; links are not followed."""
        waiting = [folder]
        seen = 0
        while waiting:
            current = waiting.pop()
            for name, entry in sorted((self.listing(os.path.join(self.root, current)) or {}).items()):
                seen += 1
                if seen > MOST_ENTRIES:
                    return
                path = f"{current}/{name}" if current else name
                out = self.ignore.leaves_out(path)
                if entry.is_dir(follow_symlinks=False):
                    if not out or self.ignore.sends_again:
                        waiting.append(path)
                elif not out:
                    yield path, _size(entry)


def likeliest(states: Sequence[str | None]) -> str | None:
    """The state that holds, whichever of the folders is the context; None: not known."""
    if SENT in states:
        return SENT
    if None in states:
        return None
    return LEFT_OUT if LEFT_OUT in states else ABSENT


def _size(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat(follow_symlinks=False).st_size
    except OSError:
        return 0


def _link(path: str) -> str | None:
    try:
        return os.readlink(path).replace(os.sep, "/")
    except OSError:
        return None


def _shown(path: str) -> str:
    """The path to print: from the working directory where that is above it."""
    try:
        relative = os.path.relpath(path)
    except (OSError, ValueError):
        return path.replace(os.sep, "/")
    return (path if relative.startswith("..") else relative).replace(os.sep, "/")

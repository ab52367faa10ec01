"""Events: how an instruction, or a command of a RUN, changes the files of the image."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.programs.run_commands import PACKAGED_USERS
from studio_lint.model.context.wildcards import compile_pattern, has_wildcard, matches

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from studio_lint.base.source import Span, Text
    from studio_lint.model.build.image import Copy, CopySource

    EventKind = Literal["put", "gone", "maybe", "tree", "stage", "brings", "user", "group", "mode"]

PUT: EventKind = "put"
GONE: EventKind = "gone"
MAYBE: EventKind = "maybe"
TREE: EventKind = "tree"
STAGE: EventKind = "stage"
BRINGS: EventKind = "brings"
USER: EventKind = "user"
GROUP: EventKind = "group"
MODE: EventKind = "mode"

FILE = "file"
FOLDER = "folder"
LINK = "link"
INSTALL = "install"
"""Of MAYBE: what packages do, whose commands are told by BRINGS; at "/" in the folders of the system."""

ALONE = "alone"

ANYWHERE = "/"
LISTS = "/var/lib/apt/lists/index"
"""Stands for the package lists that `apt-get update` writes."""


class Event(Record):
    """One change.

    kind    PUT: `path` is there now; GONE: it and all below it is not (wildcards may be in it); MAYBE: it, or
            something below it, may have come or changed; TREE: a folder or file of the build context came to `path`;
            STAGE: something of another stage did; BRINGS: commands may have come onto PATH; USER: a user `path`;
            GROUP: a group `path`; MODE: chmod, which may make a file a program
    path    absolute and clean; of BRINGS: "/usr" where they come to the system's folders only, the folder
            of an environment that alone gets them (`*` at its start stands for anything), else ""
    what    of PUT: FILE, FOLDER, LINK, "" where it may be either; of MAYBE: INSTALL or ""; of USER: "no" for one that
            may be there, ALONE for one without a group of the same name
    target  of a link: what it leads to, absolute; of a FILE: the program without which it does not run;
            of USER: the home folder, made or not; "" where it is not known
    source  of TREE and STAGE: the path in the context or in the stage
    stage   of STAGE: the other stage's index
    names   of BRINGS: the commands; None for any
    asked   of BRINGS: the names that `names` answers for; of others any may have come
    closed  of BRINGS: no other command than `names` may have come; of INSTALL: only packages of the distribution itself
    exact   of TREE and STAGE: `path` is the thing itself, not a folder that it lands in
    content of PUT: the file's text, where the instruction has it
    span    the instruction or word that does it
    runnable  of PUT: False where a file that was not there before gets no mark of a program (a redirection, tee,
            touch, a download, a heredoc of COPY); None: not known
    """

    kind: EventKind
    path: str
    what: str = ""
    target: str = ""
    source: str = ""
    stage: int = -1
    names: frozenset[str] | None = None
    asked: frozenset[str] = frozenset()
    closed: bool = False
    exact: bool = True
    copy: Copy | None = None
    origin: CopySource | None = None
    content: Text | None = None
    span: Span | None = None
    runnable: bool | None = None

    def may_bring(self, name: str) -> bool:
        """Of BRINGS: whether a command may have come."""
        return self.names is None or name in self.names or (name not in self.asked and not self.closed)


def parent(path: str) -> str:
    """The folder of an absolute path."""
    return path.rpartition("/")[0] or "/"


def within(path: str, folder: str) -> bool:
    """Whether a path is a folder or below it."""
    return path == folder or folder == "/" or path.startswith(f"{folder}/")


_MERGED = ("/bin/", "/sbin/", "/lib/", "/lib64/")


def merged(path: str) -> str:
    """A path as it is where /bin, /sbin and /lib are links into /usr (Debian 12, Ubuntu 20.04 and later)."""
    if path in ("/bin", "/sbin", "/lib", "/lib64"):
        return f"/usr{path}"
    return f"/usr{path}" if path.startswith(_MERGED) else path


def covers(pattern: str, path: str) -> bool:
    """Whether a removal of `pattern` takes a path away, or a folder above it."""
    if not has_wildcard(pattern):
        return within(path, pattern)
    return matches_path(pattern, path)


def matches_path(pattern: str, path: str) -> bool:
    """Whether a path, or a folder above it, matches a shell pattern."""
    wanted, given = pattern.split("/"), path.split("/")
    if len(given) < len(wanted):
        return False
    for part, name in zip(wanted, given, strict=False):
        tokens = compile_pattern(part, False)
        if tokens is None or not matches(tokens, name):
            return False
    return True


def touches(event: Event, folder: str) -> bool:
    """Whether an event puts something at or below a folder, or may have changed it, other than by a package."""
    if event.kind in (BRINGS, USER) or event.what == INSTALL:
        return False
    return within(event.path, folder) or (within(folder, event.path) and event.kind != PUT)


def has_group(event: Event, name: str) -> bool | str | None:
    """What one event says of a group: yes, not known, or "" for nothing. Most users have one of the same name."""
    if event.kind in (USER, GROUP):
        if event.path not in (name, "*") or event.what == ALONE:
            return ""
        return None if event.what == "no" or event.path == "*" else True
    if event.what == INSTALL and event.path == "/":
        return None if name in PACKAGED_USERS else ""
    concerned = event.kind not in (GONE, BRINGS) and within("/etc/group", event.path)
    return None if concerned else ""


def by_put(event: Event, path: str) -> bool | str:
    """What a thing that was put somewhere says of a path: it, and the folders above it, are there."""
    own = event.path
    if within(own, path):
        return True
    return True if has_wildcard(path) and matches_path(path, own) else ""

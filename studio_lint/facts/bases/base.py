"""What is known about a base image before any instruction runs."""

from __future__ import annotations

from studio_lint.base.record import Record, derived
from studio_lint.facts.bases import commands
from studio_lint.facts.bases.releases import RELEASES, Release

SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


class Row(Record):
    """One variant of a family of images.

    flavor    "slim", "alpine", …; "" for tags without such a word, "*" for any
    releases  the releases that it is for, by code name; "" for any
    adds      commands on PATH beyond those of the release
    unknown   commands of `commands.ASKED` that may be there or not
    closed    all other commands of `ASKED` are absent
    small     nothing but a distribution's smallest set is in it, and what `adds` names
    system    the release whose commands it has, where the tag does not tell; "" for none
    changes   fields of the family that differ
    """

    flavor: str = ""
    releases: str = ""
    adds: str = ""
    unknown: str = ""
    closed: bool = True
    small: bool = False
    system: str = ""
    changes: tuple[tuple[str, object], ...] = ()


class OwnStart(Record):
    """The program by which an image starts by itself. In a Studio connect-client replaces it, unless the CMD names it.

    path     as the image's ENTRYPOINT or CMD names it
    starts   the words that it comes to; () where it runs the words after it, or that is not known
    passes   the words after it are handed on to what it starts
    hooks    folders whose files nothing but this program reads
    reads    what becomes of those files ("fills in the templates of /etc/nginx/templates")
    instead  what to start in a Studio; "" where the program's own name is enough
    """

    path: str
    starts: tuple[str, ...] = ()
    passes: bool = False
    hooks: tuple[str, ...] = ()
    reads: str = ""
    instead: str = ""


class PortLine(Record):
    """The line of the image's own settings that says where what it starts listens.

    path     the file
    pattern  of that stretch of the line, as sed reads it
    written  the same with `{}` for the port
    """

    path: str
    pattern: str
    written: str


class Family(Record):
    """Images of one name, or of one folder where the name ends in "/".

    tags      how a tag leads to a release: a name in `tags.RULES`
    rows      its variants; the first that fits counts
    packager  "apt-get", "apk", "dnf", "yum", "microdnf"; "" for none; None: not known
    lists_empty  no package lists are in the image, so `install` needs an `update` before it
    sh        what /bin/sh is: "dash", "bash" or "busybox"
    shell     the words of SHELL
    user      as the image's config has it ("root", "1000")
    folder    WORKDIR
    env       variables set by ENV; None: set, to a value that is not known. Without PATH
    path      folders before the system's on PATH; None: not known
    after    folders after them
    own_python  `python` and `pip` on PATH are the image's own, not the distribution's
    bare_python  the folder of that Python, where nothing but pip and what comes with it is installed; "" for any other
    users     users beyond those of the release
    port      the port of what the image starts by itself
    port_line  where its own settings say so
    first     its ENTRYPOINT or CMD has to be process 1 (s6-overlay 3)
    lost      what another ENTRYPOINT or CMD gives up; "" for nothing
    own       the program by which it starts by itself, where that does more than to start what it is given
    activates a folder of programs that only its own ENTRYPOINT puts on PATH
    shell_activates  the variable with which its own SHELL puts that folder on PATH
    certificates  whether it has certificates of authorities, which every https address needs; None: not known
    """

    names: tuple[str, ...]
    tags: str
    rows: tuple[Row, ...]
    packager: str | None = "apt-get"
    lists_empty: bool | None = True
    sh: str | None = "dash"
    shell: tuple[str, ...] = ()
    user: str | None = "root"
    folder: str | None = "/"
    entrypoint: tuple[str, ...] = ()
    cmd: tuple[str, ...] = ()
    env: tuple[tuple[str, str | None], ...] = ()
    path: tuple[str, ...] | None = ()
    behind: tuple[str, ...] = ()
    own_python: bool = False
    bare_python: str = ""
    users: str = ""
    port: int | None = None
    port_line: PortLine | None = None
    first: bool = False
    lost: str = ""
    own: OwnStart | None = None
    activates: str = ""
    shell_activates: str = ""
    certificates: bool | None = None


class KnownBase(Record):
    """A base image: its family's facts, its variant, its release ("" where that is not known)."""

    family: Family
    row: Row
    release_name: str

    @property
    def release(self) -> Release | None:
        """The release of its distribution; None where it is not known."""
        return RELEASES.get(self.release_name)

    @derived
    def path(self) -> str | None:
        """The value of PATH; None where it is not known."""
        before = self.family.path
        return None if before is None else ":".join((*before, SYSTEM_PATH, *self.family.behind))

    @property
    def by_apt(self) -> bool:
        """Whether its packages come by apt-get."""
        return self.family.packager == "apt-get"

    @property
    def minimal(self) -> bool:
        """Whether nothing but a distribution's smallest set is in it, and what the table names."""
        return self.row.small and commands.is_complete(self.system_name)

    @property
    def system_name(self) -> str:
        """The release whose commands it has; "" where that is not known."""
        return self.row.system or self.release_name

    def has(self, name: str) -> bool | None:
        """Whether a command is on PATH; None where it is not known."""
        row = self.row
        if name in row.adds.split():
            return True
        if name in row.unknown.split():
            return None
        system = commands.system(self.system_name)
        if name in system:
            return True
        if name in commands.PACKAGERS and self.family.packager is not None:
            return self.family.packager in commands.PACKAGERS[name]
        if name in commands.ASKED:
            return False if row.closed else None
        if name.startswith(commands.VERSIONED):
            return None
        return False if self.minimal and name not in commands.SOMETIMES else None

    def commands(self) -> tuple[str, ...]:
        """The commands that it is known to have."""
        return (*self.row.adds.split(), *sorted(commands.system(self.system_name)))

    @property
    def has_users(self) -> tuple[str, ...] | None:
        """Every user of /etc/passwd by name; None where they are not known."""
        if not self.row.closed or not commands.is_complete(self.system_name):
            return None
        return (*commands.users(self.system_name), *self.family.users.split())

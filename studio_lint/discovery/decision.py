"""What becomes of a file that was met, and what is gathered about it before that is decided."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.files import boundary
from studio_lint.files.paths import shown_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.kind_types import NameKind
    from studio_lint.discovery.found_file import FoundFile


class FileDecision(Record):
    """A file, what it is, and what becomes of it.

    path      as printed
    kind      DOCKERFILE, ENVIRONMENT or CONFIG; FOLDER or FILE for what is none of them
    linted    whether the rules look at it
    reason    why, or why not, in words
    location  absolute path
    trouble   not linted, and the user should be told
    alone     a Dockerfile or an environment that is left alone because nothing claims it for a Studio
    within    the repository that it may be read in; None: that of `location`; USERS_WORD: wherever it is
    installers  absolute paths of the Dockerfiles that install an environment
    by_wave   whether a studio-config hands an environment to Wave
    """

    path: str
    kind: NameKind
    linted: bool
    reason: str
    location: str
    trouble: bool = False
    alone: bool = False
    within: str | None = None
    installers: tuple[str, ...] = ()
    by_wave: bool = False


class Candidate:
    """A file that may be linted; `claim` fills up while the tree is read."""

    def __init__(self, found: FoundFile, named: bool) -> None:
        self.path = found.path
        self.shown = shown_path(found.path)
        self.kind = found.kind
        self.against = found.against
        self.trouble = found.trouble
        self.named = named
        self.within = boundary.USERS_WORD if named else found.within
        self.claim = ""
        self.installers: list[str] = []
        self.by_wave = False
        self.foreign = False

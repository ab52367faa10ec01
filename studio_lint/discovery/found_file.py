"""What the search for files hands on."""

from __future__ import annotations

from studio_lint.base.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.kind_types import NameKind

FOLDER: NameKind = "folder"
FILE: NameKind = "file"


class FoundFile(Record):
    """Something in the tree whose name says that it may be linted, or why it cannot be looked at.

    path      absolute, as it was reached
    kind      what `kind_of` made of its name; FOLDER for a folder that is not entered
    real      where a link leads; else `path`
    against   why it is left out; "" if it is not
    trouble   whether `against` is something that the user should be told
    within    the repository that it may be read in; None: that of `path`; USERS_WORD: wherever it is
    """

    path: str
    kind: NameKind
    real: str
    against: str = ""
    trouble: bool = False
    within: str | None = None

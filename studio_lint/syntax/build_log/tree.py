"""What a build log says: its steps, and what the builder itself says at the end."""

from __future__ import annotations

from studio_lint.base.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    State = Literal["open", "done", "canceled", "failed"]
    Form = Literal["buildkit", "buildkit-tty", "buildkit-json", "classic", "buildah", "kaniko", "wave", "none"]

NumberedLine = tuple[int, str]
"""Number of a line of the log, from 1, and its text without frames, prefixes and terminal codes."""


class Excerpt(Record):
    """The lines of the Dockerfile that BuildKit shows, as the builder read them.

    `path` is the builder's name of the file ("Containerfile"), `first` and
    `last` are the marked lines' numbers in it, `marked` their text, `shown` all
    lines that are shown with their numbers; `line` is where in the log it is.
    """

    path: str
    first: int
    last: int
    marked: tuple[str, ...]
    shown: tuple[NumberedLine, ...]
    line: int


class BuildLogStep:
    """One step of a build, filled while the log is read.

    name         as the builder prints it, the brackets before it included
    instruction  the instruction, or "" where the step is none of the file's
    index, total of `[2/4]`, counted from 1; 0 where the log does not say
    stage        name of the stage in the brackets, "" for the only one
    lines        what the step printed
    error        what the builder says of its failure; `line` is where
    cut          the name may end early: a terminal shortens it to its width
    """

    __slots__ = ("cut", "error", "index", "instruction", "line", "lines", "name", "stage", "state", "total")

    def __init__(self, name: str, line: int) -> None:
        self.name = name
        self.instruction = ""
        self.index = self.total = 0
        self.stage = ""
        self.lines: list[NumberedLine] = []
        self.error = ""
        self.line = line
        self.state: State = "open"
        self.cut = False


class BuildLog(Record):
    """A log as a whole, or the last build of several.

    form      which builder wrote it; "none": no builder's frame is in it
    steps     in the order in which they began
    blocks    what BuildKit repeats at the end of each failed step (name and lines)
    excerpt   the last one that is shown
    finals    the builder's own closing words, each with its line
    loose     lines that belong to no step
    complete  whether the log has an end: an error, or a finished image
    built     an image came out
    page      it is cut where Wave's report page ends, and says so
    warnings  BuildKit's own checks, which never stop a build
    """

    form: Form
    steps: tuple[BuildLogStep, ...] = ()
    blocks: tuple[BuildLogStep, ...] = ()
    excerpt: Excerpt | None = None
    finals: tuple[NumberedLine, ...] = ()
    loose: tuple[NumberedLine, ...] = ()
    complete: bool = False
    built: bool = False
    page: bool = False

"""What has been read so far of the present build."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.syntax.build_log.tree import BuildLogStep, Excerpt, Form, NumberedLine


class LogState:
    """Filled line by line.

    `steps` by the key that the builder gives them, `open` the one whose output
    has no mark of its own, `block` the repeated end of a step that is being read,
    `heading` where an excerpt may begin, `shown` its lines so far.
    """

    def __init__(self) -> None:
        self.form: Form = "none"
        self.begin()

    def begin(self) -> None:
        """A build begins: what an earlier one said does not count any more."""
        self.steps: dict[str, BuildLogStep] = {}
        self.blocks: list[BuildLogStep] = []
        self.finals: list[NumberedLine] = []
        self.loose: list[NumberedLine] = []
        self.excerpt: Excerpt | None = None
        self.built = False
        self.open: BuildLogStep | None = None
        self.block: BuildLogStep | None = None
        self.in_block = False
        self.heading: tuple[str, int, int] | None = None
        self.shown: list[tuple[int, bool, str]] | None = None
        self.shown_of: tuple[str, int, int] = ("", 0, 0)

"""Whether the build itself removes carriage returns from scripts."""

from __future__ import annotations

from studio_lint.facts.programs.run_commands import CHANGING_LINE_ENDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.build.image import Image


def mends_line_ends(image: Image) -> bool:
    """Whether a RUN may take carriage returns away."""
    runs = (one.body.value for stage in image.stages for one in stage.instructions if one.keyword == "RUN")
    return any(word in body for body in runs for word in CHANGING_LINE_ENDS)

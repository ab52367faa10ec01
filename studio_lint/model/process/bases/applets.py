"""Programs that are parts of busybox in an image based on it: `httpd` is not Apache there."""

from __future__ import annotations

from studio_lint.base.source import Text
from studio_lint.facts.wrappers import APPLETS
from studio_lint.model.commands.arguments import literal
from studio_lint.model.process.bases.own_words import base_at_bottom

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.build.image import Image
    from studio_lint.model.commands.arguments import Argument

_SYSTEM = ("", "/bin", "/sbin", "/usr/bin", "/usr/sbin")


def of(image: Image, given: tuple[Argument, ...]) -> tuple[Argument, ...] | None:
    """The same words after the name of the program that they are a part of; None for any other."""
    folder, _, name = (given[0].value or "").rpartition("/")
    owner = next((one for one, parts in APPLETS.items() if name in parts), None)
    base = base_at_bottom(image) if owner is not None and folder in _SYSTEM else None
    if owner is None or base is None or owner not in base.row.adds.split():
        return None
    steps = (one for stage in image.lineage for one in stage.instructions if one.keyword in ("RUN", "COPY", "ADD"))
    if any(f"/{name}" in one.body.value or " add " in one.body.value for one in steps):
        return None
    at = given[0].text
    return (literal(Text(at.source, owner, (), at.whole)), literal(Text(at.source, name, (), at.whole)), *given[1:])

"""The advice about a failure."""

from __future__ import annotations

from studio_lint.base.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.failure.files import Spot


class Advice(Record):
    """A message with its help; `rules` are those that may have said it; `spot` where another place is better."""

    message: str
    help: str | None
    rules: tuple[str, ...]
    spot: Spot | None = None
    kind: str = ""

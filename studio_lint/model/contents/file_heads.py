"""How a file of the image begins, for what is told by no name: whether an archive is compressed."""

from __future__ import annotations

from studio_lint.facts.programs.run_commands import HEADS_WITHOUT_HELPER
from studio_lint.model.contents.events import PUT, STAGE, TREE, merged

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.contents.timeline import Timeline


def is_unpacked_alone(timeline: Timeline, path: str, moment: int | None = None) -> bool | None:
    """Whether tar unpacks a file with no other program, whatever its name: it looks at the content first.

    None where a command made the file and the content is not known, False also for what the network sent.
    """
    path = merged(path)
    event = timeline.last(path, moment)
    if event is None or event.content is not None:
        return False
    if event.kind == PUT:
        fetched = event.runnable is False or event.copy is not None
        return False if fetched else None
    rest = path[len(event.path) :]
    if event.kind == STAGE:
        other = timeline.other(event.stage) if event.stage >= 0 else None
        return is_unpacked_alone(other, f"{event.source.rstrip('/')}{rest}") if other is not None else False
    if event.kind != TREE or timeline.context is None:
        return False
    head = timeline.context.head(f"{event.source}{rest}".lstrip("/"))
    return head is not None and any(head[at:].startswith(mark) for at, mark in HEADS_WITHOUT_HELPER)

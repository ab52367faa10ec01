"""The graph of stages: its cycles, and what a stage is built from."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def cycle(edges: Sequence[Iterable[int]]) -> tuple[int, list[tuple[int, int]]] | None:
    """The first circle, looked for as BuildKit does: from each stage in order.

    Gives the stage from which it was found, which BuildKit names, and the
    circle's edges.
    """
    seen: set[int] = set()
    for start in range(len(edges)):
        path = _cycle_from(edges, start, seen)
        if path:
            return start, path
    return None


def _cycle_from(edges: Sequence[Iterable[int]], start: int, seen: set[int]) -> list[tuple[int, int]]:
    if start in seen:
        return []
    seen.add(start)
    trail = {start: 0}
    pending = [iter(edges[start])]
    while pending:
        following = next(pending[-1], None)
        if following is None:
            pending.pop()
            trail.popitem()
        elif following in trail:
            circle = list(trail)[trail[following] :]
            return list(zip(circle, [*circle[1:], following], strict=True))
        elif following not in seen:
            seen.add(following)
            trail[following] = len(trail)
            pending.append(iter(edges[following]))
    return []


def needed_by(needs: Sequence[Iterable[int]], start: int) -> set[int]:
    """A stage and all that it is made from."""
    found = {start}
    pending = [start]
    while pending:
        fresh = [stage for stage in needs[pending.pop()] if stage not in found]
        pending += fresh
        found.update(fresh)
    return found

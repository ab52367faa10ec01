"""Tags that look like one that is not there."""

from __future__ import annotations

from studio_lint.base.nearest import distance

MOST = 3
LONGEST = 64


def near_tags(tag: str, tags: list[str]) -> tuple[str, ...]:
    """The nearest few of a repository's tags, those first that begin alike and then the later ones."""
    if len(tag) > LONGEST:
        return ()
    most = max(1, min(3, len(tag) // 2))
    rated = []
    for other in sorted(set(tags), reverse=True):
        if abs(len(other) - len(tag)) <= most:
            apart = distance(tag, other)
            if apart <= most:
                rated.append((apart, -_alike(tag, other), other))
    return tuple(other for _, _, other in sorted(rated, key=lambda row: row[:2])[:MOST])


def _alike(left: str, right: str) -> int:
    """How many letters they have in common at their beginning."""
    return next((at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))

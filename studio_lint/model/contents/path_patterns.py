"""Shell patterns against absolute paths."""

from __future__ import annotations

from studio_lint.model.contents.events import within
from studio_lint.model.context.wildcards import compile_pattern, has_wildcard, matches


def covers(pattern: str, path: str) -> bool:
    """Whether a removal of `pattern` takes a path away, or a folder above it."""
    if not has_wildcard(pattern):
        return within(path, pattern)
    return matches_path(pattern, path)


def matches_path(pattern: str, path: str) -> bool:
    """Whether a path, or a folder above it, matches a shell pattern."""
    wanted, given = pattern.split("/"), path.split("/")
    if len(given) < len(wanted):
        return False
    for part, name in zip(wanted, given, strict=False):
        tokens = compile_pattern(part, False)
        if tokens is None or not matches(tokens, name):
            return False
    return True

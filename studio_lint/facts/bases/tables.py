"""The families of base images by name; a table is read only if an image is not in the tables before it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.facts.bases.base import Family


def families() -> Iterator[Family]:
    """All of them, the tables one after the other."""
    from studio_lint.facts.bases import systems

    yield from systems.FAMILIES
    from studio_lint.facts.bases import languages

    yield from languages.FAMILIES
    from studio_lint.facts.bases import science

    yield from science.FAMILIES
    from studio_lint.facts.bases import servers

    yield from servers.FAMILIES


def family(name: str) -> Family | None:
    """The family of an image's name, by its whole name first, then by its folder."""
    around = None
    for found in families():
        if name in found.names:
            return found
        if around is None and any(folder.endswith("/") and name.startswith(folder) for folder in found.names):
            around = found
    return around

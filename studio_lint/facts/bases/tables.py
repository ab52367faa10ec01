"""All families of base images by name."""

from __future__ import annotations

from studio_lint.facts.bases import languages, science, servers, systems

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.facts.bases.base import Family

_GROUPS = (systems.FAMILIES, languages.FAMILIES, science.FAMILIES, servers.FAMILIES)
_BY_NAME = {name: family for group in _GROUPS for family in group for name in family.names}
_FOLDERS = tuple(name for name in _BY_NAME if name.endswith("/"))


def family(name: str) -> Family | None:
    """The family of an image's name, by its whole name first, then by its folder."""
    found = _BY_NAME.get(name)
    if found is None:
        folder = next((folder for folder in _FOLDERS if name.startswith(folder)), None)
        found = _BY_NAME[folder] if folder is not None else None
    return found

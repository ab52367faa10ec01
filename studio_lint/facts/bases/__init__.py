"""What well-known base images contain before any instruction runs, by name and tag.

    base = bases.look_up("docker.io/library/python", "3.12-slim")
    base.release.title, base.has("curl"), base.family.user

What a table does not say is unknown: `look_up` returns None for an image that is not in it, and `has` None for a
command that the table does not cover. Nothing is imported before the first call. Dates, sources and how to renew
the tables: docs/facts.md.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.facts.bases.base import Family, KnownBase

_kept: dict[tuple[str, str], KnownBase | None] = {}


def look_up(name: str, tag: str) -> KnownBase | None:
    """An image by registry and path ("docker.io/library/python") and tag ("" is `latest`); None: not known."""
    key = (name, tag)
    if key not in _kept:
        _kept[key] = _look_up(name, tag)
    return _kept[key]


def _look_up(name: str, tag: str) -> KnownBase | None:
    family = _family(name)
    if family is None:
        return None
    from studio_lint.facts.bases import tags
    from studio_lint.facts.bases.base import KnownBase, Row

    read = tags.read(tag)
    release = tags.release(family.tags, read)
    for row in family.rows:
        if row.flavor not in ("*", read.flavor) or (row.releases and release not in row.releases.split()):
            continue
        changed = family.replace(**dict(row.changes)) if row.changes else family
        return KnownBase(changed, row, release)
    alpine = "alpine" in read.flavor.split("-")
    if alpine:
        family = family.replace(packager="apk", sh="busybox", lists_empty=True)
    elif read.flavor and not release:
        return None
    return KnownBase(family, Row(closed=False), release)


def _family(name: str) -> Family | None:
    from studio_lint.facts.bases import tables

    return tables.family(name)

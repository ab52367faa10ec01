"""File cannot be read as text

## Why

Builders read these files as UTF-8 text. If a file is missing, locked, binary or in another encoding, the build fails,
or it reads different text from what your editor shows. Files over 1 MiB are not checked: Wave's limits are far lower.

For an environment file, it depends on what installs it. micromamba reads UTF-16, and Latin-1 in comments. conda
rejects bytes that are not UTF-8, but reads UTF-16 with a byte order mark. Wave passes the file on as UTF-8 text, which
breaks UTF-16.

## Instead

Correct the path, or save the file as UTF-8 (in most editors: in the status bar or under "Save as").
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta, Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.base.source import Unreadable

META = Meta("SL001", "unreadable-file", ERROR)


def check(unreadable: Unreadable) -> Iterator[Finding]:
    place = Place(unreadable.source, unreadable.span)
    yield META.finding(place, unreadable.reason, help=unreadable.help)

"""File cannot be read as text

## Why

A build reads its files as UTF-8 text. A file that is missing, locked, binary or in another encoding makes the build
fail, or is read differently from what the editor shows. Files of more than 1 MiB are not read either: nobody writes
them by hand, and Wave accepts far less.

An environment file is judged by who installs it. micromamba reads Latin-1 in a comment, and UTF-16. conda refuses bytes
that are not UTF-8 and reads UTF-16 with a byte order mark; Wave passes the file on as UTF-8 text, which breaks UTF-16.

## Instead

Fix the path, or save the file as UTF-8 (most editors offer the encoding in their status line or under "Save as").
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

"""From a path to text, or to the reason why there is none."""

from __future__ import annotations

import errno
import os
import sys

from studio_lint.base.source import Source, Span, Unreadable
from studio_lint.base.watch import Watch
from studio_lint.files import boundary, overlay

LARGEST = 1024 * 1024
"""Bytes; what stands in these files is written by hand, and far shorter."""

MOST_LINES = 5_000
"""Lines of one file; see docs/limits.md for all limits."""

_BOM = "\ufeff"


OUTSIDE = "this is a link to a file outside the repository, which is not read"


def read(path: str, shown: str | None = None, within: str | None = None) -> Source | Unreadable:
    """The file's text; `shown` is the path to print where it differs.

    `within` is the repository that must contain the file once links are
    resolved: by default that of `path`; `boundary.USERS_WORD` if the user has
    named the file. Only regular files are opened (a pipe or a device might
    never end), and at most `LARGEST` bytes are read. Nothing is raised.
    """
    shown = path if shown is None else shown
    full = os.path.abspath(path)
    root = boundary.root_of(full) if within is None else within
    live = overlay.text_of(path)
    if live is not None and boundary.inside(full, root) is not None:
        return decode(live, shown)
    try:
        # An empty path names nothing, and not the working directory.
        data = boundary.read_bytes(path and full, root, LARGEST + 1)
    except (OSError, ValueError) as error:
        return _failed(path, shown, error)
    return decode(data, shown)


class Shelf:
    """Files that were read to find out what they are, kept until they are linted: up to `ROOM` characters of text."""

    ROOM = 8 * LARGEST

    def __init__(self) -> None:
        self._held: dict[str, Source | Unreadable] = {}
        self._room = self.ROOM
        self._watches: dict[str, Watch] = {}

    def watch(self, path: str) -> Watch:
        """What ends the work on a file when its time is over, one for all that look at the file in turn."""
        return self._watches.setdefault(path, Watch())

    def read(self, path: str, shown: str, within: str | None = None) -> Source | Unreadable:
        """As `read`, once for each file; kept where there is room."""
        if path in self._held:
            return self._held[path]
        source = read(path, shown, within)
        text = source.text if isinstance(source, Source) else source.source.text
        if len(text) <= self._room:
            self._room -= len(text)
            self._held[path] = source
        return source

    def take(self, path: str, shown: str, within: str | None = None) -> Source | Unreadable:
        """What was kept of a file, which is let go now; else what stands in it."""
        source = self._held.pop(path, None)
        return read(path, shown, within) if source is None else source


def read_stdin(shown: str) -> Source | Unreadable:
    """What stands on the standard input, under the name `shown`."""
    try:
        data = sys.stdin.buffer.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        return _failed("", shown, error)
    return decode(data, shown)


def decode(data: bytes, shown: str) -> Source | Unreadable:
    """The text of a file's bytes, its byte order mark taken off."""
    if len(data) > LARGEST:
        return _unreadable(shown, "this file is larger than 1 MiB and is not checked")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data:
        return _not_plain(data, shown)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error.start, shown)
    source = Source(shown, text[1:], bom=True) if text.startswith(_BOM) else Source(shown, text)
    return _too_long(source) or source


def _too_long(source: Source) -> Unreadable | None:
    if source.text.count("\n") <= MOST_LINES:
        return None
    reason = f"this file has more than {MOST_LINES:,} lines and is not checked"
    begins = source.line_starts[MOST_LINES]
    return Unreadable(source, reason, "keep generated content in a separate file", Span(begins, begins))


def _not_plain(data: bytes, shown: str) -> Unreadable:
    """UTF-16 and UTF-32, marked or not, and NUL bytes in other text."""
    from studio_lint.files import encodings

    encoding, text = encodings.wide(data)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        unreadable = _unreadable(shown, "this file is UTF-16, and only UTF-8 is read", "save it as UTF-8")
    else:
        unreadable = _unreadable(shown, "this file is binary (it contains NUL bytes), not text")
    return unreadable.replace(encoding=encoding, decoded=_decoded(shown, text))


def _decoded(shown: str, text: str | None) -> Source | None:
    """What a reader of the encoding sees; None for a text that is too long."""
    source = None if text is None else Source(shown, text.removeprefix(_BOM))
    return source if source is not None and _too_long(source) is None else None


def _not_utf8(data: bytes, start: int, shown: str) -> Unreadable:
    from studio_lint.facts.installers.encodings import BYTES

    before = data[:start].decode("utf-8").removeprefix(_BOM)
    text = data.decode("utf-8", "replace").removeprefix(_BOM)
    source = Source(shown, text)
    line, column = source.position(len(before))
    reason = f"byte 0x{data[start]:02X} at line {line}, column {column} is not valid UTF-8"
    span = Span(len(before), len(before) + 1)
    return Unreadable(source, reason, "save it as UTF-8", span, BYTES, _decoded(shown, text))


def _failed(path: str, shown: str, error: OSError | ValueError) -> Unreadable:
    if isinstance(error, boundary.Outside):
        return _unreadable(shown, OUTSIDE, "replace the link with the file itself")
    if isinstance(error, boundary.NotRegular):
        if error.errno == errno.EISDIR:
            return _unreadable(shown, "this is a directory, not a file")
        return _unreadable(shown, "this is not a regular file but a pipe, a socket or a device")
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        near = _neighbour(path)
        return _unreadable(shown, "the file does not exist", f"did you mean `{near}`?" if near else None)
    if isinstance(error, PermissionError):
        return _unreadable(shown, "no permission to read this file")
    if not isinstance(error, OSError):
        # What the interpreter says of it differs from version to version.
        return _unreadable(shown, "this file cannot be read: its path contains a NUL character")
    return _unreadable(shown, f"this file cannot be read: {error.strerror or error}")


def _neighbour(path: str) -> str | None:
    """A file in the same folder with nearly that name."""
    from studio_lint.base.nearest import nearest

    try:
        return nearest(os.path.basename(path), os.listdir(os.path.dirname(path) or "."))
    except (OSError, ValueError):
        return None


def _unreadable(shown: str, reason: str, help: str | None = None) -> Unreadable:
    return Unreadable(Source(shown, ""), reason, help)

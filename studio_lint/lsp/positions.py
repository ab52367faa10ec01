"""From offsets in a text to the positions that editors speak of, and back.

Lines count from 0; columns in the units that were agreed on with the editor:
UTF-8 bytes, UTF-16 code units or characters (LSP 3.17, "position encodings").
"""

from __future__ import annotations

import os

from lsprotocol import types as lsp
from pygls import uris

from studio_lint.base.source import Source, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.diagnostics import Edit, Place


class Positions:
    """Conversions in one agreed unit."""

    def __init__(self, encoding: str = "utf-16") -> None:
        self.encoding = encoding

    def position(self, source: Source, offset: int) -> lsp.Position:
        """Line and column of an offset, both from 0, the column in the agreed unit."""
        line, column = source.position(offset)
        start = source.line_starts[line - 1]
        return lsp.Position(line - 1, self._width(source.text[start : start + column - 1]))

    def range(self, source: Source, span: Span) -> lsp.Range:
        """A span as two positions."""
        return lsp.Range(self.position(source, span.start), self.position(source, span.end))

    def offset(self, source: Source, position: lsp.Position) -> int:
        """The offset of a position; one behind the end of its line counts as that end."""
        line = min(position.line + 1, len(source.line_starts))
        span = source.line_span(line)
        if position.line >= len(source.line_starts):
            return span.end
        units = 0
        for index, char in enumerate(source.slice(span)):
            if units >= position.character:
                return span.start + index
            units += self._width(char)
        return span.end

    def edit(self, edit: Edit) -> lsp.TextEdit:
        """One edit; what is put in gets the line ends of the file."""
        text = edit.text
        if "\r\n" in edit.source.text:
            text = text.replace("\r\n", "\n").replace("\n", "\r\n")
        return lsp.TextEdit(self.range(edit.source, edit.span), text)

    def location(self, place: Place) -> lsp.Location:
        """A place as the URI of its file and a range in it."""
        return lsp.Location(uri_of(place.source.path), self.range(place.source, place.span))

    def _width(self, text: str) -> int:
        if self.encoding == "utf-32" or text.isascii():
            return len(text)
        if self.encoding == "utf-8":
            return len(text.encode("utf-8", "replace"))
        return len(text) + sum(char > "\uffff" for char in text)


def uri_of(path: str) -> str:
    """The URI of a path, which may be relative to the working directory."""
    return uris.from_fs_path(os.path.abspath(path)) or ""


def path_of(uri: str) -> str | None:
    """The absolute path of a file's URI; None for what is no file."""
    if not uri.startswith("file:"):
        return None
    path = uris.to_fs_path(uri)
    return on_own_drive(os.path.abspath(path), os.getcwd()) if path else None


def on_own_drive(path: str, here: str) -> str:
    """A path of Windows (absolute) with its drive in the letter that `here` has for it, small or capital.

    Editors and pygls write `c:`, the system `C:`, and what is found in a file is
    looked up by its path.
    """
    alike = path[1:2] == here[1:2] == ":" and path[0].lower() == here[0].lower()
    return here[0] + path[1:] if alike else path

"""Text in XML: what XML cannot hold is shown, what it gives a meaning is escaped."""

from __future__ import annotations

from studio_lint.output.cells import shown


def text(words: str) -> str:
    """Words as an element's content, line feeds kept."""
    lines = [shown(line) for line in words.split("\n")]
    return "\n".join(lines).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(words: str) -> str:
    """Words between double quotes."""
    return text(shown(words)).replace('"', "&quot;")

"""Unified diffs as `git apply` takes them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def unified(path: str, before: str, after: str) -> str:
    """The change of one file; empty if there is none. `path` is relative, with `/`.

    There is no `diff --git` line: git would read the paths from the top of the
    repository, not from the folder in which `git apply` is run.
    """
    from difflib import unified_diff

    lines = unified_diff(list(_lines(before)), list(_lines(after)), _name("a", path), _name("b", path))
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> Iterator[str]:
    """Lines with their ends; only a line feed ends one."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start : end + 1]
        start = end + 1
    if start < len(text):
        yield text[start:]


def _name(side: str, path: str) -> str:
    """A file's name in the head of a diff; git ends one that holds a blank with a tab."""
    name = _quoted(f"{side}/{path}")
    return f"{name}\t" if " " in name and not name.startswith('"') else name


def _quoted(name: str) -> str:
    if name.isascii() and name.isprintable() and '"' not in name and "\\" not in name:
        return name
    written = []
    for byte in name.encode("utf-8", "surrogateescape"):
        char = chr(byte)
        written.append(_ESCAPES.get(char) or (char if 0x20 <= byte < 0x7F else f"\\{byte:03o}"))
    return f'"{"".join(written)}"'

"""A .dockerignore pattern prepared for many paths: folder by folder, and text by text between its stars.

Its result is that of `wildcards.matches`. The cheapest test comes first: how a path must begin and end.
"""

from __future__ import annotations

from studio_lint.model.context import wildcards
from studio_lint.model.context.wildcards import CLASS, DEEP, FOLDERS, LITERAL, ONE, STAR

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.context.wildcards import Token

    Chunk = tuple[Token, ...] | str

_ANY_FOLDERS = None


class PathMatcher:
    """One pattern. `literal` is the only path that it matches, or None where it has a wildcard."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._begin = _literal_run(tokens)
        self._end = _literal_run(tokens[::-1])[::-1]
        self.literal = self._begin if all(kind == LITERAL for kind, _ in tokens) else None
        self._parts = _parts(tokens)

    def matches(self, path: str) -> bool:
        """Whether the whole path matches."""
        if not (path.endswith(self._end) and path.startswith(self._begin)):
            return False
        if self._parts is None:
            return wildcards.matches(self._tokens, path)
        return _folders(self._parts, path.split("/"))


def _literal_run(tokens: list[Token]) -> str:
    end = next((at for at, (kind, _) in enumerate(tokens) if kind != LITERAL), len(tokens))
    return "".join(text for _, text in tokens[:end])


def _parts(tokens: list[Token]) -> list[list[Chunk] | None] | None:
    """The pattern of each folder's name as its texts between stars, None for `**`.

    No list at all where `**` is a part of a name: then only the slow way is right.
    """
    parts: list[list[Token] | None] = [[]]
    for at, token in enumerate(tokens):
        kind, text = token
        name = parts[-1]
        if kind in (FOLDERS, DEEP):
            if name or name is None or (kind == DEEP and at + 1 < len(tokens)):
                return None
            parts[-1] = _ANY_FOLDERS
            if kind == FOLDERS:
                parts.append([])
        elif kind == LITERAL and text == "/":
            parts.append([])
        elif name is not None:
            name.append(token)
    if len(tokens) and tokens[-1][0] == FOLDERS:
        return None
    return [None if name is None else _chunks(name) for name in parts]


def _chunks(name: list[Token]) -> list[Chunk]:
    """The stretches between the stars of one name: texts where they are plain."""
    chunks: list[list[Token]] = [[]]
    for token in name:
        if token[0] == STAR:
            chunks.append([])
        else:
            chunks[-1].append(token)
    return [
        "".join(text for _, text in chunk) if all(kind == LITERAL for kind, _ in chunk) else tuple(chunk)
        for chunk in chunks
    ]


def _folders(parts: list[list[Chunk] | None], names: list[str]) -> bool:
    """Whether the names fit the parts, in at most the product of both steps."""
    reached = {0}
    for name in names:
        following = set()
        for at in _closed(parts, reached):
            part = parts[at] if at < len(parts) else []
            if part is _ANY_FOLDERS:
                following.add(at)
                if at == len(parts) - 1:
                    following.add(at + 1)
            elif at < len(parts) and part is not None and _fits(part, name):
                following.add(at + 1)
        if not following:
            return False
        reached = following
    return len(parts) in reached


def _closed(parts: list[list[Chunk] | None], reached: set[int]) -> set[int]:
    """With what is reached where a `**/` takes no folder at all; the last `**` takes one at least."""
    closed = set()
    for at in reached:
        closed.add(at)
        while at < len(parts) - 1 and parts[at] is _ANY_FOLDERS:
            at += 1
            closed.add(at)
    return closed


def _fits(chunks: list[Chunk], name: str) -> bool:
    """Whether one name fits: its first text at the start, its last at the end, the others as early as they go."""
    if len(chunks) == 1:
        return len(name) == len(chunks[0]) and _at(chunks[0], name, 0)
    last = len(name) - len(chunks[-1])
    at = len(chunks[0])
    if last < at or not (_at(chunks[0], name, 0) and _at(chunks[-1], name, last)):
        return False
    for chunk in chunks[1:-1]:
        found = _find(chunk, name, at, last - len(chunk))
        if found < 0:
            return False
        at = found + len(chunk)
    return at <= last


def _find(chunk: Chunk, name: str, start: int, last: int) -> int:
    if isinstance(chunk, str):
        found = name.find(chunk, start)
        return found if found <= last else -1
    return next((at for at in range(start, last + 1) if _at(chunk, name, at)), -1)


def _at(chunk: Chunk, name: str, start: int) -> bool:
    if isinstance(chunk, str):
        return name.startswith(chunk, start)
    return all(_one(token, name[start + index]) for index, token in enumerate(chunk))


def _one(token: Token, character: str) -> bool:
    kind, text = token
    if kind == CLASS:
        return wildcards.in_class(text, character)
    return kind == ONE or character == text

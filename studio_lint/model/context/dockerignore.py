"""`.dockerignore`: which files of a folder are not sent to the build.

The last line that matches a path, or a folder that contains it, decides; a line
with `!` includes it again. This follows moby's patternmatcher (2026).
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Source, Span
from studio_lint.base.watch import check
from studio_lint.model.context.path_matcher import PathMatcher
from studio_lint.model.context.wildcards import compile_pattern
from studio_lint.model.posix_paths import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.context.wildcards import Token


MOST_PATTERNS = 500


class IgnorePattern(Record):
    """One line: whether it sends what it matches, and where it stands."""

    sends: bool
    tokens: list[Token]
    span: Span


class Ignore:
    """The lines of one file; none at all sends everything."""

    def __init__(self, source: Source | None) -> None:
        self.source = source
        self.patterns = tuple(_patterns(source)) if source else ()
        self.sends_again = any(pattern.sends for pattern in self.patterns)
        self._literals: dict[str, int] = {}
        self._wildcards: list[tuple[int, PathMatcher]] = []
        for number, pattern in enumerate(self.patterns):
            matcher = PathMatcher(pattern.tokens)
            if matcher.literal is not None:
                self._literals[matcher.literal] = number
            else:
                self._wildcards.append((number, matcher))
        self._wildcards.reverse()
        self._folders: dict[str, int] = {"": -1}

    def deciding(self, path: str) -> IgnorePattern | None:
        """The line that decides about a path ("a/b", relative to the folder)."""
        number = self._last(path)
        return self.patterns[number] if number >= 0 else None

    def _last(self, path: str) -> int:
        """The number of the last line that matches a path or a folder above it, -1 for none; kept for folders."""
        parts = path.split("/")
        found, way = -1, ""
        for name in parts[:-1]:
            way = f"{way}/{name}" if way else name
            if way not in self._folders:
                check()
                self._folders[way] = max(found, self._last_of(way, found))
            found = self._folders[way]
        return max(found, self._last_of(path, found))

    def _last_of(self, path: str, above: int) -> int:
        """The same for one path by itself; lines up to the number `above` need not be looked at."""
        found = max(above, self._literals.get(path, -1))
        for number, matcher in self._wildcards:
            if number <= found:
                break
            if matcher.matches(path):
                return number
        return found

    def leaves_out(self, path: str) -> bool:
        """Whether the last pattern that fits a path, or a folder above it, leaves it out."""
        pattern = self.deciding(path)
        return pattern is not None and not pattern.sends


def _patterns(source: Source) -> list[IgnorePattern]:
    found = []
    for number in range(1, len(source.line_starts) + 1):
        span = source.line_span(number)
        line = source.slice(span)
        if line.startswith("#"):
            continue
        word = line.strip()
        sends = word.startswith("!")
        text = word[1:].strip() if sends else word
        cleaned = clean(text).lstrip("/") if text else ""
        tokens = compile_pattern(cleaned, True) if cleaned and cleaned != "." else None
        if tokens:
            start = span.start + len(line) - len(line.lstrip())
            found.append(IgnorePattern(sends, tokens, Span(start, start + len(word))))
        if len(found) == MOST_PATTERNS:
            break
    return found

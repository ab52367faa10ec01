"""`.dockerignore`: what of a folder is not sent to the build.

The last line that matches a path, or a folder it lies in, decides; `!` sends it
after all. As moby's patternmatcher reads it (2026).
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Source, Span
from studio_lint.model.context.wildcards import compile_pattern, matches
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

    def deciding(self, path: str) -> IgnorePattern | None:
        """The line that decides about a path ("a/b", relative to the folder)."""
        parts = path.split("/")
        ways = ["/".join(parts[: count + 1]) for count in range(len(parts))]
        for pattern in reversed(self.patterns):
            if any(matches(pattern.tokens, way) for way in ways):
                return pattern
        return None

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

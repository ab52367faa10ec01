"""Characters that libyaml and yaml-cpp take differently, or that YAML does not allow."""

from __future__ import annotations

from studio_lint.base.diagnostics import Problem
from studio_lint.base.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.kind_types import ProblemKind
    from studio_lint.syntax.comment import Comment

# Line ends to libyaml, letters to yaml-cpp (which micromamba reads with).
_UNLIKE_LINE_ENDS = ("\x85", "\u2028", "\u2029")


def shown(text: str) -> tuple[str, str]:
    """The text as libyaml is to see it, character for character, and the control characters that it may not hold."""
    if text.isascii() and text.replace("\n", "").replace("\r", "").replace("\t", "").isprintable():
        return text, ""
    for character in _UNLIKE_LINE_ENDS:
        text = text.replace(character, "\xa0")
    controls = ""
    replaced: dict[int, str] = {}
    for character in set(text):
        code = ord(character)
        if code >= 0x20 and not 0x7F <= code <= 0x9F and not 0xD800 <= code <= 0xDFFF and code < 0xFFFE:
            if code == 0xFEFF:
                replaced[code] = "\xa0"
        elif 0xFFFE <= code <= 0xFFFF:
            replaced[code] = "\xa0"
        elif code < 0x10000 and character not in "\t\n\r":
            replaced[code] = "\xa0"
            controls += character
    if replaced:
        text = text.translate(replaced)
    return text, controls


def control_characters(text: str, controls: str, comments: tuple[Comment, ...]) -> list[Problem]:
    """The first of them that a reader stops at: one that all refuse ("character"), else one that some do ("strict").

    yaml-cpp takes them for letters, but for NUL, and skips a comment whatever is in it; ruamel.yaml and SnakeYAML
    refuse a text that has one anywhere.
    """
    at = _outside("\0", text, comments) if "\0" in controls else -1
    if at >= 0:
        return [_invisible("character", at)]
    at = min((at for at in map(text.find, controls) if at >= 0), default=-1)
    return [_invisible("strict", at)] if at >= 0 else []


def _outside(character: str, text: str, comments: tuple[Comment, ...]) -> int:
    """Where a character first is outside of the comments; -1 for nowhere."""
    start = 0
    for comment in comments:
        at = text.find(character, start, comment.span.start)
        if at >= 0:
            return at
        start = comment.span.end
    return text.find(character, start)


def _invisible(kind: ProblemKind, at: int) -> Problem:
    return Problem(
        kind=kind,
        span=Span(at, at + 1),
        message="invisible control character, which YAML does not allow",
        help="remove it; it often comes from text copied from a terminal or a PDF",
    )

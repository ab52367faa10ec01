"""Characters that libyaml and yaml-cpp take differently, or that YAML does not allow."""

from __future__ import annotations

from studio_lint.base.diagnostics import Problem
from studio_lint.base.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
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
    """The first of them; yaml-cpp skips a comment whatever is in it."""
    start = 0
    for end, following in [*((comment.span.start, comment.span.end) for comment in comments), (len(text), len(text))]:
        at = min((at for at in (text.find(character, start, end) for character in controls) if at >= 0), default=-1)
        if at >= 0:
            return [
                Problem(
                    kind="character",
                    span=Span(at, at + 1),
                    message="invisible control character, which YAML does not allow",
                    help="remove it; it often comes from text copied from a terminal or a PDF",
                )
            ]
        start = following
    return []

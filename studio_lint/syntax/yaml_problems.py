"""Where a mistake in YAML began, in plain words.

libyaml says where it could not go on, which is often lines below the cause.
"""

from __future__ import annotations

from studio_lint.diagnostics import Problem
from studio_lint.source import Source, Span
from studio_lint.syntax.yaml_problem_characters import bracket, first_character, quoted
from studio_lint.syntax.yaml_problem_layout import indentation, missing_colon, no_document, second_colon
from studio_lint.syntax.yaml_problem_places import refused, word_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.syntax.yaml_reader import Failure

_MARKERS = ("<<<<<<<", ">>>>>>>")


def explain(source: Source, failure: Failure, last_scalar: tuple[Span, str] | None) -> Problem:
    """The problem behind a failure; `last_scalar` is the value read last, with its style."""
    text = source.text
    at = min(failure.problem_at, len(text))
    note = f"libyaml: {failure.problem}" if failure.problem else None
    found = (
        _conflict(source)
        or _explicit(source, at)
        or first_character(text, at, failure)
        or quoted(source, at, failure, last_scalar)
        or bracket(source, at, failure)
        or missing_colon(source, failure)
        or second_colon(source, at, failure)
        or indentation(source, at, failure)
        or no_document(source, failure)
    )
    if found is None:
        found = Problem("syntax", word_at(source, at), "the file cannot be read from here on: this is no YAML")
    return found if found.kind != "syntax" else found.replace(note=note)


def _conflict(source: Source) -> Problem | None:
    """A marker that a merge left behind; the first one is where the trouble began."""
    text = source.text
    if not any(marker in text for marker in _MARKERS):
        return None
    for start in source.line_starts:
        for marker in _MARKERS:
            if text.startswith(marker, start):
                return refused(
                    Span(start, start + 7),
                    f"`{marker}` is the mark of a merge conflict that was not resolved",
                    "keep one of the two sides and delete the lines with `<<<<<<<`, `=======` and `>>>>>>>`",
                )
    return None


def _explicit(source: Source, at: int) -> Problem | None:
    line = source.slice(source.line_span(source.line_of(at)))
    if line.strip() != "@EXPLICIT":
        return None
    return Problem(
        "explicit",
        word_at(source, at),
        "this is a list of package files, not an environment file: the build stops",
        "write the packages under `dependencies:`, one `- name=version` a line",
        "yaml-cpp: unknown token",
    )

"""Reads YAML: libyaml composes it, and what libyaml refuses is recovered part by part."""

from __future__ import annotations

from studio_lint.base.diagnostics import Problem
from studio_lint.base.source import Source, Span
from studio_lint.syntax.comment import Comment
from studio_lint.syntax.yaml.characters import control_characters, shown
from studio_lint.syntax.yaml.composer import Reading, _line_stop
from studio_lint.syntax.yaml.tree import Document


def read(source: Source) -> Document:
    """The first document of `source`, its comments and what is wrong with it. Raises nothing."""
    text, controls = shown(source.text)
    reading = Reading(source, text).run()
    problems: list[Problem] = []
    if reading.failure is not None:
        from studio_lint.syntax.yaml.recovery import recovered

        reading, problems = recovered(source, text, reading)
    comments = tuple(_comments(source.text, reading.opaque))
    if controls:
        problems = control_characters(source.text, controls, comments) + problems
    problems += reading.problems
    return Document(source, reading.root, comments, tuple(problems))


def _comments(text: str, opaque: list[tuple[int, int]]) -> list[Comment]:
    """Every `#` behind a blank or at a line's start that is in no value."""
    found = []
    index = 0
    at = text.find("#")
    while at >= 0:
        while index < len(opaque) and opaque[index][1] <= at:
            index += 1
        inside = index < len(opaque) and opaque[index][0] <= at
        if not inside and (at == 0 or text[at - 1] in " \t\n\r\ufeff"):
            end = _line_stop(text, at)
            if text[end - 1] == "\r":
                end -= 1
            found.append(Comment(Span(at, end), text[at + 1 : end]))
            at = text.find("#", end)
        elif inside:
            at = text.find("#", max(at + 1, opaque[index][1]))
        else:
            at = text.find("#", at + 1)
    return found

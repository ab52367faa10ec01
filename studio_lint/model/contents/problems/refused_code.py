"""Code for sed, awk, Python and R in a RUN that the interpreter cannot parse."""

from __future__ import annotations

import sys

from studio_lint.base.record import Record
from studio_lint.facts.programs import code_options
from studio_lint.model.commands.command import shebang
from studio_lint.model.contents.apt_problems import runs
from studio_lint.model.contents.problems import given_code
from studio_lint.model.contents.problems.given_code import GivenCode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.model.build.image import Image, Stage
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.contents.contents import Moment
    from studio_lint.syntax.code.refusal import CodeRefusal
    from studio_lint.syntax.dockerfile.tree import Instruction


class RefusedCode(Record):
    """One such program: the place of its mistake, what is wrong; `word` names the file that it is in."""

    text: Text
    problem: str
    help: str
    word: Text | None


def refused_code(image: Image, stage: Stage) -> Iterator[RefusedCode]:
    """Those of a stage's RUNs whose failure stops the build."""
    for step in stage.steps:
        given = _of_heredoc(step.instruction) if step.instruction.keyword == "RUN" and not step.broken else None
        found = _refusal(given) if given is not None else None
        if given is not None and found is not None:
            yield RefusedCode(_place(given.parts, found), found.problem, found.help, None)
    for point, ran in runs(image, stage):
        refused = of(point, ran)
        if refused is not None:
            yield refused


def of(point: Moment, ran: Invocation) -> RefusedCode | None:
    """The code that a command is given."""
    code = given_code.of(point, ran)
    found = _refusal(code) if code is not None else None
    if code is None or found is None:
        return None
    return RefusedCode(_place(code.parts, found), found.problem, found.help, code.word)


def of_python(text: Text, word: Text) -> RefusedCode | None:
    """A module in Python that a word names."""
    from studio_lint.syntax.code import python

    found = python.refusal(text.value, sys.version_info[:2])
    return RefusedCode(_place((text,), found), found.problem, found.help, word) if found is not None else None


def _of_heredoc(instruction: Instruction) -> GivenCode | None:
    """The program of a RUN that is one heredoc, whose first line names an interpreter."""
    heredocs = instruction.heredocs
    if len(heredocs) != 1 or not instruction.arguments or instruction.arguments[0].whole != heredocs[0].marker:
        return None
    options = code_options.find(shebang(heredocs[0].content.value))
    return GivenCode(options.language, (heredocs[0].content,)) if options is not None else None


def _refusal(code: GivenCode) -> CodeRefusal | None:
    program = "\n".join(part.value for part in code.parts)
    if code.language == code_options.SED:
        from studio_lint.syntax.code import sed

        return sed.refusal(program, code.extended)
    from studio_lint.syntax.code import brackets

    if code.language == code_options.AWK:
        return brackets.refusal(program, brackets.AWK)
    if code.language == code_options.R:
        return brackets.refusal(program, brackets.R)
    if code.language == code_options.NODE:
        return brackets.refusal(program, brackets.JAVASCRIPT)
    from studio_lint.syntax.code import python

    return python.refusal(program, sys.version_info[:2])


def _place(parts: tuple[Text, ...], found: CodeRefusal) -> Text:
    start, end = found.start, found.end
    for part in parts[:-1]:
        if start <= len(part.value):
            return part.sub(start, min(end, len(part.value)))
        start -= len(part.value) + 1
        end -= len(part.value) + 1
    return parts[-1].sub(max(start, 0), max(end, start, 0))

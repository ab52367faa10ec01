"""Puts a Dockerfile's tree together, instruction by instruction."""

from __future__ import annotations

from studio_lint.base.diagnostics import Problem
from studio_lint.base.source import Source, Span, Text
from studio_lint.syntax.dockerfile import heredoc as dockerfile_heredoc
from studio_lint.syntax.dockerfile.arguments import cut_arguments
from studio_lint.syntax.dockerfile.blanks import next_gap, strip_bounds
from studio_lint.syntax.dockerfile.flags import cut_flags
from studio_lint.syntax.dockerfile.instruction_checks import check_file, check_instruction
from studio_lint.syntax.dockerfile.lines import Joined, Lines
from studio_lint.syntax.dockerfile.tree import CONFLICT, STRAY, STRAY_AGAIN, Dockerfile, Heredoc, Instruction

INLINE = ("ADD", "COPY", "RUN")
"""Instructions that may carry heredocs."""

MOST_INSTRUCTIONS = 1_000
MOST_CHARACTERS = 65_536
"""Of all instructions, heredocs and comments not counted: eight times what Wave takes."""


def read(source: Source) -> Dockerfile:
    """The tree of a file. Never raises; linear in the length of the text."""
    lines = Lines(source)
    instructions: list[Instruction] = []
    written = 0
    while True:
        joined = lines.next()
        if joined is None:
            break
        written += len(joined.text.value)
        if written > MOST_CHARACTERS or len(instructions) == MOST_INSTRUCTIONS:
            return _too_large(source, lines, joined)
        instructions.append(_instruction(lines, joined))
    return Dockerfile(
        source=source,
        escape=lines.escape,
        directives=lines.directives,
        instructions=tuple(_told_once(instructions)),
        comments=tuple(lines.comments),
        problems=(*lines.problems, *check_file(source, instructions)),
        checks=lines.checks,
    )


def _too_large(source: Source, lines: Lines, joined: Joined) -> Dockerfile:
    """A tree without instructions: of half a file nothing could be said that holds."""
    problem = Problem(
        kind="size",
        span=lines.bounds(joined.first),
        message=f"more than {MOST_INSTRUCTIONS:,} instructions, or {MOST_CHARACTERS:,} characters in them: "
        "this file is not checked",
        help="move long scripts into files in the build context and COPY them",
    )
    told = lines.problems
    if not any(other.kind == "line-too-long" for other in told):
        told.append(problem)
    return Dockerfile(
        source=source,
        escape=lines.escape,
        directives=lines.directives,
        instructions=(),
        comments=(),
        problems=tuple(told),
    )


def _told_once(instructions: list[Instruction]) -> list[Instruction]:
    """Mark stray lines that have the cause of one above: a `\\` that is missing, or one merge conflict."""
    told: list[Instruction] = []
    above = conflict = False
    for instruction in instructions:
        first = instruction.problems[0] if instruction.problems else None
        stray = first is not None and first.kind == STRAY and not first.edits
        marked = first is not None and first.kind == CONFLICT
        begins = instruction.keyword.startswith("<<<<<<<")
        if first is not None and ((stray and above) or (marked and conflict and not begins)):
            instruction = instruction.replace(problems=(first.replace(kind=STRAY_AGAIN),))
        elif first is not None and stray and told and _hides_heredoc(told[-1]):
            help = "if the line above starts a heredoc, put a space before `<<`, none after `<<-`, and close all quotes"
            instruction = instruction.replace(problems=(first.replace(help=help),))
        above = stray
        conflict = conflict or marked
        told.append(instruction)
    return told


def _hides_heredoc(instruction: Instruction) -> bool:
    """Whether `<<` stands in an instruction in which BuildKit finds no heredoc."""
    return instruction.keyword in INLINE and "<<" in instruction.body.value and not instruction.heredocs


def _instruction(lines: Lines, joined: Joined) -> Instruction:
    instruction = _cut(joined.text, lines.escape)
    carrier = instruction.trigger if instruction.keyword == "ONBUILD" and instruction.trigger else instruction
    if carrier.keyword in INLINE and not carrier.exec_form and "<<" in joined.text.value:
        instruction = _with_heredocs(lines, joined.text, instruction)
    problems = check_instruction(instruction)
    if problems:
        return instruction.replace(problems=(*instruction.problems, *problems))
    return instruction


def _cut(line: Text, escape: str) -> Instruction:
    """Name, flags and arguments of the instruction, and of the one behind ONBUILD."""
    start, end = strip_bounds(line.value, 0, len(line.value))
    instruction, body_start = _cut_one(line, line.whole.start, start, end, escape)
    if instruction.keyword != "ONBUILD" or body_start >= end:
        return instruction
    trigger, _ = _cut_one(line, line.offset(body_start), body_start, end, escape)
    checked = trigger.replace(problems=(*trigger.problems, *check_instruction(trigger)))
    return instruction.replace(trigger=checked, problems=trigger.problems)


def _cut_one(line: Text, begins: int, start: int, end: int, escape: str) -> tuple[Instruction, int]:
    """The instruction in `line[start:end]`, and where its body begins; `begins` is its place in the file."""
    name_end, flags_start = next_gap(line.value, start)
    name_end, flags_start = min(name_end, end), min(flags_start, end)
    word = line.value[start:name_end]
    keyword = word.upper()
    if keyword.isascii() and not word.isascii():
        # a letter with an ASCII one as its capital, as the long s: BuildKit does not go by capitals
        keyword = word
    flags, body_start = cut_flags(line, flags_start, end)
    body_start, body_end = strip_bounds(line.value, body_start, end)
    body = line.sub(body_start, body_end)
    cut = cut_arguments(keyword, body, escape)
    instruction = Instruction(
        keyword=keyword,
        keyword_span=line.span(start, name_end),
        span=Span(begins, line.whole.end),
        flags=flags,
        body=body,
        exec_form=cut.exec_form,
        arguments=cut.arguments,
        pairs=cut.pairs,
        heredocs=(),
        trigger=None,
        problems=cut.problems,
    )
    return instruction, body_start


def _with_heredocs(lines: Lines, line: Text, instruction: Instruction) -> Instruction:
    """The instruction with the bodies of its heredocs, which are the lines that follow."""
    heredocs: list[Heredoc] = []
    problems = list(instruction.problems)
    for mark in dockerfile_heredoc.marks(line.value):
        heredoc, problem = _heredoc(lines, line, mark)
        heredocs.append(heredoc)
        if problem is not None:
            problems.append(problem)
        if lines.at >= lines.count and heredoc.end.end == heredoc.end.start:
            break
    if not heredocs:
        return instruction
    end = lines.bounds(lines.at - 1).end
    return instruction.replace(
        span=Span(instruction.span.start, end), heredocs=tuple(heredocs), problems=tuple(problems)
    )


def _heredoc(lines: Lines, line: Text, mark: dockerfile_heredoc.Mark) -> tuple[Heredoc, Problem | None]:
    first = lines.at
    end, near = lines.heredoc_end(mark.name, mark.strip_tabs)
    problem = None
    marker = line.span(mark.start, mark.end)
    if end >= lines.count:
        problem = _unterminated(lines, marker, mark, near)
        end = end if near is None else near
    content = lines.heredoc_text(first, end, mark.strip_tabs)
    lines.at = min(end + 1, lines.count)
    if end < lines.count:
        closing = lines.bounds(end)
    else:
        closing = Span(content.whole.end, content.whole.end)
    return Heredoc(mark.name, mark.expand, mark.strip_tabs, marker, content, closing), problem


def _unterminated(lines: Lines, marker: Span, mark: dockerfile_heredoc.Mark, near: int | None) -> Problem:
    help = f"end the heredoc with a line that contains only `{mark.name}`"
    related: tuple[tuple[Span, str], ...] = ()
    edits: tuple[tuple[Span, str], ...] = ()
    if near is not None:
        place = lines.bounds(near)
        related = ((place, "spaces on this line prevent it from ending the heredoc"),)
        edits = ((place, mark.name),)
    elif mark.name[:1].isdecimal():
        help = (
            "BuildKit reads `<<` before a word as a heredoc, even in arithmetic: "
            f"remove the space before `<<{mark.name}`"
        )
    return Problem(
        kind="heredoc",
        span=marker,
        message=f"no line below contains only `{mark.name}`, so this heredoc never ends; the build fails",
        help=help,
        note="BuildKit: unterminated heredoc",
        related=related,
        edits=edits,
        edits_message="Remove the spaces" if edits else "",
    )

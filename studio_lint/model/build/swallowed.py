"""Lines that were meant as instructions but belong to the instruction above.

A `\\` at the end of a line continues on the next one, even across empty lines and
comments: `RUN a && \\`, an empty line, `CMD [...]` is one
RUN, and the image has no CMD.
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Source, Span
from studio_lint.syntax.dockerfile.arguments import KEYWORDS
from studio_lint.syntax.dockerfile.blanks import SPACE, next_gap
from studio_lint.syntax.dockerfile.reader import read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Problem
    from studio_lint.syntax.dockerfile.tree import Dockerfile, Instruction

JOINERS = ("&&", ";")
MOST = 50  # lines of one instruction that are looked at


class Swallowed(Record):
    """One such line.

    instruction  the one that it has become part of
    keyword      what it is meant as ("CMD")
    line         its text
    stray        the escape character above that carries on into it
    cut          what to drop for it to stand by itself; None where that would
                 leave the command above unfinished
    """

    instruction: Instruction
    keyword: str
    line: Span
    stray: Span
    cut: Span | None


class LinePart(Record):
    """A line's part of an instruction's body: indices into the body, and where it stands."""

    start: int
    end: int
    offset: int


def find(dockerfile: Dockerfile) -> tuple[Swallowed, ...]:
    """All such lines of a file, in order."""
    return dockerfile.once(_find)


def _find(dockerfile: Dockerfile) -> tuple[Swallowed, ...]:
    return tuple(found for instruction in dockerfile.instructions for found in find_in(dockerfile, instruction))


def outside(dockerfile: Dockerfile, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems that do not are in swallowed lines."""
    from bisect import bisect_right

    lines = find(dockerfile)
    starts = [line.line.start for line in lines]

    def inside(problem: Problem) -> bool:
        place = bisect_right(starts, problem.span.start) - 1
        return place >= 0 and problem.span.start < lines[place].instruction.span.end

    return tuple(problem for problem in problems if not inside(problem)) if lines else problems


def find_in(dockerfile: Dockerfile, instruction: Instruction) -> Iterator[Swallowed]:
    """Those of one instruction, which may be that of an ONBUILD."""
    if dockerfile.source.text.find("\n", instruction.keyword_span.end, instruction.body.whole.end) < 0:
        return
    pieces = _pieces(instruction)
    marked = [index for index, piece in enumerate(pieces) if _keyword(instruction, piece)][:MOST]
    if marked and _belongs(instruction, pieces[marked[0]]):
        del marked[0]
    if not marked or instruction.keyword not in KEYWORDS:
        return
    inside = _inside_quotes(instruction.body.value, [pieces[index].start for index in marked])
    for number, index in enumerate(marked):
        piece = pieces[index]
        if inside[number] or not _first_on_its_line(dockerfile.source, instruction, piece):
            continue
        last = pieces[marked[number + 1] - 1] if number + 1 < len(marked) else pieces[-1]
        if _stands_alone(dockerfile, instruction, piece, last):
            yield _swallowed(dockerfile, instruction, pieces, index)


def _pieces(instruction: Instruction) -> list[LinePart]:
    runs = instruction.body.runs
    ends = [run[0] for run in runs[1:]] + [len(instruction.body)]
    return [LinePart(first, end, offset) for (first, offset, _), end in zip(runs, ends, strict=False)]


def _keyword(instruction: Instruction, piece: LinePart) -> str | None:
    text = instruction.body.value[piece.start : piece.end].lstrip(SPACE)
    word = text[: next_gap(text[:12], 0)[0]]
    return word if word in KEYWORDS and len(text) > len(word) else None


def _belongs(instruction: Instruction, piece: LinePart) -> bool:
    """Whether the piece begins with the CMD that a HEALTHCHECK needs, or with what an ONBUILD is to carry out."""
    if instruction.body.value[: piece.start].strip(SPACE):
        return False
    return instruction.keyword == "ONBUILD" or (
        instruction.keyword == "HEALTHCHECK" and _keyword(instruction, piece) == "CMD"
    )


def _inside_quotes(value: str, places: list[int]) -> list[bool]:
    """For each index, in ascending order, whether it is between quotes."""
    found: list[bool] = []
    quote = ""
    at = 0
    for place in places:
        while at < place:
            character = value[at]
            if character == "\\" and quote != "'":
                at += 1
            elif character == quote:
                quote = ""
            elif not quote and character in "'\"":
                quote = character
            at += 1
        found.append(bool(quote))
    return found


def _first_on_its_line(source: Source, instruction: Instruction, piece: LinePart) -> bool:
    start = source.text.rfind("\n", 0, piece.offset) + 1
    return start > instruction.keyword_span.start and not source.text[start : piece.offset].strip(SPACE)


def _stands_alone(dockerfile: Dockerfile, instruction: Instruction, piece: LinePart, last: LinePart) -> bool:
    """Whether BuildKit would take the lines for an instruction if they stood by themselves."""
    end = last.offset + last.end - last.start
    lines = dockerfile.source.text[piece.offset : end].rstrip(SPACE).removesuffix(dockerfile.escape)
    head = f"# escape={dockerfile.escape}\nFROM scratch\n"
    alone = read(Source("", head + lines))
    return len(alone.instructions) >= 2 and not alone.instructions[1].problems and not alone.problems


def _swallowed(dockerfile: Dockerfile, instruction: Instruction, pieces: list[LinePart], index: int) -> Swallowed:
    source = dockerfile.source
    piece = pieces[index]
    keyword = _keyword(instruction, piece)
    assert keyword is not None
    text = instruction.body.value[piece.start : piece.end]
    start = piece.offset + len(text) - len(text.lstrip(SPACE))
    line = Span(start, piece.offset + len(text.rstrip(SPACE)))
    stray, kept = _stray(dockerfile, instruction, pieces[:index])
    line_end = source.line_span(source.line_of(stray.start)).end
    return Swallowed(instruction, keyword, line, stray, Span(kept, line_end) if kept is not None else None)


def _stray(dockerfile: Dockerfile, instruction: Instruction, before: list[LinePart]) -> tuple[Span, int | None]:
    """The escape character above, and where what is kept of its line ends."""
    source = dockerfile.source
    body = instruction.body.value
    above = next((piece for piece in reversed(before) if body[piece.start : piece.end].strip(SPACE)), None)
    if above is None:
        at = source.text.find(dockerfile.escape, instruction.keyword_span.end)
        return Span(at, at + 1), None
    text = body[above.start : above.end].rstrip(SPACE)
    at = source.text.find(dockerfile.escape, above.offset + len(text))
    if instruction.keyword in ("RUN", "CMD", "ENTRYPOINT"):
        joiner = next((joiner for joiner in JOINERS if text.endswith(joiner)), "")
        text = text[: len(text) - len(joiner)].rstrip(SPACE)
    finished = bool(text.strip(SPACE)) and not text.endswith(("|", "&", "(", "{", ","))
    return Span(at, at + 1), above.offset + len(text) if finished else None

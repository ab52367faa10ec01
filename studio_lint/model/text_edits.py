"""Edits that add whole lines to a Dockerfile or remove them."""

from __future__ import annotations

from studio_lint.base.diagnostics import Edit
from studio_lint.base.source import Source, Span
from studio_lint.model.suppression import IGNORE
from studio_lint.syntax.comment import MARK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_lint.syntax.comment import Comment
    from studio_lint.syntax.dockerfile.tree import Dockerfile, Instruction


def newline(source: Source) -> str:
    """The line end of the file: that of its first line."""
    first = source.text.find("\n")
    return "\r\n" if first > 0 and source.text[first - 1] == "\r" else "\n"


def line_start(source: Source, offset: int) -> int:
    """The offset at which the line of an offset begins."""
    return source.text.rfind("\n", 0, offset) + 1


def line_after(source: Source, offset: int) -> int:
    """Where the line begins that follows the one at `offset`; the text's end where none does."""
    end = source.text.find("\n", offset)
    return len(source.text) if end < 0 else end + 1


def heading(dockerfile: Dockerfile, instruction: Instruction) -> int:
    """Where the lines of an instruction begin, with the comment lines that stand right above it."""
    source = dockerfile.source
    start = line_start(source, instruction.keyword_span.start)
    floor = _body_start(dockerfile)
    own_lines = {line_start(source, comment.span.start) for comment in dockerfile.comments}
    while start > floor:
        above = line_start(source, start - 1)
        if above not in own_lines or above < floor:
            break
        start = above
    return start


def above(dockerfile: Dockerfile, instruction: Instruction, lines: Iterable[str], below_comments: bool = False) -> Edit:
    """New lines above an instruction and its comments, or between the two."""
    source = dockerfile.source
    start = line_start(source, instruction.keyword_span.start)
    margin = source.text[start : instruction.keyword_span.start]
    at = start if below_comments else heading(dockerfile, instruction)
    return Edit(source, Span(at, at), _lines(dockerfile, margin, lines))


def in_front(dockerfile: Dockerfile, first: Instruction, lines: Iterable[str]) -> Edit:
    """New lines before all stages; `first` is the first FROM.

    A comment right above it belongs to the FROM, unless it speaks of the whole file.
    """
    source = dockerfile.source
    start, top = line_start(source, first.keyword_span.start), heading(dockerfile, first)
    margin = source.text[start : first.keyword_span.start]
    marks = [
        line_after(source, comment.span.start)
        for comment in dockerfile.comments
        if top <= comment.span.start < start and _is_of_file(comment)
    ]
    at = max((top, *marks))
    return Edit(source, Span(at, at), _lines(dockerfile, margin, lines))


def _lines(dockerfile: Dockerfile, margin: str, lines: Iterable[str]) -> str:
    """Lines as the file writes its own: with that margin, and its case of instructions."""
    end = newline(dockerfile.source)
    return "".join(f"{margin}{_cased(dockerfile, line)}{end}" if line else end for line in lines)


def _cased(dockerfile: Dockerfile, line: str) -> str:
    """A line with its instruction in lower case, where all of the file's are."""
    written = [dockerfile.source.slice(one.keyword_span) for one in dockerfile.instructions]
    if not written or not all(word.islower() for word in written):
        return line
    keyword, space, rest = line.partition(" ")
    return f"{keyword.lower()}{space}{rest.replace(' AS ', ' as ') if keyword == 'FROM' else rest}"


def _is_of_file(comment: Comment) -> bool:
    """Whether a comment of this program speaks of the whole file."""
    text = comment.text.strip()
    return text.startswith(MARK) and not text[len(MARK) :].lstrip().startswith(IGNORE)


def _body_start(dockerfile: Dockerfile) -> int:
    """Where the first line below the directives begins."""
    return max((line_after(dockerfile.source, one.span.start) for one in dockerfile.directives), default=0)


def lifted(dockerfile: Dockerfile, instruction: Instruction, span: Span) -> tuple[Edit, ...]:
    """Comments that are inside a stretch of an instruction, put above it: the stretch is to be written anew."""
    slice = dockerfile.source.slice
    comments = [slice(one.span) for one in dockerfile.comments if span.start <= one.span.start < span.end]
    return (above(dockerfile, instruction, comments, below_comments=True),) if comments else ()


def below(dockerfile: Dockerfile, instruction: Instruction, lines: Iterable[str]) -> Edit:
    """New lines right below an instruction."""
    source = dockerfile.source
    start = line_start(source, instruction.keyword_span.start)
    margin = source.text[start : instruction.keyword_span.start]
    end = newline(source)
    at = line_after(source, max(instruction.span.start, instruction.span.end - 1))
    if at and source.text[at - 1] != "\n":
        text = _lines(dockerfile, margin, lines)
        return Edit(source, Span(at, at), end + text[: -len(end)])
    return Edit(source, Span(at, at), _lines(dockerfile, margin, lines))


def lines_of(dockerfile: Dockerfile, instruction: Instruction, comments: bool = False) -> Span:
    """The lines of an instruction, their line ends included."""
    start = line_start(dockerfile.source, instruction.keyword_span.start)
    if comments:
        start = heading(dockerfile, instruction)
    return Span(start, line_after(dockerfile.source, max(instruction.span.start, instruction.span.end - 1)))


def moved(dockerfile: Dockerfile, instruction: Instruction, to: int) -> tuple[Edit, Edit]:
    """An instruction's lines, with the comments right above, taken to the start of another line."""
    source = dockerfile.source
    span = lines_of(dockerfile, instruction, comments=True)
    text = source.slice(span)
    if not text.endswith("\n"):
        text += newline(source)
    lead = newline(source) if to == len(source.text) and to and source.text[to - 1] != "\n" else ""
    if lead:
        text = text[: -len(newline(source))]
    return Edit(source, span, ""), Edit(source, Span(to, to), lead + text)


def json_list(words: Iterable[str]) -> str:
    """Words as an exec form: a JSON list on one line."""
    return "[" + ", ".join(json_string(word) for word in words) + "]"


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def json_string(word: str) -> str:
    """A word in double quotes, escaped as JSON wants it."""
    pieces = []
    for character in word:
        if character in _ESCAPES:
            pieces.append(_ESCAPES[character])
        else:
            pieces.append(character if character >= " " else f"\\u{ord(character):04x}")
    return '"' + "".join(pieces) + '"'

"""Which findings the comments of a file hide.

`# studio-lint: ignore[SL404] reason` on the line or on its own line above,
`# studio-lint: file-ignore[…]` at the top. Start scripts and settings that an
image brings have such comments too.
"""

from __future__ import annotations

from studio_lint import registry
from studio_lint.base.diagnostics import Edit
from studio_lint.base.source import Source, Span
from studio_lint.model.suppression import FILE_IGNORE, IGNORE, Suppressions, read
from studio_lint.report import Suppressed
from studio_lint.syntax.comment import MARK, Comment

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.suppression import Named, Suppression
    from studio_lint.syntax.dockerfile.tree import Dockerfile, Instruction
    from studio_lint.syntax.yaml.tree import Document, Node

_OWN = ("sl005", "sl006", "suppression-unused", "suppression-unknown")
_ONLINE = ("sl7", "online")
_MOST_GUESSES = 100
_SHELL = ("RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK", "COPY", "ADD")


def in_dockerfile(tree: Dockerfile) -> tuple[Suppression, ...]:
    """The comments of a Dockerfile; one above an instruction, or inside it, covers all its lines."""
    instructions = tree.instructions
    first = instructions[0].span.start if instructions else len(tree.source.text)
    found = []
    for comment in tree.comments:
        covered = next((one.span for one in instructions if one.span.end > comment.span.start), None)
        covers = _from(comment, covered or comment.span)
        found.append(read(tree.source, comment, covers, comment.span.start > first, True))
    for comment in _in_commands(tree.source, instructions):
        number = tree.source.line_of(comment.span.start)
        line = tree.source.line_span(number)
        alone = not tree.source.text[line.start : comment.span.start].strip()
        covers = _from(comment, _command(tree.source, _next_line(tree.source, number))) if alone else line
        found.append(read(tree.source, comment, covers, True, alone))
    return tuple(one for one in found if one is not None)


def _in_commands(source: Source, instructions: Iterable[Instruction]) -> Iterator[Comment]:
    """Comments that the shell reads, on the lines of a command or of a heredoc."""
    for instruction in instructions:
        if instruction.keyword not in _SHELL:
            continue
        at = source.text.find(MARK, instruction.span.start, instruction.span.end)
        while at >= 0:
            line = source.line_span(source.line_of(at))
            begin = source.text.rfind("#", line.start, at)
            plain = begin >= 0 and not source.text[begin + 1 : at].strip()
            behind_blank = begin == line.start or source.text[begin - 1 : begin] in (" ", "\t")
            own_line = not source.text[line.start : max(begin, line.start)].strip()
            if plain and behind_blank and not (own_line and not _in_heredoc(instruction, begin)):
                yield Comment(Span(begin, line.end), source.text[begin + 1 : line.end])
            at = source.text.find(MARK, max(line.end, at + 1), instruction.span.end)


def _in_heredoc(instruction: Instruction, offset: int) -> bool:
    return any(heredoc.content.whole.contains(offset) for heredoc in instruction.heredocs)


def in_document(document: Document) -> tuple[Suppression, ...]:
    """The comments of a YAML file; one on its own line covers the next line that is no comment."""
    source = document.source
    first = document.root.span.start if document.root else len(source.text)
    found = []
    for comment in document.comments:
        number = source.line_of(comment.span.start)
        alone = not source.text[source.line_span(number).start : comment.span.start].strip()
        covers = source.line_span(_next_line(source, number) if alone else number)
        covers = _from(comment, _whole(document, covers)) if alone else covers
        found.append(read(source, comment, covers, comment.span.start > first, alone))
    return tuple(one for one in found if one is not None)


def _whole(document: Document, line: Span) -> Span:
    """A line with the further ones of a text that begins in it."""
    ends = [span.end for span in _long_texts(document) if line.start <= span.start <= line.end]
    return Span(line.start, max((line.end, *ends)))


def _long_texts(document: Document) -> Iterator[Span]:
    """The stretches of scalars of several lines, where no comment can be put."""
    from studio_lint.syntax.yaml.tree import Mapping, Scalar, Sequence

    waiting: list[Node] = [document.root] if document.root is not None else []
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar) and "\n" in document.source.slice(node.span).rstrip("\n"):
            yield node.span
        elif isinstance(node, Sequence):
            waiting += node.items
        elif isinstance(node, Mapping):
            waiting += [part for entry in node.entries for part in (entry.key, entry.value)]


def in_script(source: Source) -> tuple[Suppression, ...]:
    """The comments of a file in which `#` begins them; one on its own line covers the next command to its last line."""
    found = []
    begun = False
    for number in range(1, len(source.line_starts) + 1):
        line = source.line_span(number)
        text = source.slice(line)
        at = text.find(MARK)
        begin = text.rfind("#", 0, max(at, 0))
        alone = not text[: max(begin, 0)].strip()
        if begin >= 0 and not text[begin + 1 : at].strip() and (alone or text[begin - 1] in " \t"):
            comment = Comment(Span(line.start + begin, line.end), text[begin + 1 :])
            covers = _from(comment, _command(source, _next_line(source, number))) if alone else line
            found.append(read(source, comment, covers, begun, alone))
        begun = begun or bool(text.partition("#")[0].strip())
    return tuple(one for one in found if one is not None)


def _command(source: Source, number: int) -> Span:
    """The line with those that it is continued on by a backslash."""
    start = source.line_span(number).start
    while number < len(source.line_starts) and source.slice(source.line_span(number)).endswith("\\"):
        number += 1
    return Span(start, source.line_span(number).end)


def _from(comment: Comment, covers: Span) -> Span:
    """With the comment itself, since what is said of a whole file stands at its first character."""
    return Span(min(comment.span.start, covers.start), covers.end)


def _next_line(source: Source, number: int) -> int:
    last = len(source.line_starts)
    number = min(number + 1, last)
    while number < last:
        line = source.slice(source.line_span(number)).strip()
        if line and not line.startswith("#"):
            break
        number += 1
    return number


def is_whole(tree: Dockerfile | Document) -> bool:
    """Whether all of a file could be read, so that the rules have seen it."""
    if hasattr(tree, "instructions"):
        return not tree.problems and not any(instruction.problems for instruction in tree.instructions)
    return not tree.broken


def apply(
    findings: Iterable[Finding], source: Source, items: tuple[Suppression, ...], complete: bool
) -> tuple[list[Finding], list[Suppressed], Suppressions]:
    """Findings that stay, those that are hidden, and what became of each comment."""
    guesses: dict[str, str | None] = {}
    items = tuple(item.replace(named=tuple(_known(one, guesses) for one in item.named)) for item in items)
    kept: list[Finding] = []
    hidden: list[Suppressed] = []
    used: set[int] = set()
    for finding in findings:
        hit = [
            (item, one) for item in items if covers(item, finding, source) for one in item.named if _names(one, finding)
        ]
        if hit:
            used.update(one.span.start for _, one in hit)
            hidden.append(Suppressed(finding, hit[0][0].reason))
        else:
            kept.append(finding)
    marked = tuple(item.replace(named=tuple(_used(one, used) for one in item.named)) for item in items)
    return kept, hidden, Suppressions(source, marked, complete)


def elsewhere(findings: Iterable[Finding], source: Source) -> tuple[list[Finding], list[Suppressed]]:
    """As `apply`, by the comments of other files in which findings over `source` stand.

    What hides nothing there is left alone: another image may start the same script.
    """
    kept: list[Finding] = []
    hidden: list[Suppressed] = []
    for finding in findings:
        home = finding.place.source
        if home.path == source.path or MARK not in home.text:
            kept.append(finding)
            continue
        stay, hit, _ = apply((finding,), home, home.once(in_script), False)
        kept += stay
        hidden += hit
    return kept, hidden


def _used(named: Named, used: set[int]) -> Named:
    """Whether a word hid something; for the rules about comments, and those about what registries and channels
    answer, that is not known, so they count as used."""
    word = named.word.casefold()
    unjudged = word in _OWN or word.startswith(_ONLINE) or word.replace("-", "_") in registry.module_names("online")
    return named.replace(used=named.span.start in used or unjudged)


def covers(item: Suppression, finding: Finding, source: Source) -> bool:
    """Whether a comment reaches the place of a finding; one for the whole file reaches the files it leads to."""
    if not item.hides or item.late:
        return False
    if item.covers is None:
        return True
    place = finding.place
    return place.source.path == source.path and item.covers.start <= place.span.start <= item.covers.end


def _names(named: Named, finding: Finding) -> bool:
    return named.known and registry.selects(named.word, finding.code, finding.name)


def _known(named: Named, guesses: dict[str, str | None]) -> Named:
    """With what an unknown word was probably meant for; of many words, that of the first ones only."""
    if registry.codes_of(named.word):
        return named
    from studio_lint.base.nearest import nearest

    if named.word not in guesses and len(guesses) < _MOST_GUESSES:
        guesses[named.word] = nearest(named.word, list(registry.selectors()))
    return named.replace(known=False, near=guesses.get(named.word))


def insertion(tree: Dockerfile | Document, at: Span, code: str) -> Edit:
    """The edit that hides the rule `code` at a place: a comment on its own line above, never above a directive."""
    source = tree.source
    instructions = getattr(tree, "instructions", ())
    home = next((one for one in instructions if one.span.start <= at.start <= one.span.end), None)
    if home is None and (instructions or at.start == at.end == 0):
        directives = getattr(tree, "directives", ())
        line = source.line_of(directives[-1].span.end) + 1 if directives else 1
        return _line_above(source, line, FILE_IGNORE, code)
    start = home.span.start if home else at.start
    if home is None and not hasattr(tree, "instructions"):
        start = next((span.start for span in _long_texts(tree) if span.contains(start)), start)
    return _line_above(source, source.line_of(start), IGNORE, code)


def _line_above(source: Source, number: int, keyword: str, code: str) -> Edit:
    if number > len(source.line_starts):
        end = len(source.text)
        return Edit(source, Span(end, end), f"\n# {MARK} {keyword}[{code}]\n")
    line = source.line_span(number)
    text = source.slice(line)
    indent = text[: len(text) - len(text.lstrip(" \t"))]
    newline = "\r\n" if source.text.startswith("\r\n", line.end) else "\n"
    return Edit(source, Span(line.start, line.start), f"{indent}# {MARK} {keyword}[{code}]{newline}")

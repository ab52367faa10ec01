"""The Dockerfile holds something that BuildKit refuses to read.

## Why

BuildKit reads the whole Dockerfile before it runs the first step. One word
that it does not know (an instruction, a flag, a port), a name that is missing,
a quote or a heredoc that never ends: the build stops there, and a Studio that
is built from it does not start. BuildKit names the first mistake only; here
each one is named.

## Instead

Correct the word that is pointed at. These are read otherwise than they look:

- a `# comment` stands on a line of its own; behind FROM, ENV or EXPOSE it is
  read as part of the instruction;
- a flag has `=` before its value (`--from=connect`) and stands before the
  arguments;
- `ARG NAME=value` has no blanks round `=`;
- the words of `CMD ["…"]` are strings in double quotes, numbers too;
- the end mark of a heredoc stands alone on its line, without blanks.

## Evidence

BuildKit's Dockerfile parser and instruction layer (2026-08); its words are in
the notes.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, UNSAFE, Edit, Fix, Meta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding, Problem
    from studio_lint.model.build.image import Image

META = Meta("SL004", "dockerfile-syntax", ERROR, fix=UNSAFE)


def check(image: Image) -> Iterator[Finding]:
    for problem in image.syntax_problems:
        yield META.finding(
            image.place(problem.span),
            problem.message,
            help=problem.help,
            related=tuple(image.place(span, label) for span, label in problem.related),
            notes=(problem.note,) if problem.note else (),
            fix=_fix(image, problem),
        )


def _fix(image: Image, problem: Problem) -> Fix | None:
    if not problem.edits:
        return None
    edits = tuple(Edit(image.source, span, text) for span, text in problem.edits)
    return Fix(problem.edits_message, edits, UNSAFE)

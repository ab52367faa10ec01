"""BuildKit cannot parse the Dockerfile

## Why

BuildKit reads the whole Dockerfile before it runs the first step. An unknown word (an instruction, a flag, a port), a
missing name, a quote or heredoc that never ends; the build fails there, and the Studio never starts. BuildKit only
reports the first mistake; here each one is reported.

## Instead

Fix the word that the finding points at. These read differently from how they look:

- a `# comment` needs a line of its own; after FROM, ENV or EXPOSE it is part of the instruction;
- a flag has `=` before its value (`--from=connect`) and comes before the arguments;
- `ARG NAME=value` has no spaces around `=`;
- the items of `CMD ["…"]` are strings in double quotes, numbers too;
- the end marker of a heredoc is alone on its line, without spaces.

## Evidence

BuildKit's Dockerfile parser and instruction layer (2026-08); its own words are in the notes.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, UNSAFE, Edit, Effect, Fix, Meta

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
    return Fix(problem.edits_message, edits, UNSAFE, Effect(reads=True))

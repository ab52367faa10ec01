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

from studio_lint.base.diagnostics import ERROR, UNSAFE, Effect, Meta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image

META = Meta("SL004", "dockerfile-syntax", ERROR, fix=UNSAFE)


def check(image: Image) -> Iterator[Finding]:
    for problem in image.syntax_problems:
        fix = problem.fix(image.source, Effect(reads=True))
        yield META.of_problem(problem, image.place(problem.span), fix=fix)

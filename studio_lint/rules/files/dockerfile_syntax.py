"""BuildKit cannot parse the Dockerfile

## Why

BuildKit parses the whole Dockerfile before it runs the first step, and the build fails at the first mistake: an unknown
instruction or flag, a missing name, an unclosed quote or heredoc. BuildKit reports only that one; studio-lint reports
them all.

## Instead

Fix the text that the finding points at. Common causes:

- A `# comment` needs its own line. After FROM, ENV or EXPOSE, it is part of the instruction.
- A flag has `=` before its value (`--from=connect`) and comes before the arguments.
- `ARG NAME=value` has no spaces around `=`.
- The items of `CMD ["…"]` are strings in double quotes, numbers included.
- The line that ends a heredoc contains only the end marker, without spaces.

## Evidence

BuildKit's Dockerfile parser (2026-08). The notes quote its error messages.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, UNSAFE, Effect, Meta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image

META = Meta("SL004", "dockerfile-syntax", ERROR, fix=UNSAFE, asks="syntax_problems")


def check(image: Image) -> Iterator[Finding]:
    for problem in image.syntax_problems:
        fix = problem.fix(image.source, Effect(reads=True))
        yield META.of_problem(problem, image.place(problem.span), fix=fix)

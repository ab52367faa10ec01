"""Stage copies from itself or from a later stage

## Why

BuildKit builds a stage from the stages above it. `COPY --from=connect` inside the stage `connect` needs files of an
image that does not exist yet, so the build fails before its first step. The usual cause is a missing second `FROM`.

## Instead

Start a new stage with `FROM` before the line that copies:

```dockerfile
FROM public.cr.seqera.io/platform/connect-client:0.15.0 AS connect

FROM ubuntu:24.04
COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client
```

## Evidence

BuildKit (2026-08): `circular dependency detected on stage: connect`, and `cannot copy from stage "y", it needs to be
defined before current stage "x"`.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta
from studio_lint.model.build import swallowed
from studio_lint.model.build.image import GRAPH
from studio_lint.model.build.stage_drafts import is_meant_as_from

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.base.source import Span
    from studio_lint.model.build.image import Image

META = Meta("SL201", "stage-cycle", ERROR, asks="problems")


def check(image: Image) -> Iterator[Finding]:
    for problem in image.problems:
        if problem.kind in GRAPH and not _begins_anew(image, problem.span):
            label = "still inside this stage" if problem.kind == "self" else ""
            yield META.of_problem(problem, image.place(problem.span, label))


def _begins_anew(image: Image, span: Span) -> bool:
    """Whether a FROM above a place is meant to begin another stage there: misspelt, or swallowed by a command."""
    meant = False
    for instruction in image.dockerfile.instructions:
        if instruction.span.start > span.start:
            break
        if instruction.keyword == "FROM":
            meant = False
        inside = swallowed.find_in(image.dockerfile, instruction)
        meant = meant or is_meant_as_from(instruction) or any(line.keyword == "FROM" for line in inside)
    return meant

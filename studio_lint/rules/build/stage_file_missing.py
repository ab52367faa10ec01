"""COPY or a mount names a file that the stage does not have

## Why

A stage contains what its base image, its COPYs and its RUNs create, at exactly those paths. If a path does not exist
in the stage, the build fails.

## Instead

Use the path at which the stage creates the file:

```dockerfile
FROM golang:1.24 AS build
WORKDIR /src
COPY . .
RUN go build -o /out/site .

FROM debian:bookworm-slim
COPY --from=build /out/site /usr/local/bin/site
```

## Evidence

BuildKit (2026-11): `failed to calculate checksum of ref …: "/opt/tool": not found`. If the stage's base, or a command
that is not followed, may have created it, nothing is reported.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, WARNING, Meta
from studio_lint.model.contents.problems.missing_files import not_in_stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image

IF = "the build fails if this folder is the context"

META = Meta("SL226", "stage-file-missing", ERROR, silenced_by=("connect-not-copied",))


def check(image: Image) -> Iterator[Finding]:
    for stage in image.stages:
        for found in not_in_stage(image, stage) if stage.reached else ():
            known = not found.leaned or image.options.in_seqera or bool(image.options.build_context)
            effect = "the build fails" if known else IF
            yield META.finding(
                image.place(found.word.whole),
                f"`{found.path}` does not exist in the stage `{found.stage.title}`; {effect}",
                help="use the path at which that stage puts it",
                severity=ERROR if known else WARNING,
                related=(image.place(found.stage.instruction.span, "this stage"),),
                notes=(f'BuildKit: "{found.path}": not found',),
            )

"""The image has no CA certificates to fetch from an https address

## Why

`debian`, `ubuntu` and the slim images of Node.js have no certificates of authorities. apt-get installs them as a
recommendation of curl, wget or git, so with `--no-install-recommends` they are missing, and every https address is
rejected.

## Instead

```dockerfile
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates curl && rm -rf /var/lib/apt/lists/*
```

## Evidence

curl ends with exit status 77 or 60, wget with 5, git with 128 (`server certificate verification failed. CAfile: none`).
Which images have no certificates is known from their published build files (2026-08; see [Sources](../facts.md)).
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, WARNING, Meta, Place
from studio_lint.facts.programs.certificates import PACKAGE
from studio_lint.model.contents.problems.certificates import untrusted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image

META = Meta("SL233", "certificates-missing", ERROR, needs=("https://",))


def check(image: Image) -> Iterator[Finding]:
    for stage in image.stages:
        for found in untrusted(image, stage) if stage.reached else ():
            effect = "the build fails" if found.fatal else "its output is empty"
            yield META.finding(
                Place.of(found.word, f"fetched by {found.program}"),
                f"without the package `{PACKAGE}`, {found.program} rejects every https address; {effect}",
                help=f"install it above this line: `RUN apt-get update && apt-get install -y {PACKAGE}`",
                severity=ERROR if found.fatal else WARNING,
            )

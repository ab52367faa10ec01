"""RUN starts a script that cannot be executed

## Why

A script that is started by its path must be executable. COPY keeps the mode that the file has in git; a file from a
redirection, a download or a heredoc of COPY needs `chmod +x`. The first line must name an interpreter that the image
has, without a carriage return after it (CRLF line endings).

## Instead

```dockerfile
COPY --chmod=755 setup.sh /tmp/setup.sh
RUN /tmp/setup.sh
```

Or start it with a shell: `RUN bash /tmp/setup.sh`.

## Evidence

Built on Debian 12 (2026-11): `Permission denied` (exit status 126) if it is not executable; `not found` (127) with
`#!/bin/bash\\r` or `#!/usr/bin/bsh`; `exec format error` in exec form without a first line.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta, Place
from studio_lint.model.contents.problems.run_scripts import unusable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image
    from studio_lint.model.contents.problems.run_scripts import Unusable

META = Meta("SL227", "run-script-unusable", ERROR)


def check(image: Image) -> Iterator[Finding]:
    for stage in image.stages:
        for found in unusable(image, stage) if stage.reached else ():
            yield _finding(found)


def _finding(found: Unusable) -> Finding:
    if found.kind == "made":
        help = f"run `chmod +x {found.path}` first"
        if found.copy is not None:
            help = f"add `--chmod=755` to its {found.copy.instruction.keyword}"
        return META.finding(
            Place.of(found.word),
            f"`{found.path}` is not executable; the build fails",
            help=help,
            notes=("sh: Permission denied",) if "/" in found.word.value else (),
        )
    if found.kind == "mode" or found.first is None:
        return META.finding(
            Place.of(found.word),
            f"`{found.path}` is not executable in git; the build fails",
            help="add `--chmod=755` to its COPY, or run `git update-index --chmod=+x` on it",
            notes=("sh: Permission denied",),
        )
    related = (Place.of(found.word, "started here"),)
    if found.kind == "line-end":
        message = f"CRLF line endings: the kernel does not find `{found.first.value[2:-1]}\\r`, and the build fails"
        return META.finding(Place.of(found.first), message, help="save it with LF line endings", related=related)
    if found.kind == "interpreter":
        message = f"`{found.interpreter}` is not in this image, so the script does not start; the build fails"
        help = "use an interpreter that the image has, such as `#!/bin/sh`"
        return META.finding(Place.of(found.first), message, help=help, related=related)
    return META.finding(
        Place.of(found.word),
        f"`{found.path}` has no `#!` line, and no shell starts it here; the build fails",
        help=f"add `#!/bin/sh` as the first line of `{found.first.source.path}`",
        notes=("exec format error",),
    )

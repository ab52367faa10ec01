"""`ENV PATH` replaces the system's folders, so no command is found

## Why

`ENV PATH=/opt/tools/bin` replaces the whole PATH: from then on, neither a RUN nor the Studio finds `ls`, `mkdir` or
`apt-get`.

## Instead

```dockerfile
ENV PATH=/opt/tools/bin:$PATH
```

## Evidence

Built on Debian 12 (2026-11): `/bin/sh: 1: ls: not found`, exit status 127.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, SAFE, Edit, Effect, Fix, Meta
from studio_lint.base.source import Span
from studio_lint.model.contents.problems.path_env import replaced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image

META = Meta("SL221", "path-replaced", ERROR, fix=SAFE, needs=("ENV",))


def check(image: Image) -> Iterator[Finding]:
    for stage in image.stages:
        for found in replaced(image, stage) if stage.reached else ():
            value = found.value
            quoted = value.value[-1:] in ('"', "'")
            end = value.whole.end - (1 if quoted else 0)
            edit = Edit(value.source, Span(end, end), ":$PATH")
            fix = Fix("Keep the folders that PATH has", (edit,), effect=Effect(config=("Env",)))
            yield META.finding(
                image.place(value.whole),
                "this PATH lacks the system folders: no command is found, and the build fails",
                help=f"use `{found.folders}:$PATH`",
                fix=fix if not value.value.endswith("'") else None,
            )

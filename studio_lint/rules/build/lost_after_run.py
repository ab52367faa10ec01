"""`export`, `cd` or `activate` does not carry over to the next RUN

## Why

Each RUN starts a new shell, without the variables, the working directory and the activated environment of the one
before. An ARG or ENV applies only to its own stage and to stages based on it.

## Instead

```dockerfile
ENV SITE=/opt/site
WORKDIR /opt/site
RUN mkdir -p "$SITE/data"
```

Or use a single RUN: `RUN export SITE=/opt/site && mkdir -p "$SITE/data"`.

## Evidence

Built on Debian 12 (2026-11): after `RUN export SITE=/opt/site`, `RUN mkdir $SITE` fails (`missing operand`), and
`RUN mkdir -p "$SITE/data"` creates `/data`.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import WARNING, Meta, Place
from studio_lint.model.contents.problems.lost import lost

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image
    from studio_lint.model.contents.problems.lost import Lost

META = Meta("SL230", "lost-after-run", WARNING)


def check(image: Image) -> Iterator[Finding]:
    for stage in image.stages:
        for found in lost(image, stage) if stage.reached else ():
            yield _finding(found)


def _finding(found: Lost) -> Finding:
    name = found.name
    related: tuple[Place, ...] = ()
    if found.kind == "variable":
        message = f"`${name}` is empty here: a variable of an earlier RUN ends with that RUN"
        help = f"set it with `ENV {name}=…`, or use it in the same RUN"
    elif found.kind == "argument":
        message = f"`${name}` is empty here: it belongs to the stage `{found.stage}`"
        help = f"declare it in this stage too: `ARG {name}=…`"
    elif found.kind == "folder":
        message, help = "`cd` has no effect after this RUN", f"use `WORKDIR {found.target}`"
    elif found.kind == "environment":
        message = f"`{name}` has no effect after this RUN"
        help = f"start each command that needs the environment with `{found.target}`, and remove this"
    else:
        message = f"the environment that `{name}` activates is not active after this RUN"
        help = f"remove it, and add `ENV PATH={found.target}:$PATH` below this line"
    if found.origin is not None:
        related = (Place.of(found.origin, "set here"),)
    return META.finding(Place.of(found.word), message, help=help, related=related)

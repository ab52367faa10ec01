"""A line that is meant as an instruction belongs to the command above it.

## Why

A `\\` at the end of a line carries on into the next line, over blank lines and
comments too. An instruction that stands there becomes part of the command
above: it is not carried out, and nothing is said about it. The image has no
CMD, no COPY or no ENV where there seems to be one.

## Instead

Drop the `\\` (and the `&&` in front of it) at the end of the command:

```dockerfile
RUN apt-get update && \\
    apt-get install -y python3

CMD ["python3", "app.py"]
```

## Evidence

BuildKit (2026-08) warns of the blank line alone (`NoEmptyContinuation`).
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, SAFE, Edit, Fix, Meta
from studio_lint.model.build import swallowed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image

META = Meta("SL209", "instruction-swallowed", ERROR, SAFE)


def check(image: Image) -> Iterator[Finding]:
    escape = image.dockerfile.escape
    for found in swallowed.find(image.dockerfile):
        fix = None
        if found.cut is not None:
            fix = Fix(f"end the {found.instruction.keyword} above", (Edit(image.source, found.cut, ""),))
        yield META.finding(
            image.place(found.line),
            f"this {found.keyword} is part of the {found.instruction.keyword} above and is never carried out",
            help=f"drop the `{escape}` at the end of the {found.instruction.keyword} above",
            related=(image.place(found.stray, f"this `{escape}` carries on into it"),),
            fix=fix,
        )

"""Line continuation turns an instruction into part of the command above

## Why

A `\\` at the end of a line continues the instruction on the next line, even across empty lines and comments. An
instruction there becomes part of the one above: it never runs, and the image lacks its CMD, COPY or ENV.

## Instead

Remove the `\\` (and the `&&` before it) at the end of the command:

```dockerfile
RUN apt-get update && \\
    apt-get install -y python3

CMD ["python3", "app.py"]
```

## Evidence

BuildKit (2026-08) only warns about the empty line (`NoEmptyContinuation`).
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, SAFE, Edit, Effect, Fix, Meta
from studio_lint.model.build import swallowed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image

META = Meta("SL209", "instruction-swallowed", ERROR, fix=SAFE, asks="dockerfile.continued")


def check(image: Image) -> Iterator[Finding]:
    escape = image.dockerfile.escape
    for found in swallowed.find(image.dockerfile):
        fix = None
        end = escape
        if found.cut is not None:
            end = image.source.slice(found.cut).strip() or escape
            fix = Fix(
                f"End the {found.instruction.keyword} above",
                (Edit(image.source, found.cut, ""),),
                effect=Effect(reads=True),
            )
        yield META.finding(
            image.place(found.line),
            f"the `{escape}` above turns this {found.keyword} into part of the {found.instruction.keyword}; "
            "it never runs",
            help=f"remove the `{end}` at the end of the {found.instruction.keyword} above",
            related=(image.place(found.stray, f"this `{escape}` continues the line"),),
            fix=fix,
        )

"""The shell takes a version for a redirection: `pip install httpx>=0.27`

## Why

`>` and `<` are redirections, with or without blanks round them. Unquoted,
`httpx>=0.27` installs any version of httpx and writes what pip says into a file
called `=0.27`. Nothing is said about it.

## Instead

```dockerfile
RUN pip install "httpx>=0.27"
```

## Evidence

22 of 181 public Studio Dockerfiles have it.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, SAFE, Edit, Effect, Fix, Meta
from studio_lint.base.source import Span
from studio_lint.model.commands.pip_redirects import redirected

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image
    from studio_lint.model.commands.pip_redirects import Redirected

META = Meta("SL212", "requirement-redirected", ERROR, SAFE)


def check(image: Image) -> Iterator[Finding]:
    for stage in image.stages:
        for step in stage.steps:
            if stage.reached and not step.trigger and not step.broken:
                for found in redirected(step):
                    yield _finding(image, found)


def _finding(image: Image, found: Redirected) -> Finding:
    fix = None
    quote = found.quote
    if quote:
        changed = Effect(words=((found.name, found.name + found.lost),))
        starts, ends = Span(found.span.start, found.span.start), Span(found.span.end, found.span.end)
        fix = Fix(
            "Quote the requirement",
            (Edit(image.source, starts, quote), Edit(image.source, ends, quote)),
            effect=changed,
        )
    if "<" not in found.lost:
        effect = f"any version of {found.name} is installed, and a file `{found.writes}` is written"
    else:
        effect = "it reads a file of that name, which is not there; the build fails"
    shown = quote or "'"
    return META.finding(
        image.place(found.span),
        f"the shell takes `{found.lost}` for a redirection: {effect}",
        help=f"quote it: `{shown}{found.name}{found.lost}{shown}`",
        fix=fix,
    )

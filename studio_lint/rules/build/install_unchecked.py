"""R continues if a package cannot be installed, and so does the build

## Why

If a package cannot be downloaded or compiled, `install.packages` and `BiocManager::install` only print a warning, and R
exits with status 0: the build is green, and the package is missing.

## Instead

```dockerfile
RUN Rscript -e 'options(warn = 2); install.packages("shiny")'
```

Or load the package afterwards: `RUN Rscript -e 'library(shiny)'`.

## Evidence

Built on Debian 12 with R 4.2 (2026-11): `install.packages("notapackagexyz")` ends with exit status 0, and with
`options(warn = 2)` with 1.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import UNSAFE, WARNING, Edit, Effect, Fix, Meta, Place
from studio_lint.base.source import Span
from studio_lint.model.contents.problems.r_installs import unchecked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image
    from studio_lint.model.contents.problems.r_installs import Unchecked

META = Meta("SL219", "install-unchecked", WARNING, fix=UNSAFE)


def check(image: Image) -> Iterator[Finding]:
    for stage in image.stages:
        for found in unchecked(image, stage) if stage.reached else ():
            yield META.finding(
                Place.of(found.call),
                f"R only warns if `{found.name}` fails: the build continues without the package",
                help="add `options(warn = 2)` before the call, which turns warnings into errors",
                fix=_fix(found),
            )


def _fix(found: Unchecked) -> Fix | None:
    text = found.start
    if text is None or not text.value:
        return None
    start = text.sub(0, 1).whole.start
    source = found.call.source
    if source.text[start : start + 1].isspace():
        return None
    edit = Edit(source, Span(start, start), "options(warn = 2); ")
    return Fix("Add `options(warn = 2)`", (edit,), UNSAFE, Effect(steps=True))

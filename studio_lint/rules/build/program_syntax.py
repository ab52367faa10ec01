"""Syntax error in code for sed, awk, R, Node.js or Python

## Why

`sed -i 's/url=/usr/bin/url=/opt/bin/' FILE` has too many `/`: sed fails, and so does the build. The same goes for an
unclosed quote or bracket in code for awk, R, Node.js or Python, in the RUN itself or in a script that it runs.

## Instead

```dockerfile
RUN sed -i 's|url=/usr/bin|url=/opt/bin|' /etc/app.conf
```

## Evidence

Built on Debian 12 (2026-11): sed ends with exit status 1, mawk with 2, Rscript, Node.js and Python with 1.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta, Place
from studio_lint.model.contents.problems.refused_code import refused_code

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image

META = Meta("SL231", "program-syntax", ERROR)


def check(image: Image) -> Iterator[Finding]:
    seen: set[tuple[str, int]] = set()
    for stage in image.stages:
        for found in refused_code(image, stage) if stage.reached else ():
            key = (found.text.source.path, found.text.whole.start)
            if key in seen:
                continue
            seen.add(key)
            related = (Place(found.word.source, found.word.whole, "run here"),) if found.word is not None else ()
            yield META.finding(
                Place.of(found.text), f"{found.problem}; the build fails", help=found.help, related=related
            )

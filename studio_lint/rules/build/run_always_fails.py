"""A RUN ends with a failure whatever happens

## Why

The status of a RUN is that of its last command: `[ -f /opt/flag ] && touch /opt/x` fails where the file is missing,
and the build with it, though nothing went wrong.

## Instead

```dockerfile
RUN if [ -f /opt/flag ]; then touch /opt/x; fi
```

## Evidence

Built on Debian 12 (2026-11): exit status 1 for a test that comes out false, N for `exit N`.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta, Place
from studio_lint.model.contents.problems.always_fails import always_fails

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image

META = Meta("SL228", "run-always-fails", ERROR)


def check(image: Image) -> Iterator[Finding]:
    seen: set[tuple[str, int]] = set()
    for stage in image.stages:
        for found in always_fails(image, stage) if stage.reached else ():
            key = (found.text.source.path, found.text.whole.start)
            if key in seen:
                continue
            seen.add(key)
            if found.exists:
                message = f"`{found.path}` already exists at this point; the build fails"
                help = "use `mkdir -p` or `ln -sf`"
            elif found.test:
                why = f"`{found.path}` does not exist at this point" if found.path else "this test is false"
                message, help = f"{why}, and the RUN fails with its test", "use `if …; then …; fi`"
            else:
                message, help = "this RUN always ends with a failure; the build fails", "remove this command"
            yield META.finding(Place.of(found.text), message, help=help)

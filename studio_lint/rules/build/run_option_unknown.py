"""RUN uses an option or a command that the program does not have

## Why

`pip install --no-cahce-dir` fails with "no such option", and so does the build. The same happens with `pip instal`,
and with options that a quoted variable turns into a single word (`"$OPTS"` with the value `-p -v`).

## Instead

```dockerfile
RUN pip install --no-cache-dir six
```

## Evidence

Built on Debian 12 (2026-11): pip ends with exit status 2, apt-get with 100, coreutils with 1. Only words that are
close to a known option or command are reported: a later version may have others.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta, Place
from studio_lint.model.contents.problems.unknown_options import unknown_options

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image

META = Meta("SL232", "run-option-unknown", ERROR)


def check(image: Image) -> Iterator[Finding]:
    seen: set[tuple[str, int]] = set()
    for stage in image.stages:
        for found in unknown_options(image, stage) if stage.reached else ():
            text = found.word.text
            key = (text.source.path, text.whole.start)
            if key in seen:
                continue
            seen.add(key)
            value = found.word.value or ""
            if not found.suggestion:
                problem = f"`{found.program}` receives `{value}` as a single word, which is not an option"
                help = "remove the quotes, so that each option is a separate word"
            else:
                given = value.partition("=")[0]
                kind = "a command of" if found.command else "an option of"
                problem = f"`{given}` is not {kind} `{found.program}`"
                help = f"use `{found.suggestion}`"
            yield META.finding(Place.of(text), f"{problem}; the build fails", help=help)

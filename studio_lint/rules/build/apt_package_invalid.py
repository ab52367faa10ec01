"""`apt-get` with an invalid package name or an unknown command

## Why

Package names consist of lowercase letters, digits, `+`, `-` and `.`, and are separated by spaces. With a comma, a
capital letter, or quotes around two names, apt-get looks for a package that does not exist. It also rejects a command
that it does not have. In each case, the build fails.

## Instead

```dockerfile
RUN apt-get update && apt-get install -y tree less
```

## Evidence

Built on Debian 12 (2026-11): `E: Unable to locate package tree,less`, `E: Unable to locate package Tree` and
`E: Invalid operation tree`, each with exit status 100.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta, Place
from studio_lint.model.contents.problems.apt_words import wrong_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image
    from studio_lint.model.contents.problems.apt_words import WrongWord

META = Meta("SL224", "apt-package-invalid", ERROR, silenced_by=("instruction-swallowed",))

_HELP = {
    "comma": "separate packages with spaces",
    "space": "remove the quotes, so that each package is a separate word",
}


def check(image: Image) -> Iterator[Finding]:
    for stage in image.stages:
        for found in wrong_words(image, stage) if stage.reached else ():
            yield _finding(found)


def _finding(found: WrongWord) -> Finding:
    word = found.text.value
    if found.kind == "verb":
        return META.finding(
            Place.of(found.text),
            f"`{word}` is not an apt-get command; the build fails",
            help=f"did you mean `{found.suggestion}`?" if found.suggestion else f"add `install` before `{word}`",
            notes=(f"apt-get: E: Invalid operation {word}",),
        )
    help = _HELP.get(found.kind) or (f"use `{found.suggestion}`" if found.suggestion else "use the package's name")
    return META.finding(
        Place.of(found.text),
        f"`{word}` is not a valid package name; the build fails",
        help=help,
        notes=(f"apt-get: E: Unable to locate package {word}",),
    )

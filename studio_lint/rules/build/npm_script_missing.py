"""`npm run` names a script that package.json does not have

## Why

npm looks up the name in `scripts` of package.json. If it is not there, npm fails, and so does the build.

## Instead

Use the name of an existing script, or add the script to package.json:

```json
{"scripts": {"build": "vite build"}}
```

## Evidence

Built on Debian 12 with npm 9 (2026-11): `npm ERR! Missing script: "bundle"`, exit status 1.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta, Place
from studio_lint.model.contents.problems.npm_scripts import no_script

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image

META = Meta("SL229", "npm-script-missing", ERROR, needs=("npm",))


def check(image: Image) -> Iterator[Finding]:
    for stage in image.stages:
        for found in no_script(image, stage) if stage.reached else ():
            name = found.word.value
            yield META.finding(
                Place.of(found.word),
                f"package.json has no script `{name}`; the build fails",
                help=f"did you mean `{found.near}`?" if found.near else f"add `{name}` to `scripts` in package.json",
                related=(Place.of(found.file.sub(0, 1), "this package.json"),),
                notes=(found.words,),
            )

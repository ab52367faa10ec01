"""Script that package.json does not have

## Why

`npm run NAME`, `npm test`, `yarn NAME` and `pnpm NAME` look up the name in `scripts` of package.json. If it is not
there, they fail, and so does the build. yarn and pnpm also look for a program of that name in the installed packages.

## Instead

Use the name of an existing script, or add the script to package.json:

```json
{"scripts": {"build": "vite build"}}
```

## Evidence

Built on Debian 12 with npm 9 (2026-11): `npm ERR! Missing script: "bundle"`, exit status 1; with
yarn 1.22 `error Command "bulid" not found.`, with pnpm 9 `Command "bulid" not found`.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, WARNING, Meta, Place
from studio_lint.model.contents.problems.npm_scripts import no_script

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image

META = Meta("SL229", "npm-script-missing", ERROR, needs=("npm", "yarn", "pnpm"))


def check(image: Image) -> Iterator[Finding]:
    for stage in image.stages:
        for found in no_script(image, stage) if stage.reached else ():
            name = found.word.value
            yield META.finding(
                Place.of(found.word),
                f"package.json has no script `{name}`; the build {'fails' if found.sure else 'may fail'}",
                help=f"did you mean `{found.near}`?" if found.near else f"add `{name}` to `scripts` in package.json",
                related=(Place.of(found.file.sub(0, 1), "this package.json"),),
                notes=(found.words,),
                severity=ERROR if found.sure else WARNING,
            )

"""useradd or groupadd fails because a name or ID is taken or missing

## Why

`ubuntu:24.04` has a user and a group `ubuntu` with the ID 1000, and `node:…` images have `node` with the same ID:
`useradd -u 1000` fails there, and so does the build.

## Instead

Use another ID, do not set one, or remove the existing user:

```dockerfile
RUN userdel --remove ubuntu && useradd --create-home --uid 1000 app
```

## Evidence

Built on Debian 12 (2026-11): `useradd: user 'app' already exists`, exit status 9. The user of Ubuntu 24.04: its
image's /etc/passwd, in every release since 23.04.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta, Place
from studio_lint.model.contents.problems.accounts import existing_accounts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image

_OPTIONS = {"options": "use `useradd --create-home {}`", "group options": "use `groupadd {}`"}
META = Meta("SL225", "account-taken", ERROR, needs=("useradd", "adduser", "groupadd", "addgroup"))


def check(image: Image) -> Iterator[Finding]:
    for stage in image.stages:
        for found in existing_accounts(image, stage) if stage.reached else ():
            if found.kind in _OPTIONS:
                message = (
                    f"these are options of BusyBox's `{found.value}`, but this image has Debian's; the build fails"
                )
                help = _OPTIONS[found.kind].format(found.owner)
            elif found.kind == "group later":
                message = f"the group `{found.value}` does not exist at this point; the build fails"
                help = "move its `groupadd` above this line"
            elif found.kind == "group":
                message = f"this image has no group `{found.value}`; the build fails"
                help = f"create it above this line: `RUN groupadd {found.value}`"
            elif found.kind == "group made":
                message = f"the group `{found.value}` already exists at this point; the build fails"
                help = "remove this command, or add `--force`"
            elif found.kind == "user":
                message = f"the user `{found.value}` already exists at this point; the build fails"
                help = "remove this command, or use another name"
            else:
                message = (
                    f"{found.kind.upper()} {found.value} belongs to `{found.owner}` in this image; the build fails"
                )
                help = f"use another ID, or run `userdel --remove {found.owner}` first"
            yield META.finding(Place.of(found.text), message, help=help)

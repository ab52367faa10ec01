"""USER or a command names a user or group that the image does not have

## Why

A container cannot start as a user that is not in /etc/passwd: the next RUN fails, or the session never starts. A
numeric ID works without an entry.

## Instead

```dockerfile
RUN useradd --create-home app
USER app
```

## Evidence

Built on Debian 12 (2026-11): `unable to find user app: no matching entries in passwd file`; `chown: invalid user:
'app:app'`, exit status 1. The users of base images were read from their root file systems (see
[Sources](../facts.md)).
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta, Place
from studio_lint.model.contents.problems.owners import unknown_owners
from studio_lint.model.contents.problems.rights import unknown_users

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image

META = Meta("SL223", "user-missing", ERROR)


def check(image: Image) -> Iterator[Finding]:
    for stage in image.stages:
        for owner in unknown_owners(image, stage) if stage.reached else ():
            kind = "group" if owner.group else "user"
            how = f"groupadd {owner.name}" if owner.group else f"useradd --create-home {owner.name}"
            yield META.finding(
                Place.of(owner.word.text),
                f"this image has no {kind} `{owner.name}`; the build fails",
                help=f"create it above this line: `RUN {how}`",
            )
        for found in unknown_users(image, stage) if stage.reached else ():
            effect = "the next RUN fails" if found.fails else "the session never starts"
            yield META.finding(
                image.place(found.word.whole),
                f"this image has no user `{found.name}`: {effect}",
                help=f"create it above this line: `RUN useradd --create-home {found.name}`",
            )

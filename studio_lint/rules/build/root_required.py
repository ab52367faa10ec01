"""RUN needs root but runs as another user

## Why

Only root can install packages with `apt-get`, `apk` or `yum`, create users, or write to the system's folders. Some base
images set another user: micromamba, Jupyter's stacks, code-server and nginx-unprivileged.

## Instead

```dockerfile
USER root
RUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/*
USER $MAMBA_USER
```

`connect-client --install` needs root too.

## Evidence

Built on Debian 12 (2026-11): `List directory /var/lib/apt/lists/partial is missing. - Acquire (13: Permission
denied)`, exit status 100. The users of base images are in a dated table (see [Sources](../facts.md)).
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta, Place
from studio_lint.model.contents.problems.rights import without_rights

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image

META = Meta("SL222", "root-required", ERROR)


def check(image: Image) -> Iterator[Finding]:
    for stage in image.stages:
        for found in without_rights(image, stage) if stage.reached else ():
            related: tuple[Place, ...] = ()
            whose = f"as `{found.user}`, the base image's user"
            if found.setting is not None:
                whose = f"as `{found.user}`"
                related = (image.place(found.setting.text.whole, "it runs as this user"),)
            message = f"`{found.word.value}` needs root but runs {whose}; the build fails"
            if found.writes:
                message = (
                    f"only root can write to `{found.word.value}`, but this runs as `{found.user}`; the build fails"
                )
            yield META.finding(
                Place.of(found.word),
                message,
                help="add `USER root` above this RUN",
                related=related,
            )

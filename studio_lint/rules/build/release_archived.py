"""Release of the base image has left the mirrors, so no package can be installed

## Why

Some time after the end of support, a distribution moves the packages of a release to an archive. The image still points
to the mirrors: `apt-get update` requests lists that no longer exist, and the build fails. A tag that does not name a
release may use such a release too: `node:16` is based on Debian 10.

## Instead

Use a tag with a supported release:

```dockerfile
FROM python:3.12-slim-bookworm
```

## Evidence

Debian 9 and 10: the Release files return 404 on Debian's mirrors (2026-11-28; `buster` since July 2025). Ubuntu 23.10
and 24.10: docker-library/official-images issue 17973, freeorion issue 5294. CentOS 7 and 8: the mirrors closed on
2024-07-01 and 2022-01-31. A dated table lists these releases; [Sources](../facts.md) says how to renew it.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta, Place
from studio_lint.facts.bases.releases import AS_OF
from studio_lint.model.contents.apt_problems import archived

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image

META = Meta("SL216", "release-archived", ERROR)


def check(image: Image) -> Iterator[Finding]:
    for stage in image.stages:
        found = archived(image, stage) if stage.reached else None
        if found is None:
            continue
        bottom = stage
        while bottom.base.stage is not None:
            bottom = image.stages[bottom.base.stage]
        program = found.ran.name
        yield META.finding(
            image.place(bottom.base.word.text.whole),
            f"{found.release.title} has left the mirrors: `{program}` finds no packages, and the build fails",
            help="use a tag with a supported release of the distribution",
            related=(Place.of(found.ran.arguments[0].text, "packages are needed here"),),
            notes=(f"as of {AS_OF}; support ended on {found.release.ended}",),
        )

"""connect-client is not pinned to a version

## Why
Without a tag, or with `latest`, each build may use a different connect-client: a Studio may stop working after a
rebuild, and no version label can be sure to match.

## Instead
```dockerfile
ARG CONNECT_CLIENT_VERSION="0.15.0"
FROM public.cr.seqera.io/platform/connect-client:${CONNECT_CLIENT_VERSION} AS connect
```
"""

from __future__ import annotations

from studio_lint.base.diagnostics import WARNING, Meta
from studio_lint.facts.connect import newest
from studio_lint.model.connect import images

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.connect.connect import Connect

META = Meta("SL310", "connect-unpinned", WARNING, asks="moving_origins")


def check(connect: Connect) -> Iterator[Finding]:
    options = connect.image.options
    release = newest(options.platform, options.connect_tags)
    for origin in connect.moving_origins:
        reference = origin.reference
        if images.kind(reference, connect.image.options) not in (images.CONNECT, images.OLD):
            continue
        what = "the tag `latest`" if reference.tag else "no tag"
        yield META.finding(
            connect.place(origin.text.whole),
            f"connect-client has {what}: a later build may use a different version",
            help=f"pin a version: `{reference.familiar.removesuffix(':latest')}:{release}`",
        )

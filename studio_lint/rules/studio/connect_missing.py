"""The image holds nothing of connect-client, so no session can start in it.

## Why
The Platform reaches a Studio through connect-client: it opens the session, mounts data and passes the port on.
Seqera's own template images bring it; any other image must copy it in, install it and start it.

## Instead
```dockerfile
ARG CONNECT_CLIENT_VERSION="0.15.0"
FROM public.cr.seqera.io/platform/connect-client:${CONNECT_CLIENT_VERSION} AS connect

FROM ubuntu:24.04
ARG CONNECT_CLIENT_VERSION
LABEL io.seqera.connect.version="${CONNECT_CLIENT_VERSION}"
COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client
RUN /usr/bin/connect-client --install
ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]
```
An image of your own that already is a Studio can be named in the settings (`studio-base-images`).

## Evidence
Seqera's documentation of custom container images for Studios, 2024-10 and 2026-08.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, UNSAFE, Fix, Meta
from studio_lint.model.connect import edits as connect_edits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.connect.connect import Connect

META = Meta("SL301", "connect-missing", ERROR, UNSAFE, silenced_by=("connect-wrong-stage",))


def check(connect: Connect) -> Iterator[Finding]:
    if not connect.absent or connect.copied_from_itself:
        return
    edits = connect_edits.whole_contract(connect)
    yield META.finding(
        connect.place(connect.last_from, "the image that is shipped begins here"),
        "this image holds nothing of connect-client: no session can start in it",
        help="copy connect-client in, run `/usr/bin/connect-client --install` and make it the ENTRYPOINT",
        fix=Fix("add the steps of a Studio", edits, UNSAFE) if edits else None,
    )

"""connect-client is missing from the image

## Why
The Platform reaches a session through connect-client, which also mounts the data and starts your program. Seqera's
template images contain it; any other image must copy, install and start it.

## Instead
```dockerfile
ARG CONNECT_CLIENT_VERSION="0.15.0"
FROM public.cr.seqera.io/platform/connect-client:${CONNECT_CLIENT_VERSION} AS connect

FROM python:3.12-slim
ARG CONNECT_CLIENT_VERSION
LABEL io.seqera.connect.version="${CONNECT_CLIENT_VERSION}"
COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client
RUN /usr/bin/connect-client --install
ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]
CMD ["/usr/bin/bash", "-c", "exec python3 -m http.server $CONNECT_TOOL_PORT"]
```
If your base image already contains connect-client, add it to `studio-base-images` in the settings.

## Evidence
Seqera's documentation of custom container images for Studios, 2024-10 and 2026-08.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, UNSAFE, Effect, Fix, Meta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.connect.connect import Connect

META = Meta("SL301", "connect-missing", ERROR, fix=UNSAFE, silenced_by=("connect-wrong-stage",), asks="absent")

CONVERTED = Effect(config=("Entrypoint", "Cmd", "Labels", "User"), steps=True, converts=True, reveals=("SL3", "SL4"))


def check(connect: Connect) -> Iterator[Finding]:
    if not connect.absent or connect.copied_from_itself:
        return
    from studio_lint.model.connect import edits as connect_edits

    edits = connect_edits.whole_contract(connect)
    yield META.finding(
        connect.place(connect.last_from, "final stage starts here"),
        "connect-client is missing from this image; sessions cannot start",
        help=_help(connect),
        fix=Fix("Add connect-client", edits, UNSAFE, CONVERTED) if edits else None,
    )


def _help(connect: Connect) -> str:
    steps = "copy connect-client, run `/usr/bin/connect-client --install`, and make it the ENTRYPOINT"
    from studio_lint.model.connect import edits as connect_edits

    if connect_edits.is_bare(connect):
        return f"use a base image with apt-get or yum, such as `ubuntu:24.04`; then {steps}"
    if connect_edits.gives_arguments(connect):
        return f"{steps}; add the program that the base image starts after `--entrypoint`"
    return steps

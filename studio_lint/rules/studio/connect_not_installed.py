"""connect-client is copied into the image, but never installed

## Why
`connect-client --install` installs what connect-client needs, with apt-get or yum. Without it, the ENTRYPOINT cannot
set up the session.

## Instead
```dockerfile
COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client
RUN /usr/bin/connect-client --install
```

## Evidence
Seqera's documentation of custom container images for Studios, 2024-10 and 2026-08.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, SAFE, Effect, Fix, Meta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.connect.connect import Connect

META = Meta(
    "SL303",
    "connect-not-installed",
    ERROR,
    fix=SAFE,
    silenced_by=("connect-missing", "connect-wrong-stage"),
    asks="uninstalled",
)

LINE = "RUN /usr/bin/connect-client --install"


def check(connect: Connect) -> Iterator[Finding]:
    installs = connect.installs
    if connect.complete or connect.base in ("", "perhaps") or not connect.uninstalled:
        return
    if installs.unsure or connect.doubtful("RUN"):
        return
    delivery = next((one for one in reversed(connect.deliveries) if one.paths), None)
    if delivery is None or connect.copied_from_itself:
        return
    instruction = delivery.copy.instruction
    from studio_lint.model import text_edits

    yield META.finding(
        connect.place(instruction.keyword_span, "copied here, never installed"),
        "connect-client is never installed in this image: the session never starts",
        help=f"add `{LINE}` below this COPY",
        fix=Fix(
            f"Add `{LINE}`",
            (text_edits.below(connect.image.dockerfile, instruction, [LINE]),),
            effect=Effect(steps=True),
        ),
    )

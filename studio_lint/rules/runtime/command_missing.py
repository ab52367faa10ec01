"""connect-client is given nothing to start.

## Why
`ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]` starts what stands in CMD. A CMD of the base image or of the
stage this one is built upon does not count: ENTRYPOINT throws it away.

## Instead
```dockerfile
ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]
CMD ["/usr/bin/bash", "-c", "exec jupyter lab --port=$CONNECT_TOOL_PORT"]
```

## Evidence
BuildKit: ENTRYPOINT resets an inherited CMD unless the same stage sets one.
"""

from __future__ import annotations

from studio_lint.diagnostics import ERROR, Meta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.diagnostics import Finding
    from studio_lint.model.process import Process

META = Meta("SL407", "command-missing", ERROR, silenced_by=("stage-cycle",))


def check(process: Process) -> Iterator[Finding]:
    start = process.start
    if start is None or not process.nothing:
        return
    reset = process.image.config.reset_cmd
    label = "thrown away by the ENTRYPOINT below"
    related = () if reset is None else (process.place(reset.instruction.keyword_span, label),)
    yield META.finding(
        process.place(start.entrypoint.keyword_span, "starts what CMD names, and there is none"),
        "connect-client is given nothing to start: the session never reaches running",
        help='say below what to start: `CMD ["/usr/bin/bash", "-c", "exec … $CONNECT_TOOL_PORT"]`',
        related=related,
    )

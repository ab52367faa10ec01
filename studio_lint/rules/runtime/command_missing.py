"""connect-client is given nothing to start.

## Why
`ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]` starts what stands in CMD. A CMD of the base image or of the
stage this one is built upon does not count: ENTRYPOINT throws it away. The base image's own ENTRYPOINT is gone as
well, so a CMD that only held options for it begins with no program any more.

## Instead
```dockerfile
ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]
CMD ["/usr/bin/bash", "-c", "exec jupyter lab --port=$CONNECT_TOOL_PORT"]
```

## Evidence
BuildKit: ENTRYPOINT resets an inherited CMD unless the same stage sets one.
"""

from __future__ import annotations

from studio_lint.diagnostics import ERROR, Meta, Place
from studio_lint.model.process import CLIENT, ENTRY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.diagnostics import Finding
    from studio_lint.model.process import Process, Start
    from studio_lint.source import Text

META = Meta("SL407", "command-missing", ERROR, silenced_by=("stage-cycle",))


def check(process: Process) -> Iterator[Finding]:
    start = process.start
    if start is None:
        return
    option = _option(start)
    if option is not None:
        yield META.finding(
            Place.of(option, "stands where the program should"),
            f"connect-client is to start `{option.value}`, which is no program: the session never reaches running",
            help="put the program in front of it; the ENTRYPOINT that the base image has does not run any more",
        )
    if not process.nothing:
        return
    reset = process.image.config.reset_cmd
    label = "thrown away by the ENTRYPOINT below"
    related = () if reset is None else (process.place(reset.instruction.keyword_span, label),)
    written = start.instruction is not start.entrypoint
    place, label = start.entrypoint.keyword_span, "starts what CMD names, and there is none"
    yield META.finding(
        process.place(start.instruction.keyword_span, "names nothing") if written else process.place(place, label),
        "connect-client is given nothing to start: the session never reaches running",
        help=f"say {'here' if written else 'below'} what to start: "
        '`CMD ["/usr/bin/bash", "-c", "exec … $CONNECT_TOOL_PORT"]`',
        related=related,
    )


def _option(start: Start) -> Text | None:
    """The first word that CMD gives to `connect-client --entrypoint`, where it is an option."""
    given = start.entrypoint.arguments
    if start.shell or start.instruction is start.entrypoint or [word.value for word in given[1:]] != [ENTRY]:
        return None
    first = start.instruction.arguments[0] if start.instruction.exec_form and start.instruction.arguments else None
    is_option = first is not None and first.value.startswith("-") and first.value != "--"
    return first if is_option and given[0].value.rpartition("/")[2] == CLIENT else None

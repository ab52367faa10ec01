"""No command to start

## Why
`ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]` starts the command in CMD. A CMD of the base image or of an
earlier stage does not count: ENTRYPOINT resets it. The base image's own ENTRYPOINT is replaced as well, so a CMD with
only the options for it no longer begins with a program.

## Instead
```dockerfile
ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]
CMD ["/usr/bin/bash", "-c", "exec jupyter lab --port=$CONNECT_TOOL_PORT"]
```

## Evidence
BuildKit: ENTRYPOINT resets an inherited CMD unless the same stage sets one.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta, Place
from studio_lint.model.process.no_program import CUT, LINE, OPTION, no_program

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.process.no_program import NoProgram
    from studio_lint.model.process.process import Process

META = Meta("SL407", "command-missing", ERROR, silenced_by=("stage-cycle",))

NEVER = "the session never starts"
LABELS = {OPTION: "first word of the command", CUT: "only this runs"}
LONGEST = 40  # characters of a command that are shown


def check(process: Process) -> Iterator[Finding]:
    start = process.start
    if start is None:
        return
    wrong = no_program(start)
    if wrong is not None:
        message, help = _told(wrong)
        label = LABELS.get(wrong.kind, "not a file name")
        yield META.finding(Place.of(wrong.word, label), f"{message}: {NEVER}", help=help)
    if not process.nothing:
        return
    reset = process.image.config.reset_cmd
    label = "reset by the ENTRYPOINT below"
    related = () if reset is None else (process.place(reset.instruction.keyword_span, label),)
    written = start.instruction is not start.entrypoint
    place, label = start.entrypoint.keyword_span, "starts the CMD, which is missing"
    yield META.finding(
        process.place(start.instruction.keyword_span, "empty command") if written else process.place(place, label),
        f"connect-client has no command to start: {NEVER}",
        help=f"add the command {'here' if written else 'below'}: "
        '`CMD ["/usr/bin/bash", "-c", "exec … $CONNECT_TOOL_PORT"]`',
        related=related,
    )


def _told(wrong: NoProgram) -> tuple[str, str]:
    """Message and help for a word that cannot be started."""
    value = wrong.word.value
    shown = value if len(value) <= LONGEST else f"{value[: LONGEST - 1]}…"
    if wrong.kind == OPTION:
        help = "put the program before it; the ENTRYPOINT of the base image no longer runs"
        return f"connect-client would try to run `{value}`, which is not a program", help
    if wrong.kind == LINE:
        help = 'make each word a separate string, or use a shell: `["/usr/bin/bash", "-c", "…"]`'
        return f"`{shown}` is a single string, and no program has that name", help
    if wrong.kind == CUT:
        help = 'put the whole command in one string after `"-c"`'
        return f"the shell runs only `{shown}`, without the words after it", help
    return f"the shell reads `{shown}` as the name of a script", 'add `"-c"` before it'

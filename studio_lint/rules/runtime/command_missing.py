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

from studio_lint.base.diagnostics import ERROR, UNSAFE, Effect, Fix, Meta, Place
from studio_lint.facts.wrappers import BASH_PATH
from studio_lint.model.process.no_program import BARE, CUT, LINE, OPTION, no_program

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.process.no_program import NoProgram
    from studio_lint.model.process.process import Process
    from studio_lint.model.process.start import Start

META = Meta("SL407", "command-missing", ERROR, fix=UNSAFE, silenced_by=("stage-cycle",))

NEVER = "the session never starts"
LABELS = {OPTION: "first word of the command", CUT: "only this runs", BARE: "no program follows"}
LONGEST = 40  # characters of a command that are shown


def check(process: Process) -> Iterator[Finding]:
    start = process.start
    if start is None:
        return
    reset = process.image.config.reset_cmd
    label = "reset by the ENTRYPOINT below"
    related = () if reset is None else (process.place(reset.instruction.keyword_span, label),)
    fix = _repeated(process, start) if start.instruction is start.entrypoint else None
    wrong = no_program(start)
    if wrong is not None:
        message, help = _told(wrong)
        label = LABELS.get(wrong.kind, "not a file name")
        bare = wrong.kind == BARE
        yield META.finding(
            Place.of(wrong.word, label),
            f"{message}: {NEVER}",
            help=f"add `{_shown(process)}` below this line" if bare else help,
            related=related if bare else (),
            fix=fix if bare else None,
        )
    if not process.nothing:
        return
    written = start.instruction is not start.entrypoint
    place, label = start.entrypoint.keyword_span, "starts the CMD, which is missing"
    yield META.finding(
        process.place(start.instruction.keyword_span, "empty command") if written else process.place(place, label),
        f"connect-client has no command to start: {NEVER}",
        help=f"use `{_shown(process)}`" if written else f"add `{_shown(process)}` below this line",
        related=related,
        fix=fix,
    )


def _shown(process: Process) -> str:
    """The CMD that is missing: the one that was thrown away, else an example."""
    from studio_lint.model import text_edits

    reset = process.image.config.reset_cmd
    words = reset.words if reset is not None else (BASH_PATH, "-c", "exec … $CONNECT_TOOL_PORT")
    return f"CMD {text_edits.json_list(words)}"


def _repeated(process: Process, start: Start) -> Fix | None:
    """The CMD of a parent stage, repeated below the ENTRYPOINT that throws it away."""
    from studio_lint.model import text_edits

    if process.image.config.reset_cmd is None:
        return None
    edit = text_edits.below(process.image.dockerfile, start.entrypoint, [_shown(process)])
    return Fix("Repeat the CMD below the ENTRYPOINT", (edit,), UNSAFE, Effect(config=("Cmd",), start=True, reads=True))


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
    if wrong.kind == BARE:
        return f"`{value.rpartition('/')[2]}` has no program to start", ""
    if wrong.kind == CUT:
        help = 'put the whole command in one string after `"-c"`'
        return f"the shell runs only `{shown}`, without the words after it", help
    return f"the shell reads `{shown}` as the name of a script", 'add `"-c"` before it'

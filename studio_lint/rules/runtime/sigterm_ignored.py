"""Main process does not receive SIGTERM, or ignores it

## Why
When a session stops, the Platform sends SIGTERM, and SIGKILL half a minute later. With another STOPSIGNAL, if SIGTERM
is ignored, if a handler does not end the program, or if `nohup … &` detaches it, nothing is saved or closed before the
end.

## Instead
Remove STOPSIGNAL, let the program handle SIGTERM, and start it with `exec`.

## Evidence
Seqera's documentation: the main process must handle SIGTERM; SIGKILL follows after 30 seconds. `trap '' TERM` also
applies to every program that is started afterwards, including with `exec` (measured with dash 0.5.12 and bash 5.2).
http.server, wsgiref, Flask, Dash, Bottle, waitress and Tornado keep the program's own handler; uvicorn, Hypercorn,
aiohttp and CherryPy replace it (run 2026-11).
"""

from __future__ import annotations

from studio_lint.base.diagnostics import SAFE, WARNING, Edit, Effect, Fix, Meta, Place
from studio_lint.facts.wrappers import DETACHING
from studio_lint.model.process import shutdown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.process.process import Process

META = Meta("SL408", "sigterm-ignored", WARNING, fix=SAFE)

RIGHT = ("SIGTERM", "TERM", "15")


def check(process: Process) -> Iterator[Finding]:
    yield from _signal(process)
    for ran in process.ran:
        ignored = shutdown.ignores(ran)
        if ignored is not None:
            yield META.finding(
                Place.of(ignored, "SIGTERM is ignored from here on"),
                "SIGTERM is ignored: the session is killed after 30 seconds, and unsaved work is lost",
                help="remove this `trap`, or make it stop the program: `trap 'kill $pid' TERM`",
            )
    yield from _deaf(process)
    for program in process.programs:
        command = program.ran.command
        if command is None or not program.ran.background:
            continue
        for word in command.words:
            if word.value in DETACHING and any(hop.name == word.value for hop in program.ran.hops):
                yield META.finding(
                    Place.of(word.text, "only ignores SIGHUP"),
                    f"{program.name} runs in the background and does not receive SIGTERM: unsaved work is lost",
                    help="start it in the foreground with `exec`, so that it receives SIGTERM",
                )


def _deaf(process: Process) -> Iterator[Finding]:
    """Python programs that do not end on SIGTERM."""
    if not any(program.code for program in process.programs):
        return
    from studio_lint.model.process.signals import ignoring

    for one in ignoring.ignored(process):
        from studio_lint.model.process.route import steps

        yield META.finding(
            Place.of(one.text, "does not end the program"),
            f"{one.program.name} ignores SIGTERM: the session is killed after 30 seconds, and unsaved work is lost",
            help="remove this handler, or end the program in it: `sys.exit(0)`",
            related=steps.related(process, one.program, one.text),
        )


def _signal(process: Process) -> Iterator[Finding]:
    setting = process.image.config.stop_signal
    if setting is None or not setting.known or setting.value.upper() in RIGHT:
        return
    from studio_lint.model import text_edits

    span = text_edits.lines_of(process.image.dockerfile, setting.instruction)
    fix = Fix(
        "Remove STOPSIGNAL: SIGTERM is the default",
        (Edit(process.image.source, span, ""),),
        effect=Effect(config=("StopSignal",)),
    )
    yield META.finding(
        process.place(setting.text.whole, "not SIGTERM"),
        f"the image sets {setting.value}, but the Platform stops a session with SIGTERM",
        help="remove this line: SIGTERM is the default",
        fix=fix,
    )

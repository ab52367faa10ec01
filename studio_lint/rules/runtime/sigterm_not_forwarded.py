"""Shell does not forward SIGTERM to the program

## Why
When the session stops, the shell receives SIGTERM and ends. The program that it started does not receive the signal
and is killed with the container. `exec` replaces the shell with the program.

## Instead
```dockerfile
CMD ["/bin/sh", "-c", "exec jupyter lab --port=$CONNECT_TOOL_PORT"]
```
If the script has to continue after the program: `jupyter … & pid=$!; trap 'kill $pid' TERM; wait $pid; wait $pid`.
The first `wait` returns when the trap runs, so a second one waits for the program. To keep its output:
`exec jupyter … > FILE 2>&1`.

## Evidence
Measured with dash 0.5.12 and bash 5.2 (2026-11): dash stays as the parent of every command; bash replaces itself with
the last simple command of `-c`, but not with commands of a script. Programs in the background or in a pipe receive
nothing, and a trap runs only after the foreground command ends. `wait` returns as soon as the trap has run, so a script
with one `wait` ends before the program: a server that needed 0.6 s to save had saved nothing. npm and make forward
SIGTERM to the shell that they start; xargs, xvfb-run, `conda run` and apachectl do not forward it.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ADVICE, SAFE, UNSAFE, Edit, Effect, Fix, Meta, Place
from studio_lint.model.process import shutdown
from studio_lint.model.process.signals.held_program import ASIDE, ONCE, PARENT, PIPE, TRAP

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.process.process import Process
    from studio_lint.model.process.signals.held_program import HeldProgram

TOLD = "… & pid=$!; trap 'kill $pid' TERM; wait $pid; wait $pid"
_EFFECTS = {ONCE: " is killed before it can save", ASIDE: " does not receive SIGTERM"}
META = Meta("SL409", "sigterm-not-forwarded", ADVICE, fix=UNSAFE, silenced_by=("sigterm-ignored",))


def check(process: Process) -> Iterator[Finding]:
    held = shutdown.held_program(process)
    if held is None:
        return
    from studio_lint.model.process.editing import command_edits

    detached = shutdown.detaches(process)
    if detached is not None and detached.program is held.program:
        return
    first = held.text
    fix = None
    if held.simple:
        edit = Edit(first.source, first.whole.replace(end=first.whole.start), "exec ")
        safety = UNSAFE if command_edits.is_package_script(held.program.ran) else SAFE
        fix = Fix("Add `exec` before it", (edit,), safety, Effect(config=("Entrypoint", "Cmd")))
    label, message = f"child of {held.shell}", f"{held.shell} stays as the parent of {held.program.name} and"
    if held.way == ONCE:
        label, message = "in the background", f"the script ends as soon as its trap has run, so {held.program.name}"
    if held.way == ASIDE:
        label, message = "in the background", f"{held.shell} runs {held.program.name} in the background, where it"
    yield META.finding(
        Place.of(first, label),
        message + _EFFECTS.get(held.way, " does not forward SIGTERM"),
        help=_help(held),
        fix=fix,
    )


def _help(main: HeldProgram) -> str:
    if main.simple:
        return "add `exec` before it"
    if main.way == ONCE:
        return f"call `wait` a second time, for the program to end: `{TOLD}`"
    if main.way == PARENT:
        own = main.program.ran.name == main.shell
        if main.activates:
            return f"add the `bin` folder of its environment to PATH with ENV, and start it without `{main.shell} run`"
        if main.replaced:
            return f"replace `{main.shell}` with `{main.replaced}; exec …`"
        return f"start the server itself, not `{main.shell}`" if own else f"start it without `{main.shell}`"
    if main.way == PIPE:
        return "write its output to a file and add `exec` before it: `exec … > FILE 2>&1`"
    if main.way == ASIDE:
        return f"start it last, with `exec` and without `&`, or forward the signal yourself: `{TOLD}`"
    if main.way == TRAP:
        return f"run it in the background, because a trap waits for the command in the foreground: `{TOLD}`"
    if main.followed:
        return f"remove everything after it and add `exec` before it, or forward the signal yourself: `{TOLD}`"
    return "end the script with `exec` and the program"

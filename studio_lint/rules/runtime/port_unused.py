"""Nothing in the start command uses CONNECT_TOOL_PORT

## Why
The Platform chooses a port when the session starts, sets `CONNECT_TOOL_PORT`, and waits until something accepts
connections on that port. If the program listens on another port, or on none, the session never starts.

## Instead
Use the variable in the file that sets the port:
```dockerfile
CMD ["/usr/bin/bash", "-c", "exec python3 server.py --port $CONNECT_TOOL_PORT"]
```
```python
app.run(host="0.0.0.0", port=int(os.environ["CONNECT_TOOL_PORT"]))
```

## Evidence
connect-client since 0.8.1: a session is not *running* until the tool accepts connections on CONNECT_TOOL_PORT; since
0.15.0, the session fails if it never does. Scripts, programs and configuration files from the build context are read;
if one of them is not available, nothing is reported.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, UNSAFE, WARNING, Meta, Place
from studio_lint.base.source import Span
from studio_lint.model.process.ends import early_end

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding, Fix
    from studio_lint.model.process.process import Process

META = Meta(
    "SL401",
    "port-unused",
    ERROR,
    fix=UNSAFE,
    silenced_by=("port-hard-coded", "port-not-expanded", "command-missing", "option-unknown"),
    asks="portless",
)

MOST_RELATED = 4
LISTEN = "configure the program to listen on `$CONNECT_TOOL_PORT`, the port the Platform connects to"
BAKED = r"use `\$CONNECT_TOOL_PORT` in the {} that writes the file; it is then expanded when the session starts"


def check(process: Process) -> Iterator[Finding]:
    if process.unseen and process.likely is None:
        if not process.problems:
            yield _unseen(process)
        return
    start = process.start
    if start is None or not process.portless or early_end.left_out(process):
        return
    from studio_lint.model.process.editing import unused_fixes

    fix = unused_fixes.fix(process) if not process.baked else None
    baked = [Place.of(text, "expanded during the build, when it is empty") for text in process.baked]
    unheard = [Place.of(text, "set here, but no program uses it") for text in process.usage.unheard]
    named = {id(text.source) for text in process.usage.unheard}
    read = [Place(one, Span(0, 0), "read here, without the port") for one in process.files if id(one) not in named]
    yield META.finding(
        process.place(start.instruction.keyword_span, "started here"),
        "nothing in the start command uses `$CONNECT_TOOL_PORT`: the session never starts",
        help=_of_build(process) if process.baked else _help(process, fix),
        related=tuple((baked + unheard + read)[:MOST_RELATED]),
        fix=fix,
    )


def _of_build(process: Process) -> str:
    """What to write where the build expands the variable."""
    from studio_lint.model.process.editing import port_edits

    step = port_edits.instruction_at(process.image, process.baked[0])
    return BAKED.format(step.keyword if step is not None else "step")


def _help(process: Process, fix: Fix | None) -> str:
    """What the fix does, and where if that is not in the Dockerfile."""
    if fix is None:
        return LISTEN
    source = fix.edits[0].source
    where = f" in `{source.path}`" if source is not process.image.source else ""
    return fix.message[:1].lower() + fix.message[1:] + where


def _unseen(process: Process) -> Finding:
    """A program of which nothing is known, where no file speaks of the port."""
    program = next((one for one in reversed(process.programs) if not one.known), process.programs[-1])
    fix = None
    if len(program.ran.arguments) > 1:
        from studio_lint.model.process.editing import unused_fixes

        fix = unused_fixes.fix(process)
    help = f"add the option or variable that sets the port of `{program.name}` to `$CONNECT_TOOL_PORT`"
    return META.finding(
        Place.of(program.text, "started without a port"),
        f"nothing in these files passes `$CONNECT_TOOL_PORT` to `{program.name}`; the session may never start",
        severity=WARNING,
        help=help if fix is None else _help(process, fix),
        fix=fix,
    )

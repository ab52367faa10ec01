"""Everything is started in the background and nothing waits for it.

## Why
A command that ends in `&` runs on while the script goes on to its end. With the script the main process ends, and with
it the session: all that it started is killed.

## Instead
Start the last program in front: `exec jupyter lab …`. Or wait for it: `jupyter lab … & wait $!`.

## Evidence
Measured with dash 0.5.12 and bash 5.2 (2026-11): `x &` without `wait` ends at once.
"""

from __future__ import annotations

from studio_lint.diagnostics import ERROR, Meta, Place
from studio_lint.model import shutdown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.diagnostics import Finding
    from studio_lint.model.process import Process

META = Meta("SL410", "command-exits", ERROR)


def check(process: Process) -> Iterator[Finding]:
    program = shutdown.runs_away(process)
    if program is None or program.ran.command is None:
        return
    yield META.finding(
        Place.of(program.ran.command.words[0].text, "runs in the background"),
        f"{program.name} is started in the background and nothing waits for it: the session ends at once",
        help="start it in front, with `exec` before it and no `&` behind it",
    )

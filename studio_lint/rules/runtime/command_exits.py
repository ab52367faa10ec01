"""The command exits immediately, and the session ends

## Why
A command that ends in `&` runs in the background while the script continues to its end. When the script ends, the
main process ends, and the session with it: everything that it started is killed. nginx, RStudio Server and xpra run
in the background by default. A script with Windows line endings does not start at all: the kernel looks for a program
whose name ends in a carriage return. A script that is not executable does not start either, and COPY keeps the mode
that the file has.

## Instead
Start the last program in the foreground: `exec jupyter lab …`, `exec nginx -g 'daemon off;'`. Or wait for it:
`jupyter lab … & pid=$!; trap 'kill $pid' TERM; wait $pid; wait $pid`. Save scripts with Unix line endings, and keep
them with `*.sh text eol=lf` in `.gitattributes`. Copy them with `COPY --chmod=755`.

## Evidence
Measured with dash 0.5.12 and bash 5.2 (2026-11): `x &` without `wait` ends immediately. Manuals of the servers:
`studio_lint/facts/tools/`. Linux, execve(2): the name of the interpreter extends to the end of the line, and a file
without `x` in its mode is rejected (EACCES). The mode is the one in git and on disk; without git, nothing is
reported.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta, Place
from studio_lint.model.process import shutdown
from studio_lint.model.process.start_problems import DENIED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.process.process import Process
    from studio_lint.model.process.shutdown import Detached

META = Meta("SL410", "command-exits", ERROR)


def check(process: Process) -> Iterator[Finding]:
    for line, script in process.unstartable:
        interpreter = line.value.rstrip().rpartition("/")[2]
        yield META.finding(
            Place.of(line, "ends with a carriage return"),
            f"CRLF line endings keep the kernel from finding `{interpreter}`: the session ends immediately",
            help=f"save it with Unix line endings (LF), or add `RUN sed -i 's/\\r$//' {script}`",
        )
    yield from _denied(process)
    away = shutdown.runs_away(process)
    left = shutdown.launcher(away) if away is not None else None
    if left is not None:
        word, background = left
        yield META.finding(
            Place.of(word.text, "goes into the background"),
            f"{word.shown.rpartition('/')[2]} daemonizes and nothing keeps the container running: "
            "the session ends immediately",
            help=f"add `{background.fix}`",
        )
    elif away is not None and away.ran.command is not None:
        yield META.finding(
            Place.of(away.ran.command.words[0].text, "runs in the background"),
            f"{away.name} runs in the background and nothing waits for it: the session ends immediately",
            help="start it in the foreground: add `exec` before it and remove the `&` after it",
        )
    detached = shutdown.detaches(process)
    if detached is not None:
        yield META.finding(
            Place.of(detached.flag or detached.program.text, "goes into the background"),
            f"{detached.program.name} daemonizes and nothing keeps the container running: the session ends immediately",
            help=_kept_in_front(detached),
        )


def _kept_in_front(detached: Detached) -> str:
    if detached.flag is not None:
        return f"remove `{detached.flag.value}`"
    fix = detached.background.fix
    return f"add `{fix}`" if fix else "start it in the foreground"


def _denied(process: Process) -> Iterator[Finding]:
    for one in process.problems:
        if one.kind != DENIED:
            continue
        name = one.path.rpartition("/")[2]
        message = f"`{name}` is not executable: the session ends immediately"
        if one.copy is None:
            help = f"add `chmod +x {one.path}` to the RUN that makes it"
            yield META.finding(Place.of(one.word.sub(0), "permission denied"), message, help=help)
            continue
        instruction = one.copy.instruction
        label, other = "made with mode 644", ""
        if one.source:
            label = "copied with its current mode"
            other = f", or run `chmod +x {name}` (in git: `git update-index --chmod=+x …`)"
        yield META.finding(
            Place.of(one.word.sub(0), "permission denied"),
            message,
            help=f"use `{instruction.keyword} --chmod=755 …`{other}",
            related=(process.place(instruction.keyword_span, label),),
        )

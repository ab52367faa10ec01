"""Lock file used as an environment file

## Why

conda-lock, pixi and `conda list --explicit` write what a solver chose, not what was requested. Wave does not support
such files: in those of conda-lock and pixi, micromamba finds no `dependencies`, so the build is green and installs
nothing; `@EXPLICIT` is not YAML, and the build fails.

## Instead

Use the environment file that the lock file was made from, and pin the versions that matter. A Dockerfile can install
a lock file itself: micromamba and mamba accept one whose name ends in `-lock.yml` or `-lock.yaml`.

## Evidence

micromamba 2.8.1, 2026-11: `micromamba install --file conda-lock.yml` installs the listed packages; the same text as
`conda.yml`, the name that Wave gives it, installs nothing and exits with 0.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta
from studio_lint.facts.installers.conda import reads_locks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.environment.environment import Environment

META = Meta("SL131", "lock-file", ERROR, asks="lock")


def check(environment: Environment) -> Iterator[Finding]:
    lock = environment.lock
    reader = next((reader for reader in environment.readers if reader.is_wave or reads_locks(reader.program)), None)
    if lock is None or reader is None:
        return
    ends = "the build fails" if lock.kind == "@EXPLICIT" else "the build is green and installs nothing"
    who = "Wave" if reader.is_wave else f"{reader.title}, by this name,"
    yield META.finding(
        environment.place(lock.span),
        f"{who} does not install lock files of {lock.kind}: {ends}"
        if lock.kind != "@EXPLICIT"
        else f"{who} does not install lists of package files (`@EXPLICIT`): {ends}",
        help="use the environment file that it was made from"
        if reader.is_wave
        else "give it a name that ends in `-lock.yml`, or use the environment file that it was made from",
        notes=reader.note,
    )

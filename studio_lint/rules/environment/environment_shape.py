"""Invalid environment file: its packages are not installed

## Why

micromamba looks for a list below `dependencies`. If there is none (the key is missing, misspelled, empty, or contains
text), it installs nothing and reports success: the build is green, and the Studio starts without a single package. A
`channels` that is not a list makes the build fail, and so do some other keys with the wrong kind of value.

## Instead

```yaml
channels:
  - conda-forge
  - bioconda
dependencies:
  - python=3.12
  - samtools=1.21
```

## Evidence

micromamba 2.8.1, 2026-08: if `dependencies` is missing, null, a string or a mapping, it exits with 0 and installs
nothing; `channels: conda-forge` fails with `Could not read 'channels' as vector of strings`. Merge keys are not
expanded.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, SAFE, WARNING, Effect, Meta, replaced
from studio_lint.model.environment.shape import TOP_LEVEL_PIP, shape_problems

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.environment.environment import Environment

META = Meta("SL101", "environment-shape", ERROR, fix=SAFE, asks="unusual")


def check(environment: Environment) -> Iterator[Finding]:
    for problem in shape_problems(environment) if environment.lock is None else ():
        effect = Effect(words=replaced(problem.edits_of(environment.source)), reads=True)
        yield META.of_problem(
            problem,
            environment.place(problem.span),
            severity=WARNING if problem.kind == TOP_LEVEL_PIP else ERROR,
            fix=problem.fix(environment.source, effect),
        )

"""Invalid channel: a variable, an option, a web page, or a URL without `https://`

## Why

micromamba reads a word without `://` as the name of a channel on conda.anaconda.org. `conda.anaconda.org/conda-forge`
and `--override-channels` are not such names, nor is `conda-forge:`, the channel of `conda-forge:::numpy`;
`https://anaconda.org/conda-forge` is a web page, and nothing expands `${CHANNEL}`. Nothing can be downloaded, and the
build fails.

## Instead

Use the name of the channel, or its full address:

```yaml
channels:
  - conda-forge
  - https://repo.example.com/team
```

## Evidence

micromamba 2.8.1, 2026-11: such channels fail with `Multiple errors occurred`, one for every index that cannot be
downloaded. It reads `conda-forge::::foo` as a package of the channel `conda-forge::`.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, UNSAFE, Effect, Meta, removed, replaced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding, Problem
    from studio_lint.model.environment.environment import Environment

META = Meta("SL129", "channel-invalid", ERROR, fix=UNSAFE, asks="addressed")


def check(environment: Environment) -> Iterator[Finding]:
    from studio_lint.model.environment.channel_problems import problem_in, problem_of

    for channel in environment.channels:
        problem = problem_of(environment, channel) if channel.text is not None else None
        if problem is not None:
            yield _finding(environment, problem)
    for _, spec in environment.sound:
        before = spec.channel_text if not spec.is_file else None
        problem = problem_in(before) if before is not None else None
        if problem is not None:
            yield _finding(environment, problem, spec.text.value.strip())


def _finding(environment: Environment, problem: Problem, asked: str = "") -> Finding:
    """`asked`: the spec that names the channel, "" in the list of channels."""
    edits = problem.edits_of(environment.source)
    keys, packages = ((), (asked,)) if asked else (("channels",), ())
    effect = Effect(words=replaced(edits), packages=packages, dropped=removed(edits), keys=keys)
    return META.of_problem(problem, environment.place(problem.span), fix=problem.fix(environment.source, effect))

"""Invalid channel: a variable, an option, a web page, or a URL without `https://`

## Why

micromamba reads a word without `://` as the name of a channel on conda.anaconda.org. `conda.anaconda.org/conda-forge`
and `--override-channels` are not such names, `https://anaconda.org/conda-forge` is a web page, and nothing expands
`${CHANNEL}`. Nothing can be downloaded, and the build fails.

## Instead

Use the name of the channel, or its full address:

```yaml
channels:
  - conda-forge
  - https://repo.example.com/team
```

## Evidence

micromamba 2.8.1, 2026-11: each of these fails with `Multiple errors occurred`, one for every index that cannot be
downloaded.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, UNSAFE, Effect, Meta, removed, replaced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.environment.environment import Environment

META = Meta("SL129", "channel-invalid", ERROR, fix=UNSAFE, asks="odd_channels")


def check(environment: Environment) -> Iterator[Finding]:
    from studio_lint.model.environment.channel_problems import problem_of

    for channel in environment.channels:
        problem = problem_of(environment, channel) if channel.text is not None else None
        if problem is None:
            continue
        edits = problem.edits_of(environment.source)
        effect = Effect(words=replaced(edits), dropped=removed(edits), keys=("channels",))
        yield META.of_problem(problem, channel.place(problem.span), fix=problem.fix(environment.source, effect))

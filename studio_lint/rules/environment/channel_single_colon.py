"""Single colon between channel and package: the channel is ignored

## Why

Two colons separate a channel from a package: `bioconda::bcftools`. micromamba reads a single colon as a namespace,
which it does not use, and takes the package from the first channel that has it. That may be another build, or there
may be none.

## Instead

Use two colons:

```yaml
dependencies:
  - bioconda::bcftools=1.20
```

A version follows `=`: `bcftools=1.20`, never `bcftools:1.20`.

## Evidence

libmamba 2.8.1 and 1.5.10 read `conda-forge:python` as the package python without a channel.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import SAFE, WARNING, Edit, Effect, Fix, Meta
from studio_lint.base.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.base.source import Text
    from studio_lint.model.environment.environment import Dependency, Environment
    from studio_lint.syntax.conda.matchspec_tree import MatchSpec

META = Meta("SL126", "channel-single-colon", WARNING, fix=SAFE, asks="intricate")


def check(environment: Environment) -> Iterator[Finding]:
    for dependency in environment.specs:
        spec = dependency.spec
        if spec is None or spec.problems or spec.namespace is None or spec.channel_text is not None:
            continue
        yield _finding(dependency, spec.namespace, spec)


def _finding(dependency: Dependency, before: Text, spec: MatchSpec) -> Finding:
    name, package = before.value.strip(), spec.key
    rest = spec.text.value.strip().partition(":")[2].strip()
    colon = Span(before.whole.end, before.whole.end + 1)
    if name == "pip":
        return META.finding(
            dependency.place(colon),
            f"`pip:` is ignored here: {package} comes from a conda channel",
            help=f"move `{package}` to a `pip:` section",
        )
    if spec.version_as_name:
        return META.finding(
            dependency.place(colon),
            f"`{name}` is ignored: micromamba looks for a package named `{package}`",
            help=f"use `{name}={rest}`",
        )
    return META.finding(
        dependency.place(colon),
        f"a single colon does not select a channel: `{name}` is ignored",
        help=f"use `{name}::{rest}`",
        fix=Fix(
            "Replace with `::`",
            (Edit(dependency.source, colon, "::"),),
            SAFE,
            Effect(packages=(spec.text.value.strip(),)),
        ),
    )

"""A single colon before a package: the channel is thrown away

## Why

A channel stands before two colons, `bioconda::bcftools`. With one colon
micromamba reads a namespace, which it does not use, and takes the package
from whatever channel has it first. That may be another build, or none.

## Instead

Write two colons:

```yaml
dependencies:
  - bioconda::bcftools=1.20
```

A version stands behind `=`: `bcftools=1.20`, never `bcftools:1.20`.

## Evidence

libmamba 2.8.1 and 1.5.10 read `conda-forge:python` as the package python of
no particular channel.
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

META = Meta("SL126", "channel-single-colon", WARNING, fix=SAFE)


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
            f"`pip:` is thrown away here: {package} comes from a conda channel",
            help=f"list `{package}` in a `pip:` section, as pip writes it (`{package}==1.2`)",
        )
    if spec.version_as_name:
        return META.finding(
            dependency.place(colon),
            f"`{name}` is thrown away: a package called `{package}` is looked for",
            help=f"write `{name}={rest}`",
        )
    return META.finding(
        dependency.place(colon),
        f"the channel `{name}` is thrown away: {package} comes from any channel that has it",
        help=f"write `{name}::{rest}`",
        fix=Fix(
            "write `::`", (Edit(dependency.source, colon, "::"),), SAFE, Effect(packages=(spec.text.value.strip(),))
        ),
    )

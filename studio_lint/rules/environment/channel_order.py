"""bioconda is listed before conda-forge

## Why

The channel that is listed first has priority. bioconda is built on conda-forge and must come after it; otherwise, old
copies in bioconda hide newer ones in conda-forge, and the solver finds unusual combinations or none.

## Instead

```yaml
channels:
  - conda-forge
  - bioconda
```

## Evidence

bioconda's documentation, "Usage": conda-forge has the higher priority.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ADVICE, SAFE, Effect, Fix, Meta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.environment.environment import Environment

META = Meta("SL113", "channel-order", ADVICE, fix=SAFE)


def check(environment: Environment) -> Iterator[Finding]:
    bioconda = next((channel for channel in environment.channels if channel.name == "bioconda"), None)
    forge = next((channel for channel in environment.channels if channel.name == "conda-forge"), None)
    if bioconda is None or forge is None or bioconda.span.start > forge.span.start:
        return
    from studio_lint.model.environment.edits import swapped

    edits = swapped(environment, bioconda.span, forge.span)
    yield META.finding(
        bioconda.place(),
        "bioconda is listed before conda-forge, which it depends on: old packages may hide newer ones",
        help="move `- conda-forge` above `- bioconda`",
        related=(forge.place(label="should come first"),),
        fix=Fix("Swap the two channels", edits, effect=Effect(keys=("channels",))),
    )

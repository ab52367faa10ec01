"""bioconda without conda-forge, or its packages without bioconda

## Why

Nearly every bioconda package needs libraries that only conda-forge has. Without conda-forge, the solver finds no
solution and the build fails, or it takes old copies from another channel. The packages of Bioconductor are only in
bioconda: no other public channel has `bioconductor-deseq2`.

## Instead

```yaml
channels:
  - conda-forge
  - bioconda
```

## Evidence

bioconda's documentation, "Usage": conda-forge is required and has the higher priority. bioconda without conda-forge
is one of the mistakes that users of Wave and mamba report most often (2026-08).
"""

from __future__ import annotations

from studio_lint.base.diagnostics import SAFE, WARNING, Effect, Fix, Meta
from studio_lint.facts.channels import ONLY_IN_BIOCONDA, WITHOUT_BIOCONDA
from studio_lint.syntax.yaml.tree import Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Edit, Finding
    from studio_lint.model.environment.environment import ChannelEntry, Environment

META = Meta("SL130", "channel-incomplete", WARNING, fix=SAFE, silenced_by=("channel-unknown", "channel-invalid"))
_BASE = "conda-forge"


def check(environment: Environment) -> Iterator[Finding]:
    yield from _without_base(environment)
    yield from _without_bioconda(environment)


def _without_bioconda(environment: Environment) -> Iterator[Finding]:
    """The first package that none of the listed channels has."""
    if environment.broken or not environment.channels or not all(reader.is_wave for reader in environment.readers):
        return
    if any(channel.name not in WITHOUT_BIOCONDA for channel in environment.channels):
        return
    for dependency, spec in environment.sound:
        if spec.key.startswith(ONLY_IN_BIOCONDA) and spec.channel is None:
            yield META.finding(
                dependency.place(),
                f"`{spec.key}` is only in bioconda, which is not listed: the solver may find no solution",
                help="add `- bioconda` below the last channel",
            )
            return


def _without_base(environment: Environment) -> Iterator[Finding]:
    bioconda = next((channel for channel in environment.channels if channel.name == "bioconda"), None)
    if bioconda is None or environment.broken or any(map(_may_be_base, environment.channels)):
        return
    if not any(reader.is_wave for reader in environment.readers):
        return  # conda-forge may stand on the command line, or in the image's own settings
    edit = _edit(environment, bioconda)
    entry = environment.key("channels")
    in_brackets = entry is not None and isinstance(entry.value, Sequence) and entry.value.flow
    yield META.finding(
        bioconda.place(),
        "bioconda needs conda-forge, which is not listed: the solver may find no solution",
        help=f"add `{_BASE},` before it" if in_brackets else f"add `- {_BASE}` above it",
        fix=Fix(f"Add `{_BASE}`", (edit,), effect=Effect(keys=("channels",))) if edit else None,
    )


def _may_be_base(channel: ChannelEntry) -> bool:
    """Whether a channel is conda-forge, or an address that may mirror it."""
    return channel.name == _BASE or "://" in channel.name or channel.name.endswith(f"/{_BASE}") or "$" in channel.name


def _edit(environment: Environment, bioconda: ChannelEntry) -> Edit | None:
    entry = environment.key("channels")
    if entry is None or not isinstance(entry.value, Sequence):
        return None
    from studio_lint.model.environment.edits import flow_items, item_before

    return flow_items(environment.source, entry.value, (_BASE,)) or item_before(
        environment.source, bioconda.node, _BASE
    )

"""No channels are listed

## Why

Without channels, one build template of Wave uses conda-forge, and another uses no channel and fails. Neither uses
bioconda.

## Instead

```yaml
channels:
  - conda-forge
  - bioconda
```

## Evidence

micromamba 2.8.1, 2026-08: `No 'channels' specified`; CEP 24.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import SAFE, WARNING, Effect, Fix, Meta
from studio_lint.model.environment.shape import misspelt
from studio_lint.syntax.yaml.tree import Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Edit, Finding
    from studio_lint.model.environment.environment import Environment
    from studio_lint.syntax.yaml.tree import Entry

META = Meta("SL112", "channels-missing", WARNING, fix=SAFE, asks="without_channels")


def check(environment: Environment) -> Iterator[Finding]:
    if not any(reader.is_wave for reader in environment.readers):
        return  # whose channels stand on the command line, or in the image's own settings
    dependencies = environment.key("dependencies")
    if environment.broken or dependencies is None or misspelt(environment, "channels") is not None:
        return
    entry = environment.key("channels")
    if entry is not None and not isinstance(entry.value, Sequence):
        return
    if not environment.without_channels:
        return
    wanted = _wanted(environment)
    edits = _edits(environment, wanted)
    yield META.finding(
        environment.place(dependencies.key.span),
        "no channels are listed: some builders use only conda-forge, others find no packages",
        help=_help(environment, entry, wanted),
        fix=Fix("Add `channels`", edits, effect=Effect(keys=("channels",))) if edits else None,
    )


def _wanted(environment: Environment) -> tuple[str, ...]:
    """conda-forge, and bioconda behind it where a spec names it."""
    for dependency in environment.specs:
        spec = dependency.spec
        if spec is not None and spec.channel is not None and spec.channel.location == "bioconda":
            return "conda-forge", "bioconda"
    return ("conda-forge",)


def _help(environment: Environment, entry: Entry | None, wanted: tuple[str, ...]) -> str:
    listed = " and ".join(f"`- {name}`" for name in wanted)
    if entry is None:
        return f"add `channels:` with {listed}"
    if environment.source.text.startswith("[", entry.value.span.start):
        return f"add `{', '.join(wanted)}` to `channels`"
    return f"add {listed} below `channels:`"


def _edits(environment: Environment, wanted: tuple[str, ...]) -> tuple[Edit, ...]:
    entry = environment.key("channels")
    from studio_lint.model.environment.edits import flow_items, item_before, lines_before

    if entry is None:
        first = environment.keys[0].key
        return (lines_before(environment.source, first, ("channels:", *(f"  - {name}" for name in wanted))),)
    if isinstance(entry.value, Sequence):
        edit = flow_items(environment.source, entry.value, wanted)
        if edit is not None:
            return (edit,)
    if not environment.channels:
        return ()
    found = [item_before(environment.source, environment.channels[0].node, name) for name in wanted]
    return tuple(edit for edit in found if edit is not None) if all(found) else ()

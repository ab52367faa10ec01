"""`pip:` section without `pip` in `dependencies`

## Why

micromamba adds the newest pip by itself; conda warns, and other builders may fail.

## Instead

```yaml
dependencies:
  - pip
  - pip:
    - matplotlib==3.10.0
```

## Evidence

micromamba 2.8.1, 2026-08, installs pip; 9 of 1,962 environment files of nf-core/modules do not list it.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ADVICE, SAFE, Effect, Fix, Meta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.environment.environment import Environment

META = Meta("SL118", "pip-not-listed", ADVICE, fix=SAFE, asks="pip")


def check(environment: Environment) -> Iterator[Finding]:
    if not environment.pip or environment.broken or environment.named("pip") or environment.named("uv"):
        return
    section = environment.pip_sections[0]
    if section.entry is None:
        return
    from studio_lint.model.environment.edits import item_before

    edit = item_before(environment.source, section.node, "pip")
    yield META.finding(
        section.place(section.entry.key.span),
        "`pip` is not listed in `dependencies`; the builder installs whatever version is current",
        help="add `- pip` before it",
        fix=Fix("Add `- pip`", (edit,), effect=Effect(packages=("pip",))) if edit else None,
    )

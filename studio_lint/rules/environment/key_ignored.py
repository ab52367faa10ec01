"""Key without effect in a Studio build

## Why

`prefix` says where `conda env create` puts an environment, but Wave installs the packages in the base environment of
the image. A `prefix` also shows everyone a path on the machine that the file was exported on. `platforms` and
`category` are keys of conda-lock, and harmless. So is `name`, which conda writes into every file.

## Instead

Remove `prefix`.

## Evidence

Wave's build template runs `micromamba install -n base` (2026-08); 20 of 89 environment files of public Studios
contain a `prefix`.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ADVICE, SAFE, WARNING, Effect, Fix, Meta
from studio_lint.model.environment.shape import key_name
from studio_lint.syntax.yaml.tree import Scalar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.environment.environment import Environment

META = Meta("SL122", "key-ignored", ADVICE, fix=SAFE, needs=("prefix", "platforms", "category"))
_WHY = {
    "platforms": "here: the image is built for linux-64",
    "category": "here: only conda-lock reads it",
}


def check(environment: Environment) -> Iterator[Finding]:
    seen = set()
    for entry in environment.keys:
        name = key_name(entry)
        if name in seen:
            continue
        seen.add(name)
        if name == "prefix" and isinstance(entry.value, Scalar):
            from studio_lint.model.environment.edits import without_entry

            edit = without_entry(environment.source, entry)
            yield META.finding(
                environment.place(entry.key.span),
                "`prefix` has no effect here and reveals a path on the author's machine",
                severity=WARNING,
                help="remove the line",
                fix=Fix("Remove `prefix`", (edit,), effect=Effect(keys=(name,), dropped=(name, entry.value.value)))
                if edit
                else None,
            )
        elif name in _WHY:
            yield META.finding(
                environment.place(entry.key.span),
                f"`{name}` has no effect {_WHY[name]}",
                help="remove the line",
            )

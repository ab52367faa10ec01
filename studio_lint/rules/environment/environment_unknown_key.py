"""Unknown top-level key

## Why

Unknown keys are silently ignored. With a typo (`chanels:`), everything below the key has no effect.

## Instead

The keys that are read are `channels`, `dependencies` and `variables`. Values that are there only to be repeated by an
alias can be put under a key that starts with `x-`.

## Evidence

micromamba 2.8.1, 2026-08, reads `name`, `channels`, `dependencies` and `variables`; conda also reads `prefix`;
conda-lock also reads `platforms` and `category`.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import UNSAFE, WARNING, Edit, Effect, Fix, Meta, replaced
from studio_lint.model.environment.shape import KNOWN_KEYS, key_name, meant_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.environment.environment import Environment

META = Meta("SL102", "environment-unknown-key", WARNING, fix=UNSAFE, asks="unusual")
_TOLD_ELSEWHERE = ("pip", "<<", "")


def check(environment: Environment) -> Iterator[Finding]:
    for entry in environment.keys if environment.lock is None else ():
        name = key_name(entry)
        if name in KNOWN_KEYS or name in _TOLD_ELSEWHERE or name.startswith("x-") or environment.is_anchor(entry):
            continue
        near = meant_key(environment, entry)
        if near == "dependencies" and not environment.broken:
            continue
        shown = name if len(name) <= 40 else name[:37] + "..."
        fix = None
        if near is not None:
            edit = Edit(environment.source, entry.key.span, near)
            fix = Fix(f"Replace with `{near}`", (edit,), UNSAFE, Effect(words=replaced((edit,)), reads=True))
        yield META.finding(
            environment.place(entry.key.span),
            f"unknown key `{shown}`: its contents are silently ignored",
            help=f"use `{near}`" if near else "remove it",
            fix=fix,
        )

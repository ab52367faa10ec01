"""Unknown key in the studio-config

## Why

The Platform silently ignores a key that is misspelled or in the wrong place: the setting keeps its default.

## Instead

Use the key as the schema spells it, in the mapping where it belongs. `studio-lint schema studio-config` prints the
schema.

## Evidence

docs.seqera.io, "Import from Git repository", lists all keys.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import UNSAFE, WARNING, Edit, Effect, Fix, Meta
from studio_lint.facts import studio_config_schema as schema

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.studio.studio_config import StudioConfig, UnknownKey

META = Meta("SL602", "config-unknown-key", WARNING, fix=UNSAFE)


def check(config: StudioConfig) -> Iterator[Finding]:
    told = {id(missing.misspelt) for missing in config.missing}
    told |= {id(unknown) for unknown in config.unknown if unknown.near in _needed(config)}
    for unknown in config.unknown:
        if id(unknown) not in told:
            yield _finding(config, unknown)


def _needed(config: StudioConfig) -> list[schema.Field]:
    """The field that the template's kind cannot do without: where it is misspelt, that is an error of its own."""
    field = schema.BY_PATH.get(f"session.template.{config.kind}")
    return [field] if field and field.path not in config.values else []


def _finding(config: StudioConfig, unknown: UnknownKey) -> Finding:
    key = unknown.key
    where = f"`{unknown.parent.removesuffix('[]').rpartition('.')[2]}`" if unknown.parent else "the studio-config"
    message = f"unknown key `{key.value}` in {where}: it is silently ignored"
    if unknown.elsewhere is not None:
        parent = unknown.elsewhere.parent.removesuffix("[]")
        home = f"under `{parent}`" if parent else "at the top level"
        name = unknown.elsewhere.name
        help = f"move `{name}` {home}" if name == key.value else f"did you mean `{name}:` {home}?"
        return META.finding(config.place(key.span), message, help=help)
    if unknown.near is None:
        names = ", ".join(f"`{field.name}`" for field in schema.children(unknown.parent))
        return META.finding(config.place(key.span), message, help=f"use one of {names}")
    name = unknown.near.name
    edit = Edit(config.document.source, key.span, name)
    fix = Fix(f"Replace with `{name}`", (edit,), UNSAFE, Effect(words=((key.value, name),), keys=(key.value, name)))
    return META.finding(config.place(key.span), message, help=f"did you mean `{name}:`?", fix=fix)

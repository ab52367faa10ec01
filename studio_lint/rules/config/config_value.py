"""Value in the studio-config is out of range or not allowed

## Why

`lifespanHours` is from 1 to 120, `memory` is in MiB, the clone path is absolute, and a variable needs a name that a
shell accepts and that the Platform does not reserve. Otherwise, the Platform rejects the Studio, or starts it with
other values.

## Instead

Use whole numbers in range (`memory: 8192` is 8 GiB), `path: /workspace/…`, and names of letters, digits and `_`, each
only once.

## Evidence

docs.seqera.io, Studios (2025-12, 2026-08): sessions live 1 to 120 hours; memory is in MiB; `TOWER_ACCESS_TOKEN` is
refused as reserved; with `FUSION_REFRESH_TIMEOUT` under 120 seconds, files that are being written can get lost.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, WARNING, Meta
from studio_lint.facts import studio_config_schema as schema
from studio_lint.syntax.yaml.tree import Scalar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.base.source import Text
    from studio_lint.model.studio.studio_config import ConfigValue, ConfigVariable, StudioConfig

META = Meta("SL606", "config-value", ERROR)


def check(config: StudioConfig) -> Iterator[Finding]:
    for value in config.values.values():
        if value.field.shape == schema.NUMBER and value.given and value.known:
            yield from _number(config, value)
    yield from _clone_path(config)
    yield from _variables(config)


def _number(config: StudioConfig, value: ConfigValue) -> Iterator[Finding]:
    field, node = value.field, value.node
    at = node.span if isinstance(node, Scalar) else value.key.span
    number = _whole(node.value) if isinstance(node, Scalar) and node.kind != "bool" else None
    if number is None:
        yield META.finding(config.place(at), f"`{field.name}` must be a whole number", help=_range(field))
    elif field.least is not None and number < field.least:
        yield META.finding(
            config.place(at), f"`{field.name}` is {number}, below the minimum of {field.least}", help=_range(field)
        )
    elif field.most is not None and number > field.most:
        yield META.finding(
            config.place(at), f"`{field.name}` is {number}, above the maximum of {field.most}", help=_range(field)
        )


def _whole(word: str) -> int | None:
    """The number that a word stands for; `8.0` is whole, too."""
    plain = word.strip().replace("_", "")
    digits = plain[1:] if plain[:1] in ("-", "+") else plain
    whole, _, rest = digits.partition(".")
    if not (whole.isascii() and whole.isdecimal()) or len(whole) > 12 or rest.strip("0"):
        return None
    return int(whole) * (-1 if plain.startswith("-") else 1)


def _range(field: schema.Field) -> str:
    if field.name == "memory":
        return "use MiB, for example `memory: 8192` for 8 GiB"
    if field.most is not None:
        return f"use a whole number from {field.least} to {field.most}, for example `{field.name}: {field.most // 10}`"
    return f"use a whole number of at least {field.least}, for example `{field.name}: {field.default}`"


def _clone_path(config: StudioConfig) -> Iterator[Finding]:
    path = config.text("session.clone.path")
    if path is not None and not path.value.startswith("/"):
        message = f"`path` must be absolute, not `{path.value}`: the repository cannot be cloned there"
        yield META.finding(config.place(path.whole), message, help=f"use `path: {_absolute(path.value)}`")


def _absolute(path: str) -> str:
    plain = path.removeprefix("./").removeprefix("~/").strip("/")
    return f"/{plain}" if plain.startswith("workspace") else f"/workspace/{plain}".rstrip("./")


def _variables(config: StudioConfig) -> Iterator[Finding]:
    seen: dict[str, Text] = {}
    for variable in config.variables:
        name = variable.name
        if name is None:
            continue
        if name.value in seen:
            yield META.finding(
                config.place(name.whole, "defined again here"),
                f"duplicate variable `{name.value}`",
                help="remove one of them",
                related=(config.place(seen[name.value].whole, "first defined here"),),
            )
            continue
        seen[name.value] = name
        yield from _name(config, name)
        yield from _fusion(config, variable)


def _name(config: StudioConfig, name: Text) -> Iterator[Finding]:
    word = name.value
    if not _can_be_a_name(word):
        message = f"`{word}` is not a valid variable name; the session does not receive it"
        yield META.finding(
            config.place(name.whole), message, help="use letters, digits and `_`, and do not start with a digit"
        )
    elif schema.is_reserved(word):
        message = f"`{word}` is reserved by the Platform: it refuses the Studio or replaces the value"
        yield META.finding(config.place(name.whole), message, help="remove it, or rename the variable")


def _can_be_a_name(word: str) -> bool:
    return bool(word) and word.isascii() and word.replace("_", "a").isalnum() and not word[0].isdecimal()


def _fusion(config: StudioConfig, variable: ConfigVariable) -> Iterator[Finding]:
    if variable.name is None or variable.name.value != schema.FUSION_REFRESH or variable.value is None:
        return
    seconds = _whole(variable.value.value)
    if seconds is not None and seconds < schema.FUSION_REFRESH_LEAST:
        message = f"`{schema.FUSION_REFRESH}` is below {schema.FUSION_REFRESH_LEAST} seconds: files may be lost"
        help = f'use `value: "{schema.FUSION_REFRESH_LEAST}"` or more'
        yield META.finding(config.place(variable.value.whole), message, severity=WARNING, help=help)

"""Required part of the studio-config is missing or has the wrong type

## Why

The Platform reads `.seqera/studio-config.yaml` when a Studio is added from a Git repository. It requires
`schemaVersion`, `kind` and `session.template.kind`, and a value of the right type for each field. Otherwise, it rejects
the file, and the Studio cannot be added.

## Instead

```yaml
schemaVersion: "0.0.1"
kind: "studio-config"
session:
  template:
    kind: "dockerfile"
    dockerfile: "Dockerfile"
```

## Evidence

docs.seqera.io, "Import from Git repository": the file should contain at least `schemaVersion`, `kind` and
`session.template.kind`, which is `registry`, `dockerfile` or `none`.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta
from studio_lint.base.nearest import nearest
from studio_lint.base.source import Span
from studio_lint.facts import studio_config_schema as schema
from studio_lint.facts.studio_files import KIND
from studio_lint.syntax.yaml.tree import Mapping, Scalar, Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.studio.studio_config import ConfigValue, MissingKey, StudioConfig
    from studio_lint.syntax.yaml.tree import Node

META = Meta("SL601", "config-shape", ERROR)

_EXAMPLES = {"schemaVersion": f'schemaVersion: "{schema.SCHEMA_VERSION}"', "kind": f'kind: "{KIND}"'}
_KINDS = " or ".join(f"`kind: {kind}`" for kind in schema.TEMPLATE_KINDS)


def check(config: StudioConfig) -> Iterator[Finding]:
    root = config.document.root
    if not isinstance(root, Mapping):
        if not config.document.broken:
            yield _no_mapping(config, root)
        return
    for missing in config.missing:
        yield _missing(config, root, missing)
    for value in config.values.values():
        if value.known and (value.given or not config.document.broken):
            yield from _wrong(config, value)
    for variable in config.variables:
        if variable.name is None and not config.document.broken:
            yield _nameless(config, variable.node)


def _no_mapping(config: StudioConfig, root: Node | None) -> Finding:
    what = "is empty" if root is None else f"contains {_called(root)} instead of keys"
    span = _first_line(config, root.span) if root else Span(0, 0)
    return META.finding(
        config.place(span),
        f"this studio-config {what}: the Studio cannot be added",
        help=f"start with `{_EXAMPLES['schemaVersion']}`, `{_EXAMPLES['kind']}` and `session:`",
    )


def _missing(config: StudioConfig, root: Mapping, missing: MissingKey) -> Finding:
    name = missing.field.name
    help = _instead(missing.field)
    if missing.misspelt is not None:
        wrong = missing.misspelt.key
        message = f"unknown key `{wrong.value}`, and `{name}` is missing: the Studio cannot be added"
        return META.finding(config.place(wrong.span), message, help=f"did you mean `{name}:`?")
    where = f" in `{missing.parent.value}`" if missing.parent else ""
    if missing.parent is None and missing.field.path in _EXAMPLES:
        help += " above it"
    at = missing.parent.span if missing.parent else root.entries[0].key.span if root.entries else root.span
    return META.finding(config.place(at), f"missing key `{name}`{where}: the Studio cannot be added", help=help)


def _instead(field: schema.Field) -> str:
    if field.path == "session.template.kind":
        return f"add {_KINDS}"
    if field.path in _EXAMPLES:
        return f"add `{_EXAMPLES[field.path]}`"
    return f"add `{field.name}:` with its content"


def _wrong(config: StudioConfig, value: ConfigValue) -> Iterator[Finding]:
    field, node = value.field, value.node
    if not value.given:
        if field.required:
            message = f"`{field.name}` has no value: the Studio cannot be added"
            yield META.finding(config.place(value.key.span), message, help=_instead(field))
    elif not value.fits:
        yield _wrong_shape(config, value)
    elif isinstance(node, Scalar) and field.path == "schemaVersion" and node.kind not in ("str", "null"):
        message = f"`schemaVersion` must be a string, not {_called(node)}: the Studio cannot be added"
        yield META.finding(config.place(node.span), message, help=f'use `schemaVersion: "{schema.SCHEMA_VERSION}"`')
    elif isinstance(node, Scalar) and field.choices and node.value not in field.choices:
        yield _no_choice(config, field, node)


def _wrong_shape(config: StudioConfig, value: ConfigValue) -> Finding:
    field, node = value.field, value.node
    wanted = {schema.FLAG: "true or false"}.get(
        field.shape, f"a {field.shape}" if field.shape != schema.TEXT else "a string"
    )
    message = f"`{field.name}` must be {wanted}, not {_called(node)}: the Studio cannot be added"
    at = node.span if isinstance(node, Scalar) else value.key.span
    return META.finding(config.place(at), message, help=_shape_help(field))


def _shape_help(field: schema.Field) -> str:
    if field.path == "session.environmentVariables":
        return 'use a list: `- name: NAME`, and below it `  value: "…"`'
    if field.shape == schema.FLAG:
        return f"use `{field.name}: true` or `{field.name}: false`"
    below = [child.name for child in schema.children(field.path)]
    if below:
        return f"move {', '.join(f'`{name}:`' for name in below)} below it and indent them"
    return f"use a single value: `{field.name}: …`"


def _no_choice(config: StudioConfig, field: schema.Field, node: Scalar) -> Finding:
    near = nearest(node.value, field.choices)
    if field.path == "kind":
        message = f"`kind` must be `{KIND}`: the Studio cannot be added"
        return META.finding(config.place(node.span), message, help=f"use `{_EXAMPLES['kind']}`")
    message = f"unknown template kind `{node.value}`: the Studio cannot be added"
    return META.finding(
        config.place(node.span), message, help=f"did you mean `kind: {near}`?" if near else f"use {_KINDS}"
    )


def _nameless(config: StudioConfig, item: Node) -> Finding:
    message = "this variable has no name: the Studio cannot be added"
    help = 'add `- name: NAME`, and below it `  value: "…"`'
    return META.finding(config.place(_first_line(config, item.span)), message, help=help)


def _first_line(config: StudioConfig, span: Span) -> Span:
    """A node of many lines is pointed at by its first."""
    source = config.document.source
    return Span(span.start, min(span.end, source.line_span(source.line_of(span.start)).end))


def _called(node: Node) -> str:
    if isinstance(node, Mapping):
        return "a mapping"
    if isinstance(node, Sequence):
        return "a list"
    kinds = {"int": "a number", "float": "a number", "bool": "a boolean", "null": "null"}
    return kinds.get(node.kind, "a string") if isinstance(node, Scalar) else "something else"

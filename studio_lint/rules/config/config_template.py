"""Template does not name the Dockerfile or image that its kind requires

## Why

`kind: dockerfile` builds the file that `dockerfile` names, and `kind: registry` starts the image that `registry` names.
Without that name, there is nothing to build or to start.

## Instead

```yaml
template:
  kind: "dockerfile"
  dockerfile: "Dockerfile"
```

## Evidence

docs.seqera.io, "Import from Git repository": the fields of `session.template`.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta
from studio_lint.facts import studio_config_schema as schema

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.studio.studio_config import StudioConfig

META = Meta("SL603", "config-template", ERROR)

_LACK = {
    "dockerfile": ("there is nothing to build", '`dockerfile: "Dockerfile"`', " below `template:`"),
    "registry": ("the Studio has no image", '`registry: "…"` with the name of an image', ""),
}
"""What follows without a value, the line to write, and where it goes."""


def check(config: StudioConfig) -> Iterator[Finding]:
    template = config.values.get("session.template")
    if config.kind not in _LACK or template is None or config.document.broken:
        return
    effect, line, where = _LACK[config.kind]
    message, help = f"missing key `{config.kind}`: {effect}", f"add {line}{where}"
    field = schema.BY_PATH[f"session.template.{config.kind}"]
    value = config.values.get(field.path)
    if value is not None:
        if not value.given:
            empty = f"`{config.kind}` is empty: {effect}"
            yield META.finding(config.place(value.key.span), empty, help=f"use {line}")
        return
    misspelt = next((unknown for unknown in config.unknown if unknown.near == field), None)
    if misspelt is not None:
        wrong = f"unknown key `{misspelt.key.value}`, and {message}"
        yield META.finding(config.place(misspelt.key.span), wrong, help=f"did you mean `{field.name}:`?")
        return
    kind = config.values["session.template.kind"]
    related = (config.place(kind.node.span, f"`{config.kind}` requires it"),)
    yield META.finding(config.place(template.key.span), message, help=help, related=related)

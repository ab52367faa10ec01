"""Field has no effect with this kind of template

## Why

Each kind of template ignores the fields of the others: `dockerfile` works only with `kind: dockerfile`, and `registry`
only with `kind: registry`. `condaEnvironmentFile` is not installed into an image that is built from a Dockerfile, so
its packages are missing from the session.

## Instead

Remove the field, or change the kind. In a Dockerfile with micromamba, install the environment like this:

```dockerfile
COPY environment.yml /tmp/
RUN micromamba install -y -n base -f /tmp/environment.yml
```

## Evidence

docs.seqera.io, "Import from Git repository": the comments "Ignored for …" beside the fields.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import WARNING, Meta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.studio.studio_config import StudioConfig

META = Meta("SL605", "config-ignored", WARNING)


def check(config: StudioConfig) -> Iterator[Finding]:
    kind = config.kind
    if kind is None:
        return
    template = config.values["session.template.kind"]
    for value in config.values.values():
        field = value.field
        if not field.kinds or kind in field.kinds or not value.given:
            continue
        yield META.finding(
            config.place(value.key.span),
            f"`{field.name}` is silently ignored with `kind: {kind}`",
            help=_instead(field.name, kind, field.kinds),
            related=(config.place(template.node.span, "template kind"),),
        )


def _instead(name: str, kind: str, kinds: tuple[str, ...]) -> str:
    if name == "condaEnvironmentFile":
        return "install the environment in the Dockerfile, and remove this field"
    return f"remove it, or use `kind: {kinds[0]}`"

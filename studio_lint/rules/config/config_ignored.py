"""A field has no effect with this kind of template.

## Why

Each kind of template reads its own fields and passes over those of the others:
`dockerfile` counts for `kind: dockerfile` alone, `registry` for `kind:
registry` alone, and `condaEnvironmentFile` is not installed into an image that
is built from a Dockerfile. The Studio starts, without what the field was
meant to bring.

## Instead

Drop the field or change the kind. With a Dockerfile, install the environment
there: `COPY environment.yml /tmp/` and `RUN micromamba install -y -n base -f
/tmp/environment.yml`.

## Evidence

docs.seqera.io, "Import from Git repository": the comments "Ignored for …"
beside the fields.
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
            f"`{field.name}` has no effect with `kind: {kind}`: it is passed over",
            help=_instead(field.name, kind, field.kinds),
            related=(config.place(template.node.span, "the kind"),),
        )


def _instead(name: str, kind: str, kinds: tuple[str, ...]) -> str:
    if name == "condaEnvironmentFile":
        return "install the environment in the Dockerfile, and drop this field"
    return f"drop it, or write `kind: {kinds[0]}`"

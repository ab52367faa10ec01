"""Image is from a registry that the settings do not allow

## Why

`allowed-registries` in the settings lists the only registries that images may come from. This one is not on the list.

## Instead

Use an image from a listed registry, or add this one to the settings:

```toml
allowed-registries = ["public.cr.seqera.io", "docker.io", "*.dkr.ecr.eu-west-1.amazonaws.com"]
```
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.studio.image_names import Images
    from studio_lint.syntax.image_reference import Reference

META = Meta("SL503", "registry-not-allowed", ERROR, asks="options.allowed_registries")


def check(images: Images) -> Iterator[Finding]:
    allowed = images.options.allowed_registries
    for name in images.names:
        if allowed and not any(_matches(name.reference, one.lower()) for one in allowed):
            listed = ", ".join(f"`{one}`" for one in allowed)
            yield META.finding(
                images.place(name.host),
                f"`{name.reference.registry}` is not listed in `allowed-registries`",
                help=f"use a listed registry ({listed}), or add `{name.reference.registry}` to the setting",
            )


def _matches(reference: Reference, allowed: str) -> bool:
    """Whether a host, a host with port, or `*.` and the end of a host takes the registry in."""
    registry, host = reference.registry.lower(), reference.host
    if allowed.startswith("*."):
        return host.endswith(allowed[1:])
    return allowed in (registry, host)

"""Image is in a registry that the image builder cannot reach

## Why

Images are built and pulled on the Platform's machines. From there, `localhost`, a private address such as
`192.168.1.20`, or a host name without a dot leads to another machine, or to none.

## Instead

Push the image to a registry with a public host name.

## Evidence

RFC 1918, RFC 3927, RFC 4193 (addresses), RFC 6761 and RFC 6762 (names).
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.studio.image_names import Images

META = Meta("SL502", "registry-unreachable", ERROR, asks="local")


def check(images: Images) -> Iterator[Finding]:
    supported = [name.lower() for name in images.options.private_registries]
    for name in images.local:
        host = name.reference.host
        if host in supported or name.reference.registry.lower() in supported:
            continue
        effect = "the session never starts" if name.role == "studio" else "the build fails"
        yield META.finding(
            images.place(name.host),
            f"the image builder cannot reach `{host}`; {effect}",
            help="push the image to a registry with a public name",
        )

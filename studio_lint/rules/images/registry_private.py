"""Image is in a private registry that the Platform cannot access

## Why

Studios pull public images, and private ones from the registries that the Platform supports. From any other private
registry the pull is refused; the build fails, or the session never starts.

## Instead

Push the image to a public registry or to Amazon ECR. If your Platform has credentials for the registry, say so in the
settings: `private-registries = ["acr"]`, or with the host's name.

## Evidence

docs.seqera.io, Studios: 2024-10 (public registries and ECR), 2026-08 (ECR and Azure ACR). This is only about registries
that are private by nature; `ghcr.io` or `quay.io` may be public.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, WARNING, Meta
from studio_lint.facts import registries

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.studio.image_names import Images

META = Meta("SL501", "registry-private", ERROR)


def check(images: Images) -> Iterator[Finding]:
    supported = [name.lower() for name in images.options.private_registries]
    for name in images.names:
        host = name.reference.host
        kind = registries.private_kind(host)
        if kind is None or registries.always_supported(kind) or kind in supported or host in supported:
            continue
        studio = name.role == "studio"
        effect = "the session never starts" if studio else "the build fails unless it has credentials"
        yield META.finding(
            images.place(name.whole),
            f"this image lies in a private registry ({registries.title(kind)}): {effect}",
            help="push it to a public registry or to Amazon ECR, "
            f'or write `private-registries = ["{kind}"]` in the settings',
            severity=ERROR if studio else WARNING,
        )

"""An image lies in a private registry that the Platform has no credentials for.

## Why

Studios pull public images, and private ones from Amazon ECR. From any other
private registry the pull is refused: the image is not built, or the session
does not start. Azure's registry is taken by newer versions of the Platform.

## Instead

Push the image to a public registry or to Amazon ECR. Where your Platform has
the credentials, say so in the settings: `private-registries = ["acr"]`, or with
the host's name.

## Evidence

docs.seqera.io, Studios: 2024-10 (public registries and ECR), 2026-08 (ECR and
Azure ACR). Only registries that are private by nature are meant; `ghcr.io` or
`quay.io` may be public.
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
        effect = "the session does not start" if studio else "the build stops unless it has credentials"
        yield META.finding(
            images.place(name.whole),
            f"this image lies in a private registry ({registries.title(kind)}): {effect}",
            help="push it to a public registry or to Amazon ECR, "
            f'or write `private-registries = ["{kind}"]` in the settings',
            severity=ERROR if studio else WARNING,
        )

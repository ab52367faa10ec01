"""Image is in a private registry that the Platform cannot access

## Why

The Platform pulls public images, and private ones only from the registries that it supports: Amazon ECR, and on Seqera
Cloud also Azure Container Registry. From any other private registry, the pull is refused: the build fails, or the
session never starts. If you use Enterprise, set its version in the settings: `platform = "enterprise-26.1"`.

## Instead

Push the image to a public registry or to Amazon ECR. If your Platform has credentials for the registry, add its kind or
its host name to the settings: `private-registries = ["acr"]`.

## Evidence

docs.seqera.io, Studios, of each version: Enterprise up to 26.1 (ECR), Cloud 2026-08 (ECR and Azure Container Registry).
Only registries that are always private are reported; an image on `ghcr.io` or `quay.io` may be public.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, WARNING, Meta
from studio_lint.facts import registries
from studio_lint.facts.platforms import named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.studio.image_names import Images

META = Meta("SL501", "registry-private", ERROR, asks="private")


def check(images: Images) -> Iterator[Finding]:
    platform = named(images.options.platform)
    supported = [*platform.registries, *(name.lower() for name in images.options.private_registries)]
    for name in images.private:
        host = name.reference.host
        kind = registries.private_kind(host)
        if kind is None or kind in supported or host in supported:
            continue
        studio = name.role == "studio"
        effect = "the session never starts" if studio else "the build fails without credentials"
        title = registries.title(kind)
        own = ["a public registry", *map(registries.title, platform.registries)]
        listed = " or ".join([*([", ".join(own[:-1])] if own[1:] else []), own[-1]])
        yield META.finding(
            images.place(name.whole),
            f"{platform.title} cannot access {title}: {effect}",
            help=f'push it to {listed}, or set `private-registries = ["{kind}"]`',
            severity=ERROR if studio else WARNING,
        )

"""What the manifests of images say of their platforms (OCI image specification 1.1, Docker's schema 2)."""

from __future__ import annotations

from typing import Any

from studio_lint.syntax.image_reference import digest_error

INDEXES = (
    "application/vnd.oci.image.index.v1+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
)
IMAGES = (
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.docker.distribution.manifest.v2+json",
)
CONFIGS = (
    "application/vnd.oci.image.config.v1+json",
    "application/vnd.docker.container.image.v1+json",
)
ACCEPTED = ", ".join((*INDEXES, *IMAGES))

_SAME = {"x86_64": "amd64", "x86-64": "amd64", "aarch64": "arm64", "i386": "386"}


def index_platforms(manifest: Any) -> tuple[str, ...] | None:
    """The platforms of an image index, each once; None for what is none, or does not say it of each of its images."""
    listed = manifest.get("manifests") if isinstance(manifest, dict) else None
    if not isinstance(listed, list):
        return None
    found: dict[str, None] = {}
    for image in listed:
        platform = platform_of(image.get("platform") if isinstance(image, dict) else None)
        if platform is None:
            return None
        # Attestations stand among the images, and are of no platform.
        if platform != "unknown/unknown":
            found[platform] = None
    return tuple(found)


def platform_of(values: Any) -> str | None:
    """`linux/amd64` of an object with `os` and `architecture`; None where one is missing."""
    if not isinstance(values, dict):
        return None
    system, machine = values.get("os"), values.get("architecture")
    if not isinstance(system, str) or not isinstance(machine, str) or not system or not machine:
        return None
    variant = values.get("variant")
    machine = _SAME.get(machine.lower(), machine.lower())
    plain = f"{system.lower()}/{machine}"
    return f"{plain}/{variant}" if isinstance(variant, str) and variant else plain


def config_digest(manifest: Any) -> str | None:
    """Where a single image's config lies; None for what is no image."""
    config = manifest.get("config") if isinstance(manifest, dict) else None
    if not isinstance(config, dict) or config.get("mediaType") not in CONFIGS:
        return None
    digest = config.get("digest")
    return digest if isinstance(digest, str) and digest_error(digest) is None else None

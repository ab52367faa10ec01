"""Image is not pinned to a version

## Why

Without a tag, or with `latest`, a later build may use a different image: the same Dockerfile then builds a different
Studio, or fails.

## Instead

Pin a version or a digest: `FROM ubuntu:24.04`.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ADVICE, Meta
from studio_lint.facts import registries
from studio_lint.facts.bases import base_images

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.studio.image_names import Images
    from studio_lint.syntax.image_reference import Reference

META = Meta("SL504", "image-unpinned", ADVICE, asks="unpinned")


def check(images: Images) -> Iterator[Finding]:
    for name in images.unpinned:
        reference = name.reference
        if name.role == "copied" and registries.is_missing(reference.registry, reference.repository):
            continue  # a stage is meant (SL202)
        if images.is_connect(name) or registries.is_ephemeral(reference.registry, reference.repository):
            continue
        what = "`latest` changes" if reference.tag else "no tag means `latest`, which changes"
        yield META.finding(
            images.place(name.whole),
            f"{what} with every release: a later build may use a different image",
            help=_help(reference),
        )


def _help(reference: Reference) -> str:
    """A tag of the same image that exists, where one is known."""
    tag = base_images.PINNED.get(reference.name)
    name = reference.familiar.partition("@")[0].removesuffix(":latest")
    return f"pin a version, for example `{name}:{tag}`" if tag else "add the version as a tag"

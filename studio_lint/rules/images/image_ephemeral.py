"""Image is from a Wave build with an expiring token

## Why

The token in `wave.seqera.io/wt/TOKEN/…` expires after a few hours. From then on, nothing can build on the image or
start it.

## Instead

Use a permanent image: one that `wave --freeze` stored in a repository of your own, or one on
`community.wave.seqera.io`.

## Evidence

Wave's documentation on container tokens (2026-08).
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.studio.image_names import Images

META = Meta("SL505", "image-ephemeral", ERROR, asks="ephemeral")


def check(images: Images) -> Iterator[Finding]:
    for name in images.ephemeral:
        effect = "the session never starts" if name.role == "studio" else "the build fails"
        yield META.finding(
            images.place(name.whole),
            f"this image expires after a few hours, with its token; then {effect}",
            help="run `wave --freeze` to store the image in a repository, and use that image",
        )

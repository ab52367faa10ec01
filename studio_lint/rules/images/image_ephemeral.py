"""The image is one of a Wave build with a token, which expires.

## Why

`wave.seqera.io/wt/TOKEN/…` is good for the build that asked for it. Some hours
later the token has expired, and the image can be neither built upon nor
started.

## Instead

Name the image that Wave made for keeps: have it built with `--freeze` into a
repository of your own, or take it from `community.wave.seqera.io`.

## Evidence

Wave's documentation on container tokens (2026-08).
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta
from studio_lint.facts import registries

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.studio.image_names import Images

META = Meta("SL505", "image-ephemeral", ERROR)


def check(images: Images) -> Iterator[Finding]:
    for name in images.names:
        if registries.is_ephemeral(name.reference.registry, name.reference.repository):
            effect = "the session does not start" if name.role == "studio" else "the build stops"
            yield META.finding(
                images.place(name.whole),
                f"this image holds for some hours only, as its token expires: after that, {effect}",
                help="have Wave freeze the image into a repository (`wave --freeze`), and name that",
            )

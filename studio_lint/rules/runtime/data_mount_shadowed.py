"""Image creates /workspace/data, where the Platform mounts data links

## Why
Data links of a Studio are mounted below `/workspace/data` when the session starts. A folder of that name in the image,
with or without files in it, is in the way, and the mount fails.

## Instead
Keep the image's own files elsewhere (`/opt/data`), and leave `/workspace/data` to the Platform. A start script may make
folders in it: by then it is mounted.

## Evidence
Reported by users of public Studios: `mkdir /workspace/data` in the Dockerfile broke the mounts.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import WARNING, Meta, Place
from studio_lint.model.commands.data_mount import places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image

META = Meta("SL412", "data-mount-shadowed", WARNING)


def check(image: Image) -> Iterator[Finding]:
    for text in places(image):
        yield META.finding(
            Place.of(text, "blocks the mount"),
            "the image creates /workspace/data, where the Platform mounts data links: mounting may fail",
            help="use another folder, such as `/opt/data`; the Platform creates this one",
        )

"""Image creates /workspace/data, where the Platform mounts data links

## Why
When the session starts, the Platform mounts the Studio's data links below `/workspace/data`. If the image already has
a folder of that name, empty or not, the mount may fail.

## Instead
Keep the image's own files in another folder (`/opt/data`), and leave `/workspace/data` to the Platform. A start
script may create folders in it: by then it is mounted.

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

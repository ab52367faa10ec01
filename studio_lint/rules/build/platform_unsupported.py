"""Final stage is built for a platform that Studios do not run on

## Why

Studios run on linux/amd64. An image for another platform builds without an error, but its programs cannot start
there.

## Instead

Remove `--platform` from the last FROM, or use `--platform=linux/amd64`. If your Studios run on ARM machines, set
`platforms = ["linux/amd64", "linux/arm64"]` in the settings.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta
from studio_lint.model.build import values

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image

META = Meta("SL210", "platform-unsupported", ERROR, needs=("--platform",))


def check(image: Image) -> Iterator[Finding]:
    platform = image.lineage[0].platform if image.lineage else None
    if platform is None or not platform.known:
        return
    given = values.platform(platform.value)
    supported = [values.platform(name) for name in image.options.platforms]
    if isinstance(given, values.BadValue) or any(_same(given, one) for one in supported):
        return
    first = image.options.platforms[0] if image.options.platforms else "linux/amd64"
    yield META.finding(
        image.place(platform.text.whole),
        f"this image is built for {given[0]}/{given[1]}, where Studios do not run: the session never starts",
        help=f"remove `--platform`, or use `--platform={first}`",
    )


def _same(given: tuple[str, str, str], one: tuple[str, str, str] | values.BadValue) -> bool:
    return not isinstance(one, values.BadValue) and given[:2] == one[:2]

"""What is shipped is built on an image without a fixed version.

## Why

Without a tag, or with `latest`, the image is another one next month: the same
Dockerfile then makes another Studio, or none.

## Instead

Name the version, or the digest: `FROM ubuntu:24.04`.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ADVICE, Meta
from studio_lint.facts import registries

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.studio.image_names import Images

META = Meta("SL504", "image-unpinned", ADVICE)


def check(images: Images) -> Iterator[Finding]:
    for name in images.names:
        reference = name.reference
        if not name.shipped or reference.digest or reference.tag not in ("", "latest"):
            continue
        if images.is_connect(name) or registries.is_ephemeral(reference.registry, reference.repository):
            continue
        what = "`latest` is" if reference.tag else "no tag means `latest`, which is"
        yield META.finding(
            images.place(name.whole),
            f"{what} another image with every release: the Studio changes without a word",
            help="write the version as its tag, as `ubuntu:24.04`",
        )

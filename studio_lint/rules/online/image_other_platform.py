"""Image is not available for the platform that Studios run on

## Why

Studios are built for linux/amd64. If an image lists its platforms and that one is missing, the build fails. A
single-platform image is accepted for any platform: the build continues until one of the image's programs runs and fails
with "exec format error". Images that were built on a Mac and pushed from there are often of this kind.

## Instead

Use a tag that is available for linux/amd64, or build the image with `docker build --platform linux/amd64`. If your
Studios run on other machines, set `platforms` in the settings.

## Evidence

The image index or the image's own configuration, as the registry returns it now. BuildKit accepts linux/386 for
linux/amd64 too.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, WARNING, Meta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.studio.answers import ImageAnswers

META = Meta("SL702", "image-other-platform", ERROR)

_MOST = 4


def check(answers: ImageAnswers) -> Iterator[Finding]:
    for answer in answers.answers:
        if answer.fits:
            continue
        name, wanted = answer.name, " or ".join(answer.wanted)
        starts = name.role == "studio" or (name.role == "base" and name.shipped)
        if answer.state.listed:
            effect, note = answer.effect, (f"BuildKit: no match for platform in manifest: {name.reference.familiar}",)
        else:
            effect, note = "its programs cannot run", ("Linux: exec format error",)
        offered = answer.state.platforms
        more = f" and {len(offered) - _MOST} more" if len(offered) > _MOST else ""
        yield META.finding(
            answers.place(name.whole),
            f"this image is built for {', '.join(offered[:_MOST])}{more}, not for {wanted}; {effect}",
            help=f"use a tag that is available for {wanted}",
            severity=ERROR if starts or answer.state.listed else WARNING,
            notes=note,
        )

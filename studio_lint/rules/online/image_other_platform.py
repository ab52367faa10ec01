"""An image is not made for the machines that Studios run on.

## Why

Studios are built for linux/amd64. Where an image names its platforms and that
one is not among them, the build stops. An image of a single platform is taken
for any: the build goes on, and the first program of it that is started fails
with "exec format error". Images that were built on a Mac and pushed from there
are often of this kind.

## Instead

Take a tag that is made for linux/amd64, or build the image with
`docker build --platform linux/amd64`. Where a Studio may run on other machines,
say so with `platforms` in the settings.

## Evidence

The image index or the image's own configuration, as the registry gives it at
this moment. BuildKit takes linux/386 for linux/amd64 too.
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
            effect, note = "its programs do not start", ("Linux: exec format error",)
        offered = answer.state.platforms
        more = f" and {len(offered) - _MOST} more" if len(offered) > _MOST else ""
        yield META.finding(
            answers.place(name.whole),
            f"this image is made for {', '.join(offered[:_MOST])}{more}, not for {wanted}: {effect}",
            help=f"write a tag that is made for {wanted}",
            severity=ERROR if starts or answer.state.listed else WARNING,
            notes=note,
        )

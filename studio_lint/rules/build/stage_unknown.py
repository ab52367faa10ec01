"""`--from` names a stage that does not exist

## Why

If no stage has the name, BuildKit reads it as an image on Docker Hub, and the build fails when that image is pulled.
With a number after the last stage, the build fails immediately.

## Instead

Use exactly the name after `AS`:

```dockerfile
FROM public.cr.seqera.io/platform/connect-client:0.15.0 AS connect

FROM ubuntu:24.04
COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client
```

## Evidence

BuildKit (2026-08): `invalid stage index 3`; `pull access denied, repository does not exist` for a name. Official
images of Docker Hub, including past ones, are not reported. A name that `docker build --build-context NAME=…` may
define is a warning outside `.seqera/`.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, SAFE, WARNING, Edit, Fix, Meta
from studio_lint.base.source import Span
from studio_lint.model.build.image import UNKNOWN_STAGE
from studio_lint.model.build.stage_slips import names_nothing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding, Place
    from studio_lint.base.source import Text
    from studio_lint.model.build.image import Copy, Image

META = Meta("SL202", "stage-unknown", ERROR, fix=SAFE)


def check(image: Image) -> Iterator[Finding]:
    for problem in image.problems:
        if problem.kind in UNKNOWN_STAGE:
            yield META.of_problem(problem, image.place(problem.span))
    for copy in image.copies:
        if copy.meant_stage and copy.from_text and image.stages[copy.stage].reached:
            yield _slip(image, copy)
        elif image.stages[copy.stage].reached and names_nothing(copy) and copy.from_text is not None:
            yield _nothing(image, copy.from_text)


def _nothing(image: Image, word: Text) -> Finding:
    """Elsewhere than under .seqera/ the build may be given a context of that name."""
    certain = image.options.in_seqera
    effect = "the build fails" if certain else "the build fails unless a build context has this name"
    return META.finding(
        image.place(word.whole),
        f"no stage or official image is named `{word.value}`; {effect}",
        help="use the name that a stage has after AS, or an image with its registry and tag",
        severity=ERROR if certain else WARNING,
    )


def _slip(image: Image, copy: Copy) -> Finding:
    text = copy.from_text
    assert text is not None and copy.meant_stage is not None
    help, fix = (
        f"use `{copy.meant_stage}`",
        Fix(f"Replace with `{copy.meant_stage}`", (Edit(image.source, text.whole, copy.meant_stage),)),
    )
    if copy.meant_stage.isdecimal():
        help = f"end the FROM of that stage with `AS {text.value}`"
        at = image.stages[int(copy.meant_stage)].base.word.text.whole.end
        fix = Fix(f"Name the stage `{text.value}`", (Edit(image.source, Span(at, at), f" AS {text.value}"),))
    return META.finding(
        image.place(text.whole),
        f"no stage is named `{text.value}`, so BuildKit pulls an image of that name; the build fails",
        help=help,
        related=_stage(image, copy),
        fix=fix,
    )


def _stage(image: Image, copy: Copy) -> tuple[Place, ...]:
    if copy.meant_stage is not None and copy.meant_stage.isdecimal():
        return (image.place(image.stages[int(copy.meant_stage)].base.word.text.whole, "probably this stage"),)
    named = [stage for stage in image.stages if stage.name and stage.name.value.lower() == copy.meant_stage]
    return tuple(image.place(stage.name.whole, "probably this stage") for stage in named[-1:] if stage.name)

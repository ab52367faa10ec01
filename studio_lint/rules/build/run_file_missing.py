"""RUN uses a file that is not in the image at that point

## Why

A RUN sees only what the lines above it in its stage created. The file is missing if a COPY below adds it, if only
another stage has it, or if an earlier RUN removed it. Missing folders are not created: `mkdir` without `-p` and `>`
need the parent folder.

## Instead

```dockerfile
COPY setup.sh /tmp/setup.sh
RUN bash /tmp/setup.sh
```

## Evidence

Built on Debian 12 (2026-11): `bash: /tmp/setup.sh: No such file or directory`, exit status 127. If the base image, or
a command that is not followed, may have created the file, nothing is reported.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, WARNING, Meta, Place
from studio_lint.model.contents.problems.missing_files import missing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image
    from studio_lint.model.contents.problems.missing_files import MissingFile

IF = "the build fails if this folder is the context"

META = Meta("SL218", "run-file-missing", ERROR)


def check(image: Image) -> Iterator[Finding]:
    for stage in image.stages:
        for found in missing(image, stage) if stage.reached else ():
            yield _finding(image, found)


def _finding(image: Image, found: MissingFile) -> Finding:
    if found.bare:
        return META.finding(
            Place.of(found.word),
            f"`.` looks for `{found.path}` only on PATH; the build fails",
            help=f"use `./{found.path}`",
        )
    if found.needs:
        return META.finding(
            Place.of(found.word),
            f"`{found.path}` needs `{found.needs}`, which is not in this image; the build fails",
            help="use the base image of the stage that it is copied from",
        )
    known = not found.leaned or image.options.in_seqera or bool(image.options.build_context)
    what = "the folder " if found.folder else ""
    help, related = _help(image, found)
    return META.finding(
        Place.of(found.word),
        f"{what}`{found.path}` does not exist at this point; {'the build fails' if known else IF}",
        help=help,
        severity=ERROR if known else WARNING,
        related=related,
    )


def _help(image: Image, found: MissingFile) -> tuple[str, tuple[Place, ...]]:
    if found.folder:
        return f"create it above this line: `RUN mkdir -p {found.path}`", ()
    if found.later is not None and found.later.span is not None:
        return "move this COPY above the RUN", (image.place(found.later.span, "copied only here"),)
    if found.removed is not None and found.removed.span is not None:
        return "remove it only after its last use", (image.place(found.removed.span, "removed here"),)
    if found.elsewhere is not None and not found.word.value.endswith(found.path.rpartition("/")[2]):
        return f"add `WORKDIR {found.elsewhere.rpartition('/')[0]}` above this line", ()
    if found.elsewhere is not None:
        return f"use `{found.elsewhere}`", ()
    if found.source is not None:
        where = "above this line" if found.word.source is image.source else "into the image first"
        return f"copy it {where}: `COPY {found.source} {found.path}`", ()
    return "copy or create it above this line", ()

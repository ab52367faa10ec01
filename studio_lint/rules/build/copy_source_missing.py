"""A file that COPY or ADD takes from the build context is not there.

## Why

COPY sees the build context alone: `.seqera/` for a Studio built from Git, else
the folder given to the build. A file that is not in it, or that .dockerignore
leaves out, stops the build. `../x` does not lead out of the context: it means
its `x`.

## Instead

Put the file into the context, and write its path from there:

```dockerfile
COPY start.sh /usr/local/bin/start.sh
```

## Evidence

BuildKit (2026-08): `failed to calculate checksum … "/x": not found`. A wildcard
that finds nothing is no error. 5 of 181 public Studio Dockerfiles take a file
that `.seqera/` lacks.
"""

from __future__ import annotations

from studio_lint.diagnostics import ERROR, WARNING, Meta
from studio_lint.model.connect_places import NAME
from studio_lint.model.context import ABSENT, LEFT_OUT
from studio_lint.model.wildcards import has_wildcard
from studio_lint.nearest import nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.diagnostics import Finding
    from studio_lint.model.context import Context
    from studio_lint.model.image import CopySource, Image
    from studio_lint.model.stray_flags import StrayFlag

META = Meta("SL206", "copy-source-missing", ERROR)


def check(image: Image) -> Iterator[Finding]:
    for copy in image.copies:
        if copy.stray is not None and image.stages[copy.stage].reached:
            yield _stray(image, copy.stray)
    context = image.context
    if context is None:
        return
    for stage in image.stages:
        for source in stage.from_context if stage.reached else ():
            if source.path.rpartition("/")[2] == NAME:
                continue  # a COPY without its --from: what is wrong is told by the rules on the contract
            state = None if has_wildcard(source.word.value) else context.state(source.path)
            if state in (ABSENT, LEFT_OUT):
                yield _finding(image, context, source, state)


def _stray(image: Image, stray: StrayFlag) -> Finding:
    """A --from that is no flag as it is written."""
    return META.finding(
        image.place(stray.word.whole, "meant as `--from`"),
        f"`{stray.word.value}` is read as a path and not as a flag: the build stops",
        help=f"write `--from={stray.stage}` right behind COPY, in front of the sources",
    )


def _finding(image: Image, context: Context, source: CopySource, state: str) -> Finding:
    path = source.path.lstrip("/")
    place = context.left_out_by(path) if state == LEFT_OUT else None
    message = f"`{path}` is {'left out of' if state == LEFT_OUT else 'not in'} the build context: the build stops"
    if ".." in source.word.value.split("/"):
        message = f"`{source.word.value}` does not lead out of the build context, and {message}"
    return META.finding(
        image.place(source.word.text.whole),
        message,
        help=_help(image, context, path, state),
        severity=ERROR if image.options.in_seqera or image.options.build_context else WARNING,
        related=(place,) if place else (),
        notes=(f'BuildKit: failed to calculate checksum: "/{path}": not found',),
    )


def _help(image: Image, context: Context, path: str, state: str) -> str:
    if state == LEFT_OUT:
        return f"add `!{path}` to the end of .dockerignore"
    folder, slash, name = path.rpartition("/")
    near = nearest(name, context.names(path))
    if near:
        return f"write `{folder}{slash}{near}`"
    where = "`.seqera/`" if image.options.in_seqera else "the build context"
    return f"put it into {where}, or write the path from there"

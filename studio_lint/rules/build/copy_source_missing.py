"""COPY or ADD names a file that is not in the build context

## Why

COPY reads only the build context: `.seqera/` for a Studio that is built from Git, otherwise the folder in the build
command. If a file is not there, or .dockerignore excludes it, the build fails. `../x` does not lead out of the context:
it means `x` at its top. A file that .gitignore names is expected to be made before the build, unless Seqera builds the
image from Git.

## Instead

Move the file into the build context, and use its path relative to that folder:

```dockerfile
COPY start.sh /usr/local/bin/start.sh
```

## Evidence

BuildKit (2026-08): `failed to calculate checksum … "/x": not found`. A wildcard that matches nothing at the top of
the context (`*.toml`) is not an error. In a folder (`conf/*.toml`), the folder is not sent if nothing else in it is
copied, and the build fails: `lstat /conf: no such file or directory` (moby/buildkit#2933). 5 of 181 public Studio
Dockerfiles copy a file that `.seqera/` does not have.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, WARNING, Meta
from studio_lint.base.nearest import nearest
from studio_lint.facts.connect import PROGRAM
from studio_lint.model.context.context import ABSENT, LEFT_OUT, SENT
from studio_lint.model.context.sent_folders import SentFolders, fixed_folder
from studio_lint.model.context.wildcards import has_wildcard

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import CopySource, Image
    from studio_lint.model.build.stray_flags import StrayFlag
    from studio_lint.model.context.context import Context

META = Meta("SL206", "copy-source-missing", ERROR, asks="sends")

CONDITION = "the build fails if this folder is the context"


def check(image: Image) -> Iterator[Finding]:
    copies = [copy for copy in image.copies if image.stages[copy.stage].reached]
    yield from (_stray(image, copy.stray) for copy in copies if copy.stray is not None)
    context = image.context
    if context is None:
        return
    sent = SentFolders(context, (source.path for copy in copies for source in copy.from_context))
    for copy in copies:
        for source in copy.from_context:
            path = source.path.lstrip("/")
            if path.rpartition("/")[2] == PROGRAM:
                continue  # a COPY without its --from: what is wrong is told by the rules on the contract
            if not has_wildcard(source.path):
                state, note = context.state(path), f'failed to calculate checksum: "/{path}": not found'
            elif copy.instruction.flag("parents"):
                continue  # these wildcards are looked for in the whole context
            else:
                state, note = sent.state(path), f"lstat /{fixed_folder(path)}: no such file or directory"
            if state == ABSENT and not image.options.in_seqera and context.is_made(path):
                continue  # a step before the build makes it
            if state in (ABSENT, LEFT_OUT):
                yield _finding(image, context, source, state, f"BuildKit: {note}")


def _stray(image: Image, stray: StrayFlag) -> Finding:
    """A --from that is not a flag as it is written."""
    return META.finding(
        image.place(stray.word.whole, "meant as `--from`"),
        f"`{stray.word.value}` is read as a path and not as a flag; the build fails",
        help=f"use `--from={stray.stage}` directly after COPY, before the sources",
    )


def _finding(image: Image, context: Context, source: CopySource, state: str, note: str) -> Finding:
    path = source.path.lstrip("/")
    known = image.options.in_seqera or bool(image.options.build_context)
    where = "the build context" if known else "this folder"
    if has_wildcard(source.path) and context.state(fixed_folder(path)) == SENT:
        wrong, help, example = _unmatched(context, path, state, where)
    else:
        path = example = fixed_folder(path) if has_wildcard(source.path) else path
        wrong = f"`{path}` is not in {where}"
        if state == LEFT_OUT:
            wrong = f"`{path}` is excluded by .dockerignore"
        help = _help(image, context, path, state)
    if ".." in source.word.value.split("/"):
        wrong = f"`..` does not leave the build context, and {wrong}"
    message = f"{wrong}; {'the build fails' if known else CONDITION}"
    place = context.left_out_by(example) if state == LEFT_OUT else None
    return META.finding(
        image.place(source.word.text.whole),
        message,
        help=help,
        severity=ERROR if known else WARNING,
        related=(place,) if place else (),
        notes=(note,),
    )


def _unmatched(context: Context, pattern: str, state: str, where: str) -> tuple[str, str, str]:
    """What is wrong with a pattern whose folder is there, what helps, and a file that would match."""
    if state == LEFT_OUT:
        wrong = f".dockerignore excludes all of `{pattern}`"
        return wrong, f"add `!{pattern}` to the end of .dockerignore", context.found_in(pattern) or pattern
    return (
        f"no file in {where} matches `{pattern}`",
        f"correct the pattern, or add such a file to `{fixed_folder(pattern)}`",
        pattern,
    )


def _help(image: Image, context: Context, path: str, state: str) -> str:
    if state == LEFT_OUT:
        return f"add `!{path}` to the end of .dockerignore"
    folder, slash, name = path.rpartition("/")
    near = nearest(name, context.names(path))
    if near:
        return f"use `{folder}{slash}{near}`"
    where = "`.seqera/`" if image.options.in_seqera else "the build context"
    return f"move it into {where}, or use its path relative to that folder"

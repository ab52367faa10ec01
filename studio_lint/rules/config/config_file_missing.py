"""The studio-config names a file that is not in its folder.

## Why

The Platform takes the Dockerfile and the environment file from `.seqera`, and
from nowhere else: paths count from that folder, and what lies outside of it is
not sent to the build. A name that leads nowhere stops the build.

## Instead

Write the path from `.seqera`, upper and lower case as the file has them, or
move the file there.

## Evidence

docs.seqera.io, "Import from Git repository": both files must be in the
`.seqera` folder.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, SAFE, Edit, Fix, Meta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.studio.project import FileReference, Project

META = Meta("SL604", "config-file-missing", ERROR, fix=SAFE)


def check(project: Project) -> Iterator[Finding]:
    if project.misplacement and project.misplacement.reason == "folder":
        return
    for reference in project.references:
        if not (reference.exists and reference.inside):
            yield _finding(project, reference)


def _finding(project: Project, reference: FileReference) -> Finding:
    text = reference.text
    if reference.inside:
        message = f"there is no file `{text.value}` in `.seqera`: the Studio cannot be built"
    else:
        message = f"`{text.value}` lies outside of `.seqera`: the Studio cannot be built"
    place = project.place(text.whole)
    if reference.near is None:
        help = "write a path to a file in `.seqera`, counted from there"
        if reference.exists:
            help = f"move the file into `.seqera`, and write `{reference.name}`"
        return META.finding(place, message, help=help)
    edit = Edit(text.source, text.span(), reference.near)
    near = project.near_place(reference, "this file is there")
    return META.finding(
        place,
        message,
        help=f"write `{reference.near}`",
        related=(near,) if near else (),
        fix=Fix(f"write `{reference.near}`", (edit,)),
    )

"""File named in the studio-config does not exist in `.seqera`

## Why

The Platform builds only with the files in `.seqera`. If the Dockerfile or the environment file is not there, the build
fails.

## Instead

Move the file into `.seqera`, and name it relative to that folder, with the same uppercase and lowercase letters.

## Evidence

docs.seqera.io, "Import from Git repository": both files must be in the `.seqera` folder.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, SAFE, Edit, Effect, Fix, Meta

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
        message = f"`{text.value}` does not exist in `.seqera`; the build fails"
    else:
        message = f"`{text.value}` is outside `.seqera`; the build fails"
    place = project.place(text.whole)
    if reference.near is None:
        help = "use the path of a file in `.seqera`, relative to that folder"
        if reference.exists:
            help = f"move the file into `.seqera` and use `{reference.name}`"
        return META.finding(place, message, help=help)
    edit = Edit(text.source, text.span(), reference.near)
    near = project.near_place(reference, "existing file")
    return META.finding(
        place,
        message,
        help=f"use `{reference.near}`",
        related=(near,) if near else (),
        fix=Fix(
            f"Replace with `{reference.near}`",
            (edit,),
            effect=Effect(words=((text.value, reference.near),), keys=(reference.field.rpartition(".")[2],)),
        ),
    )

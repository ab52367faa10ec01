"""The Platform does not find the studio-config under this name or in this folder.

## Why

Exactly one file is read: `studio-config.yaml`, right in the folder `.seqera`.
Another ending (`.yml`), an underscore or a long dash in the name, or another
folder, and the repository counts as one without a Studio. Of two files, the
other one is passed over.

## Instead

Rename or move the file to `.seqera/studio-config.yaml`.

## Evidence

docs.seqera.io, "Import from Git repository"; a public repository held a
`studio–config.yaml` with an en dash.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta
from studio_lint.base.source import Span
from studio_lint.facts.studio_files import FILE_NAME, FOLDER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.studio.project import Project

META = Meta("SL608", "config-misplaced", ERROR)

_SAID = {
    "name": (
        f"the Platform looks for `{FILE_NAME}`, and not for this name: it finds no Studio",
        f"call it `{FILE_NAME}`",
    ),
    "folder": (f"this studio-config does not lie in `{FOLDER}`: it is not found", f"move it to `{FOLDER}/{FILE_NAME}`"),
    "second": (f"`{FILE_NAME}` is read, and this second studio-config passed over", "keep one of them"),
}


def check(project: Project) -> Iterator[Finding]:
    if project.misplacement is not None:
        message, help = _SAID[project.misplacement.reason]
        yield META.finding(project.place(Span(0, 0)), message, help=help)

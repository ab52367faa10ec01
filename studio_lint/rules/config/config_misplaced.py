"""studio-config has the wrong name or is in the wrong folder

## Why

The Platform reads only `.seqera/studio-config.yaml`. If the file has another extension (`.yml`), an underscore or a
long dash in its name, or is in another folder, the Platform does not find it, and the repository has no Studio.

## Instead

Rename or move the file to `.seqera/studio-config.yaml`.

## Evidence

docs.seqera.io, "Import from Git repository"; a public repository contained a `studio–config.yaml` with an en dash.
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
        f"wrong file name: the Platform only reads `{FILE_NAME}`, so it finds no Studio",
        f"rename it to `{FILE_NAME}`",
    ),
    "folder": (
        f"this studio-config is not in `{FOLDER}`, so the Platform does not find it",
        f"move it to `{FOLDER}/{FILE_NAME}`",
    ),
    "second": (f"this second studio-config is ignored; the Platform reads `{FILE_NAME}`", "remove one of them"),
}


def check(project: Project) -> Iterator[Finding]:
    if project.misplacement is not None:
        message, help = _SAID[project.misplacement.reason]
        yield META.finding(project.place(Span(0, 0)), message, help=help)

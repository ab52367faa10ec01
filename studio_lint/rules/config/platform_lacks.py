"""The Platform version in the settings does not support what this file uses

## Why

Enterprise versions of the Platform before 25.3 do not build Studios from a Git repository: they never read
`.seqera/studio-config.yaml`.

## Instead

Build the image yourself and add it to the Platform as a custom container template. If your Platform is newer, set its
version in the settings: `platform = "enterprise-25.3"`.

## Evidence

docs.seqera.io, the Studios pages of Enterprise 24.1 to 26.1 and Cloud, read 2026-11: "Add a Studio from a Git
repository" begins with 25.3.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import WARNING, Meta
from studio_lint.facts.platforms import FROM_GIT_SINCE, named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.studio.project import Project

META = Meta("SL609", "platform-lacks", WARNING, silenced_by=("config-misplaced",))


def check(project: Project) -> Iterator[Finding]:
    platform = named(project.platform)
    if not platform.from_git:
        yield META.finding(
            project.place(project.config.first_key),
            f"{platform.title} does not build Studios from Git: this file is silently ignored",
            help=f"use Seqera Enterprise {FROM_GIT_SINCE} or later, or build the image yourself",
        )

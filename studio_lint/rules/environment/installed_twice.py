"""Package installed by both conda and pip

## Why

pip installs over conda's files. Which version wins depends on the requested versions, and conda's record of the
environment is wrong afterwards. The usual result is broken imports.

## Instead

Install the package with only one of the two: with conda, if it has the version.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import WARNING, Meta
from studio_lint.facts.packages import OTHER_PROJECT, SAME_PROJECT, WITH_PYTHON
from studio_lint.model.environment.environment import project_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.environment.environment import Dependency, Environment

META = Meta("SL120", "installed-twice", WARNING, asks="requirements")


def check(environment: Environment) -> Iterator[Finding]:
    by_conda: dict[str, Dependency] = {}
    for dependency, spec in environment.sound:
        if spec.name is not None:
            by_conda.setdefault(project_name(spec.key), dependency)
    for item in environment.requirements:
        line = item.line
        if line is None or line.name is None or line.project is None or line.project in WITH_PYTHON:
            continue
        if line.marker is not None:
            continue  # pip may pass the line over
        twin = next((by_conda[name] for name in _names(line.project) if name in by_conda), None)
        if twin is not None and twin.spec is not None and twin.spec.name is not None:
            same = "" if project_name(twin.spec.key) == line.project else f" as `{twin.spec.key}`"
            yield META.finding(
                item.place(line.name.span()),
                f"`{line.name.value}` is also installed by conda{same}: pip may overwrite conda's files",
                help="remove one of the two lines",
                related=(twin.place(twin.spec.name.whole, "installed by conda here"),),
            )


def _names(project: str) -> Iterator[str]:
    """What conda may call a project of PyPI (both as PEP 503 writes names)."""
    if project not in OTHER_PROJECT:
        yield project
    yield from (project_name(name) for name in SAME_PROJECT.get(project, ()))

"""Package listed twice

## Why

Both lines apply, and the build takes a version that satisfies both. If you see only one of them and change it,
nothing may happen.

## Instead

Use one line per package, with all constraints: `numpy>=1.8,<1.9`.

## Evidence

micromamba 2.8.1, 2026-08: `numpy>=1.8` and `numpy<1.9` together install 1.8.1.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import WARNING, Meta
from studio_lint.model.environment.solver import never_found
from studio_lint.model.environment.version_conflict import satisfiable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.environment.environment import Dependency, Environment

_MOST_COMPARED = 20
META = Meta("SL107", "package-repeated", WARNING, asks="repeated")


def check(environment: Environment) -> Iterator[Finding]:
    seen: dict[str, list[Dependency]] = {}
    for dependency, spec in environment.sound:
        if spec.is_file or "*" in spec.key or never_found(spec) is not None:
            continue
        earlier = seen.setdefault(spec.key, [])
        if len(earlier) == _MOST_COMPARED:
            continue
        earlier.append(dependency)
        if len(earlier) > 1 and satisfiable([found.spec.version for found in earlier if found.spec is not None]):
            yield META.finding(
                dependency.place(label="again"),
                f"duplicate package `{spec.key}`: both lines apply",
                help="merge all constraints into one line, separated by `,`",
                related=(earlier[0].place(label="first defined here"),),
            )

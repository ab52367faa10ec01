"""Constraints of an environment that no version satisfies, in one line or in two."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Text
from studio_lint.model.environment.environment import Dependency, Environment
from studio_lint.model.environment.solver import never_found
from studio_lint.model.environment.version import has_word
from studio_lint.model.environment.version_conflict import Side, VersionConflict, contradiction, find_conflict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.syntax.conda.matchspec_tree import MatchSpec


class Constrained(Record):
    """A stretch of a dependency's constraint."""

    dependency: Dependency
    text: Text


class Exclusion(Record):
    """`later` cannot be met together with `earlier`; without an `earlier`, not at all."""

    package: str
    later: Constrained
    earlier: Constrained | None = None


def _constrained(dependencies: list[tuple[Dependency, MatchSpec]], side: Side) -> Constrained | None:
    dependency, spec = dependencies[side.constraint]
    text = spec.version_text
    if text is None:
        return None
    return Constrained(dependency, text if side.start is None else text.sub(side.start, side.end))


def exclusions(environment: Environment) -> tuple[Exclusion, ...]:
    """All that cannot be met: at most one for each line, and for each package between its lines.

    Lines with a word for a version are left out: they are wrong by themselves.
    """
    packages: dict[str, list[tuple[Dependency, MatchSpec]]] = {}
    for dependency, spec in environment.sound:
        if not has_word(spec.version):
            packages.setdefault(spec.key, []).append((dependency, spec))
    found: list[Exclusion] = []
    for package, demands in packages.items():
        sound = []
        for demand in demands:
            alone = _exclusion(package, [demand], _alone(environment, demand[1]))
            if alone is None:
                sound.append(demand)
            else:
                found.append(alone)
        conflict = find_conflict([spec.version for _, spec in sound]) if len(sound) > 1 else None
        together = _exclusion(package, sound, conflict)
        if together is not None:
            found.append(together)
    return tuple(found)


def _alone(environment: Environment, spec: MatchSpec) -> VersionConflict | None:
    """Why a single line leaves nothing; conda knows `.*` after every operator."""
    predicate = never_found(spec) if environment.by_libmamba else None
    if predicate is not None:
        return VersionConflict(Side(0, predicate.start, predicate.end))
    return contradiction(spec.version)


def _exclusion(
    package: str, demands: list[tuple[Dependency, MatchSpec]], conflict: VersionConflict | None
) -> Exclusion | None:
    if conflict is None:
        return None
    first = _constrained(demands, conflict.first)
    second = _constrained(demands, conflict.second) if conflict.second is not None else None
    if first is None:
        return None
    return Exclusion(package, first) if second is None else Exclusion(package, second, first)

"""Whether any version can satisfy a list of constraints.

Every comparison divides the order of versions at one or two points. If neither
one of those points nor a version right above one of them satisfies the
constraints, none does: between two points, all versions have the same result.
What cannot be decided in that way (wildcards inside, local versions, about
which the programs disagree) counts as satisfied.
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.model.environment.version import compile_constraint, holds, read_version
from studio_lint.syntax.conda.constraint import Constraint, Group, Predicate
from studio_lint.syntax.conda.version import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_lint.syntax.conda.version import Part

# More comparisons than anybody writes; beyond it nothing is decided.
_MOST = 24


class Side(Record):
    """One of two things that exclude each other.

    `constraint` is the index of the constraint it belongs to; `start` and
    `end` cover it in that constraint's text; both are None for all of it.
    """

    constraint: int
    start: int | None = None
    end: int | None = None


class VersionConflict(Record):
    """Why nothing is left: `first` and `second` exclude each other.

    `second` is None where a single comparison admits nothing, or where more
    than two are needed to explain it: then `first` covers a whole constraint.
    """

    first: Side
    second: Side | None = None


def instead_of_stars(text: str) -> str | None:
    """What is meant by a comparison that is never found: `>1.8.*` → `>=1.9`, `=1.8*` → `=1.8`; None for another."""
    operator = text[: len(text) - len(text.lstrip("<>=~"))]
    release = text[len(operator) :].strip().removesuffix(".*")
    if operator in ("=", "==") and release.endswith("*") and release[-2:-1].isdecimal() and "*" not in release[:-1]:
        return f"={release[:-1]}"
    head, dot, last = release.rpartition(".")
    if not text.endswith(".*") or not last.isdecimal():
        return None
    following = f"{head}{dot}{int(last[:9]) + 1}"
    return {
        ">": f">={following}",
        "<=": f"<{following}",
        "<": f"<{release}",
        "~=": f"={release}",
    }.get(operator)


def _is_open(predicate: Predicate) -> bool:
    """Whether a comparison is left undecided."""
    version = predicate.version
    if version is None or version.local or predicate.operator in ("glob", "!glob"):
        return True
    if version.text.endswith("_"):
        # To libsolv `1.8_` is 1.8, to libmamba it is older.
        return True
    return "*" in version.text and predicate.operator != ">="


def _check(predicate: Predicate, version: Version) -> bool:
    return _is_open(predicate) or holds(predicate, version)


def _make(epoch: int, parts: Sequence[Part]) -> Version:
    return Version(epoch, tuple(parts), (), "")


def _above(version: Version, width: int) -> Version:
    """A version right above: nothing with at most `width` parts is between."""
    filler: list[Part] = [((0, ""),)] * max(0, width - len(version.parts))
    return _make(version.epoch, [*version.parts, *filler, ((1, ""),)])


def _cuts(predicate: Predicate) -> list[Version]:
    """The points at which a comparison may turn from false to true or back."""
    version = predicate.version
    if version is None:
        return []
    bare = _make(version.epoch, version.parts)
    cuts = [_make(version.epoch, [((0, "dev"),)]), bare]
    for size in {len(version.parts), max(1, len(version.parts) - 1)}:
        head, number = version.parts[: size - 1], version.parts[size - 1][0][0]
        for last in (((number, "dev"),), ((number + 1, "dev"),), ((number + 1, ""),)):
            cuts.append(_make(version.epoch, [*head, last]))
    return cuts


def _trees(constraint: Constraint) -> list[Predicate | Group]:
    return [tree for tree in (constraint.tree, constraint.loose) if tree is not None]


def _is_possible(constraints: Sequence[Constraint]) -> bool:
    predicates = [predicate for constraint in constraints for predicate in constraint.predicates]
    if not predicates or len(predicates) > _MOST:
        return True
    width = 1 + max(len(predicate.version.parts) if predicate.version else 0 for predicate in predicates)
    points = [_make(0, [((0, "dev"),)])]
    for predicate in predicates:
        points += _cuts(predicate)
    points += [_above(point, width) for point in points]
    checks = [[compile_constraint(tree, _check) for tree in _trees(constraint)] for constraint in constraints]
    return any(
        all(not readings or any(reading(point) for reading in readings) for readings in checks) for point in points
    )


def _side(index: int, predicate: Predicate) -> Side:
    return Side(index, predicate.start, predicate.end)


def _pair(constraints: Sequence[Constraint]) -> VersionConflict | None:
    needed = [(index, predicate) for index, constraint in enumerate(constraints) for predicate in constraint.needed]
    for place, (index, predicate) in enumerate(needed):
        for other_index, other in needed[:place]:
            if not _is_possible((Constraint(other), Constraint(predicate))):
                return VersionConflict(_side(other_index, other), _side(index, predicate))
    return None


def find_conflict(constraints: Sequence[Constraint]) -> VersionConflict | None:
    """What keeps every version out, for constraints that must all hold; None if nothing does.

    Says nothing where it cannot be sure.
    """
    constraints = [constraint if constraint.known else Constraint() for constraint in constraints]
    if sum(len(constraint.predicates) for constraint in constraints) < 2 or _is_possible(constraints):
        return None
    pair = _pair(constraints)
    if pair is not None:
        return pair
    for index, constraint in enumerate(constraints):
        if not _is_possible((constraint,)):
            return VersionConflict(Side(index))
    for index, constraint in enumerate(constraints):
        for other in range(index):
            if not _is_possible((constraints[other], constraint)):
                return VersionConflict(Side(other), Side(index))
    return VersionConflict(Side(len(constraints) - 1))


def contradiction(constraint: Constraint) -> VersionConflict | None:
    """What in a constraint keeps every version out; None if nothing does. Found once for each constraint."""
    return constraint.once(_contradiction)


def _contradiction(constraint: Constraint) -> VersionConflict | None:
    return find_conflict([constraint])


def satisfiable(constraints: Sequence[Constraint]) -> bool:
    """Whether some version may meet all the constraints; True where that is not known."""
    return find_conflict(constraints) is None


def satisfiable_from(constraint: Constraint, version: str) -> bool:
    """Whether a constraint leaves anything from a version on; True where that is not known."""
    least = read_version(version)
    if least is None:
        return True
    return satisfiable([constraint, Constraint(Predicate(">=", least))])

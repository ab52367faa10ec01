"""What micromamba 2 never finds, whatever a channel contains: each of its two solvers misreads some spellings.

A plain spec (`foo>=1,<2`) goes to libsolv as text. One that contains more (a
channel, a build number, three comparisons) stays in libmamba, which prints
it and reads it back. Read in libmamba's `MatchSpec::is_simple` and
`pool_add_matchspec` and in libsolv's `conda.c` (2026), and measured with
micromamba 2.8.1 where a test says so.
"""

from __future__ import annotations

from studio_lint.facts.series import NUMBERS
from studio_lint.syntax.conda.build_string import ANY_BUILD, is_exact_build

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.syntax.conda.constraint import Predicate
    from studio_lint.syntax.conda.matchspec_reader import Shape
    from studio_lint.syntax.conda.matchspec_tree import MatchSpec

LIBSOLV = "libsolv"
LIBMAMBA = "libmamba"
UNKNOWN = ""

_CLASSIC = ("==", "!=", "<", "<=", ">", ">=")
# Attributes that libsolv is not told of.
_MORE = (
    "build_number",
    "features",
    "filename",
    "fn",
    "license",
    "license_family",
    "md5",
    "sha256",
    "subdir",
    "track_features",
)


def solver_of(spec: Shape) -> str:
    """Who looks for the packages of a spec; `UNKNOWN` where releases of libmamba 2 differ."""
    predicates = spec.version.predicates
    if spec.channel is not None or spec.namespace is not None or len(predicates) > 2:
        return LIBMAMBA
    if any(pair.name in _MORE for pair in spec.pairs):
        return LIBMAMBA
    if spec.build.startswith("^") or not spec.version.known:
        return UNKNOWN
    if len(predicates) == 2:
        return LIBSOLV if all(predicate.operator in _CLASSIC for predicate in predicates) else UNKNOWN
    if predicates and predicates[0].operator in ("glob", "!glob"):
        return LIBMAMBA
    return LIBSOLV


def lacks_series(spec: MatchSpec) -> Predicate | None:
    """A `~=` before a single number, which leaves libsolv no number to vary.

    Measured with micromamba 2.8.1 and 1.5.10: `~=1` is refused. libmamba takes it as `>=1`.
    """
    return spec.shape.once(_lacks_series)


def _lacks_series(spec: Shape) -> Predicate | None:
    if len(spec.version.predicates) != 1 or solver_of(spec) != LIBSOLV:
        return None
    predicate = spec.version.predicates[0]
    version = predicate.version
    if predicate.operator != "~=" or version is None or "." in version.text or "*" in version.text:
        return None
    return predicate


def never_found(spec: MatchSpec) -> Predicate | None:
    """A comparison that must hold and never does."""
    return spec.shape.once(_never_found)


def _never_found(spec: Shape) -> Predicate | None:
    if not spec.version.predicates:
        return None
    if _is_taken_for_name(spec):
        return spec.version.predicates[0]
    solver = solver_of(spec)
    for predicate in spec.version.needed:
        version = predicate.version
        if version is None or not version.parts:
            continue
        # libsolv knows `.*` after `=`, `!=` and `>=` alone. Measured with micromamba 2.8.1: `>1.8.*`,
        # `<=1.8.*` and `~=1.8.*` parse and then "do not exist".
        if solver == LIBSOLV and predicate.operator in (">", "<", "<=", "~="):
            if len(version.parts) > 1 and version.parts[-1] == ((0, "*"),):
                return predicate
        # It is told of `=1.1.1*` as `1.1.1*.*`, so a dot must follow. Run with libsolv 0.7.23: `3.1*.*` fits 3.1.5 and
        # 3.10.4, and neither 3.1 nor 3.1a.
        elif solver == LIBSOLV and predicate.operator == "=" and version.text.endswith("*"):
            if len(version.parts) >= NUMBERS.get(spec.key, len(version.parts) + 1):
                return predicate
        # To libmamba `=1.8*` is a version with a star in it. Measured with libmamba 2.8.1: it fits no version.
        elif solver == LIBMAMBA and predicate.operator in ("=", "==") and "*" in version.text:
            return predicate
    return None


def _is_taken_for_name(spec: Shape) -> bool:
    """Whether libmamba prints a constraint so that it becomes a part of the name: `foo *.8` is looked for as `foo*.8`.

    Measured with micromamba 2.8.1. It prints the version between brackets, and
    so separate, where the build is a pattern.
    """
    predicates = spec.version.predicates
    if len(predicates) != 1 or predicates[0].operator != "glob":
        return False
    return spec.build == ANY_BUILD or is_exact_build(spec.build)

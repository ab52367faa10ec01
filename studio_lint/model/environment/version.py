"""How conda versions compare, and which of them a constraint allows.

This is the order of libmamba 2.8 and conda, not that of PEP 440:
`1.0a1 < 1.0rc1 < 1.0.dev0 < 1.0 < 1.0.post1`.
"""

from __future__ import annotations

from studio_lint.syntax.conda.constraint import Constraint, Group, Predicate, parse_constraint
from studio_lint.syntax.conda.version import Refusal, Version, parse_version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studio_lint.syntax.conda.version import Atom, Part

# Letters that do not simply are in alphabetical order (with rank 0).
_RANKS = {"*": -3, "dev": -2, "_": -1, "": 1, "post": 2}
_NOTHING: Atom = (0, "")
_STAR: Part = ((0, "*"),)
# Versions without a digit that real packages have had.
_REAL_WORDS = (
    "custom",
    "main",
    "master",
    "trunk",
    "head",
    "dev",
    "develop",
    "devel",
    "nightly",
    "alpha",
    "beta",
    "test",
)


def read_version(text: str) -> Version | None:
    """The version that a text spells, None where it spells none."""
    version = parse_version(text)
    return None if isinstance(version, Refusal) else version


def read_constraint(text: str) -> Constraint | None:
    """The constraint that a text spells, None where it spells none."""
    constraint = parse_constraint(text)
    return None if isinstance(constraint, Refusal) else constraint


def _sign(first: object, second: object) -> int:
    if first == second:
        return 0
    return -1 if first < second else 1  # type: ignore[operator]


def _compare_atoms(first: Atom, second: Atom) -> int:
    if first[0] != second[0]:
        return -1 if first[0] < second[0] else 1
    one, other = _RANKS.get(first[1], 0), _RANKS.get(second[1], 0)
    if one or other:
        return _sign(one, other)
    return _sign(first[1], second[1])


def _compare_parts(first: Part, second: Part) -> int:
    for index in range(max(len(first), len(second))):
        one = first[index] if index < len(first) else _NOTHING
        other = second[index] if index < len(second) else _NOTHING
        order = _compare_atoms(one, other)
        if order:
            return order
    return 0


def _diverge(first: Sequence[Part], second: Sequence[Part]) -> tuple[int, int]:
    """The order of two lists of parts, and the first index that decides it."""
    size = max(len(first), len(second))
    for index in range(size):
        one = first[index] if index < len(first) else ()
        other = second[index] if index < len(second) else ()
        order = _compare_parts(one, other)
        if order:
            return order, index
    return 0, size


def compare(first: Version, second: Version) -> int:
    """-1, 0 or 1: whether `first` is older than, equal to or newer than `second`."""
    return (
        _sign(first.epoch, second.epoch)
        or _diverge(first.parts, second.parts)[0]
        or _diverge(first.local, second.local)[0]
    )


def _part_starts(part: Part, prefix: Part) -> bool:
    for index, wanted in enumerate(prefix):
        atom = part[index] if index < len(part) else _NOTHING
        if wanted[1] == "" and atom[0] == wanted[0]:
            continue
        if _compare_atoms(atom, wanted):
            return False
    return True


def _parts_start(parts: Sequence[Part], prefix: Sequence[Part]) -> bool:
    return all(_part_starts(parts[i] if i < len(parts) else (), wanted) for i, wanted in enumerate(prefix))


def starts_with(version: Version, prefix: Version) -> bool:
    """Whether `=prefix` admits a version: segment by segment, so 3.10 does not start with 3.1."""
    if version.epoch != prefix.epoch:
        return False
    if not prefix.local:
        return _parts_start(version.parts, prefix.parts)
    return not _diverge(version.parts, prefix.parts)[0] and _parts_start(version.local, prefix.local)


def _is_compatible(version: Version, older: Version) -> bool:
    """Whether `~=older` admits a version."""
    level = max(len(older.parts), 1) - 1
    if version.epoch != older.epoch:
        return False
    for newer, wanted in ((version.parts, older.parts), (version.local, older.local)):
        order, index = _diverge(newer, wanted)
        if order < 0 or (order > 0 and index < level):
            return False
    return True


def _find(parts: Sequence[Part], wanted: Sequence[Part], start: int) -> int:
    for at in range(start, len(parts) - len(wanted) + 1):
        if all(not _compare_parts(parts[at + i], part) for i, part in enumerate(wanted)):
            return at
    return len(parts)


def _glob_parts(parts: Sequence[Part], pattern: Sequence[Part]) -> bool:
    """Whether the parts fit a pattern in which each `*` stands for one part or more."""

    def fails(required: int, skipped: int) -> bool:
        return required > skipped or (required == 0 and skipped > 0)

    at = place = 0
    while True:
        stars = place
        while place < len(pattern) and not _compare_parts(pattern[place], _STAR):
            place += 1
        required = place - stars
        if place == len(pattern):
            return not fails(required, len(parts) - at)
        end = place
        while end < len(pattern) and _compare_parts(pattern[end], _STAR):
            end += 1
        found = _find(parts, pattern[place:end], at)
        if found == len(parts) or fails(required, found - at):
            return False
        at = found + end - place
        place = end


def _fits_glob(version: Version, pattern: Version) -> bool:
    return (
        version.epoch == pattern.epoch
        and _glob_parts(version.parts, pattern.parts)
        and _glob_parts(version.local, pattern.local)
    )


_CHECKS: dict[str, Callable[[Version, Version], bool]] = {
    "==": lambda version, given: compare(version, given) == 0,
    "!=": lambda version, given: compare(version, given) != 0,
    ">": lambda version, given: compare(version, given) > 0,
    ">=": lambda version, given: compare(version, given) >= 0,
    "<": lambda version, given: compare(version, given) < 0,
    "<=": lambda version, given: compare(version, given) <= 0,
    "=": starts_with,
    "!=.*": lambda version, given: not starts_with(version, given),
    "~=": _is_compatible,
    "glob": _fits_glob,
    "!glob": lambda version, given: not _fits_glob(version, given),
}


def holds(predicate: Predicate, version: Version) -> bool:
    """Whether one comparison is true of a version."""
    return predicate.version is None or _CHECKS[predicate.operator](version, predicate.version)


def compile_constraint(
    node: Predicate | Group | None, check: Callable[[Predicate, Version], bool] = holds
) -> Callable[[Version], bool]:
    """A function that says whether a tree admits a version."""
    if node is None:
        return lambda version: True
    if isinstance(node, Predicate):
        return lambda version: check(node, version)
    operands = [compile_constraint(operand, check) for operand in node.operands]
    join = all if node.joined_by == "," else any
    return lambda version: join(operand(version) for operand in operands)


def matches(constraint: Constraint, version: Version) -> bool:
    """Whether a constraint admits a version; one that could not be looked into admits all."""
    return compile_constraint(constraint.tree)(version)


def hangs_on(constraint: Constraint, predicates: Sequence[Predicate]) -> bool:
    """Whether a constraint cannot be met where none of these comparisons of it is: no `|` leads around them."""
    if not predicates or not constraint.known:
        return False
    first = predicates[0].version
    trees = [tree for tree in (constraint.tree, constraint.loose) if tree is not None]
    return first is not None and not any(
        compile_constraint(tree, lambda predicate, version: predicate not in predicates)(first) for tree in trees
    )


def has_word(constraint: Constraint) -> bool:
    """Whether any of its comparisons asks for a word."""
    return constraint.once(_has_word)


def _has_word(constraint: Constraint) -> bool:
    return any(word_in(predicate) for predicate in constraint.predicates)


def word_in(predicate: Predicate) -> bool:
    """Whether a comparison asks for a word where a version belongs (`latest`, `1.x`).

    `~=1.x` is none: letters are older than numbers, so every 1.* is from `1.x` on.
    """
    version = predicate.version
    if version is None or version.local or predicate.operator not in ("=", "=="):
        return False
    if version.text[:1] in "0123456789" and "x" not in version.text:
        return False
    if "x" in version.text.split(".")[1:]:
        return True
    has_digit = any(character in "0123456789" for character in version.text)
    has_star = "*" in version.text
    return not has_digit and not has_star and version.text not in _REAL_WORDS

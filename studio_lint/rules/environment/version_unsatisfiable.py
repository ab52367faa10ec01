"""Constraints that no version satisfies

## Why

All constraints on a package must be satisfied together, within one line and across lines. No version satisfies
`>=2,<2`, and none satisfies `python=3.10` on one line and `python=3.11` on another. A word such as `latest` is
compared like a version, and no package has a version of that name. In each case, the solver finds nothing, and the
build fails.

## Instead

Keep one of the two constraints. For the newest version, leave the version out; for any 1.8, use `=1.8` (`1.8.*`
works; instead of `1.x`, use `=1`).

## Evidence

micromamba 2.8.1: `foo >=2,<2 does not exist (perhaps a typo or a missing channel)`, and the same for `foo=1.x`,
`foo>1.8.*`, `foo<=1.8.*` and `foo~=1.8.*` on a channel with versions from 1.0 to 2.1. After a channel
(`conda-forge::foo`), another of its two solvers reads the constraint: that one accepts `>1.8.*` and reads `=1.8*` as
a version that contains a star. The first reads `=1.1.1*` as `1.1.1*.*` (run with libsolv 0.7.23), so a dot must
follow, and 1.1.1w has none.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta
from studio_lint.facts.series import SERIES
from studio_lint.model.environment.exclusions import exclusions
from studio_lint.model.environment.version import hangs_on, has_word, word_in
from studio_lint.model.environment.version_conflict import instead_of_stars

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.environment.environment import Environment
    from studio_lint.model.environment.exclusions import Constrained, Exclusion
    from studio_lint.syntax.conda.constraint import Predicate

META = Meta("SL106", "version-unsatisfiable", ERROR, asks="contested")


def check(environment: Environment) -> Iterator[Finding]:
    yield from _words(environment)
    for exclusion in exclusions(environment):
        if exclusion.earlier is None:
            yield _alone(exclusion)
        else:
            yield _together(exclusion.package, exclusion.earlier, exclusion.later)


def _words(environment: Environment) -> Iterator[Finding]:
    for dependency, spec in environment.sound:
        if not has_word(spec.version) and spec.key not in SERIES:
            continue
        words = tuple(
            predicate
            for predicate in spec.version.predicates
            if word_in(predicate) or _begins_with_letter(spec.key, predicate)
        )
        if spec.version_text is None or not hangs_on(spec.version, words):
            continue
        for predicate in words:
            text = spec.version_text.sub(predicate.start, predicate.end)
            word = text.value.lstrip("=~ ")
            yield META.finding(
                dependency.place(text.whole),
                f"`{word}` is not a version of {spec.key}; the build fails",
                help=_instead(spec.key, word, alone=len(words) == 1 and "," not in spec.version_text.value),
                notes=(f"micromamba: {spec.key} {predicate.text} does not exist",),
            )


def _begins_with_letter(package: str, predicate: Predicate) -> bool:
    """Whether a version is asked for as `v1.8` or `py310`, of a package whose versions are known to be numbers."""
    version = predicate.version
    if version is None or predicate.operator not in ("=", "==", "~=") or package not in SERIES:
        return False
    return version.text[:1].isalpha()


def _instead(package: str, word: str, *, alone: bool) -> str:
    if word[:1] == "v" and word[1:2].isdecimal():
        return f"use `{package}={word[1:]}`"
    stem, placeholder, _ = word.partition(".x")
    if placeholder:
        return f"use `{package}={stem}`, which matches any {stem}.x"
    if alone:
        return f"use `{package}` for the newest version, or a version number"
    return f"remove it, or list it as a package on a separate line: `- {word}`"


def _alone(exclusion: Exclusion) -> Finding:
    later = exclusion.later
    instead = instead_of_stars(later.text.value)
    if instead is None:
        message = f"no version of {exclusion.package} satisfies `{later.text.value}`"
        help = "keep only constraints that can be satisfied together"
    else:
        message = f"{_star(later.text.value)} matches no version of {exclusion.package}"
        help = f"use `{instead}`"
    return META.finding(later.dependency.place(later.text.whole), f"{message}; the build fails", help=help)


def _star(constraint: str) -> str:
    """The star that a constraint can do without, and why it is wrong there."""
    operator = constraint[: len(constraint) - len(constraint.lstrip("<>=~"))]
    return f"`{operator}` with `.*`" if constraint.endswith(".*") else "`*` directly after a number"


def _together(package: str, earlier: Constrained, later: Constrained) -> Finding:
    return META.finding(
        later.dependency.place(later.text.whole),
        f"no version of {package} satisfies both `{earlier.text.value}` and `{later.text.value}`; the build fails",
        help="remove one of the two, or change one so that both can be satisfied",
        related=(earlier.dependency.place(earlier.text.whole, "excluded by this constraint"),),
    )

"""Truncated version: `python=3.1` instead of 3.10

## Why

Versions are compared number by number, so `=3.1` stands for 3.1.0, 3.1.1 and so on, and never for 3.10. A trailing
zero gets lost when a program reads the version as a decimal number. No channel has python 3.1: the solver finds
nothing, and the build fails.

## Instead

Use the full version, in quotes if a program may read it as a number:

```yaml
dependencies:
  - python=3.10
```

## Evidence

micromamba 2.8.1 and conda: `python=3.1` matches 3.1 and 3.1.5, not 3.10 or 3.11. `numpy==1.2*` matches only 1.2 and
1.2.x and fails with "does not exist". `studio_lint/facts/series.py` lists the series of each package with their
source.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, UNSAFE, WARNING, Edit, Effect, Fix, Meta
from studio_lint.base.source import Span
from studio_lint.facts.series import SERIES, cut_short

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.base.source import Text
    from studio_lint.model.environment.environment import Dependency, Environment

META = Meta("SL128", "version-truncated", WARNING, fix=UNSAFE)


def check(environment: Environment) -> Iterator[Finding]:
    for dependency, spec in environment.sound:
        if spec.key not in SERIES or spec.version_text is None:
            continue
        for predicate in spec.version.predicates:
            if predicate.operator not in ("=", "==") or predicate.version is None:
                continue
            version = predicate.version.text
            glued = predicate.operator == "==" and version[-2:-1].isdecimal() and version.endswith("*")
            version = version[:-1] if glued else version
            series = cut_short(spec.key, version)
            text = spec.version_text.sub(predicate.start, predicate.end)
            at = text.value.find(version)
            if series and at >= 0:
                yield _finding(dependency, spec.key, text.sub(at, at + len(version)), series, glued)


def _effect(dependency: Dependency, short: str, whole: str) -> Effect:
    asked = dependency.spec.text.value.strip() if dependency.spec is not None else ""
    return Effect(words=((short, whole),), packages=(asked,))


def _finding(
    dependency: Dependency, package: str, version: Text, series: tuple[str, ...], glued: bool = False
) -> Finding:
    short = version.value
    whole = f"{short}0"
    end = version.whole.end
    edit = Edit(dependency.source, Span(end, end), "0")
    effect = "the build fails" if glued else "the build may fail"
    return META.finding(
        dependency.place(version.whole),
        f"{package} {short} does not exist, and `{short}` does not match {series[0]}; {effect}",
        severity=ERROR if glued else WARNING,
        help=f"use `{whole}`" if whole in series else f"use the full version: {', '.join(series[:4])}",
        fix=Fix(f"Replace with `{whole}`", (edit,), UNSAFE, _effect(dependency, short, whole))
        if whole in series
        else None,
    )

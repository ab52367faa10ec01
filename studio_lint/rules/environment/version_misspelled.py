"""Probable typo in a version: `python=311` or `bcftools=1.2O`

## Why

`python=311` asks for version 311, not for 3.11. The letter `O` is no zero: `1.2O` is another version than 1.20. No
channel has such a version, so the solver finds nothing, and the build fails.

## Instead

Write the dots, and digits only:

```yaml
dependencies:
  - python=3.11
  - bcftools=1.20
```

## Evidence

To libmamba 2.8.1, `311` and `1.2o` are versions like any other, and no channel has them.
`studio_lint/facts/series.py` lists the series of packages of which a dot may be lost. Small letters are reported only
for these packages, since others have versions such as `1.1.1l`.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import UNSAFE, WARNING, Edit, Effect, Fix, Meta
from studio_lint.facts.series import letters_for_digits, run_together

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.base.source import Text
    from studio_lint.model.environment.environment import Dependency, Environment

META = Meta("SL135", "version-misspelled", WARNING, fix=UNSAFE, asks="odd_versions")


def check(environment: Environment) -> Iterator[Finding]:
    for dependency, spec in environment.odd_versions:
        for predicate in spec.version.predicates if spec.version_text is not None else ():
            if spec.version_text is None or predicate.operator not in ("=", "=="):
                continue
            text = spec.version_text.sub(predicate.start, predicate.end)
            at = len(text.value) - len(text.value.lstrip("= "))
            version = text.sub(at, len(text.value.rstrip(" *").rstrip(".")))
            series = run_together(spec.key, version.value)
            if series:
                yield _finding(dependency, version, series, f"{spec.key} {version.value} does not exist")
            elif meant := letters_for_digits(spec.key, version.value):
                yield _finding(dependency, version, meant, f"`{version.value}` has a letter in place of a digit")


def _finding(dependency: Dependency, version: Text, meant: str, message: str) -> Finding:
    asked = dependency.spec.text.value.strip() if dependency.spec is not None else ""
    effect = Effect(words=((version.value, meant),), packages=(asked,))
    return META.finding(
        dependency.place(version.whole),
        f"{message}; the build may fail",
        help=f"did you mean `{meant}`?",
        fix=Fix(f"Replace with `{meant}`", (Edit(dependency.source, version.span(), meant),), UNSAFE, effect),
    )

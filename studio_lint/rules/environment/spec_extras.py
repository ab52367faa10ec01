"""Extras or brackets that micromamba ignores

## Why

Extras (`pandas[all]`) are a feature of pip. In a conda spec, micromamba silently ignores them, so the packages of the
extra are missing when the notebook runs. With a constraint, `pandas[all]>=2` is read as the name of a package, which
no channel has, and the build fails. A constraint in parentheses, `foo (>=1.0)`, is also ignored, and any version may
be installed.

## Instead

List the packages of the extra, each on a separate line, or move the requirement to the `pip:` section:

```yaml
dependencies:
  - pandas>=2
  - openpyxl=3.1
  - pip
  - pip:
      - uvicorn[standard]==0.34.0
```

## Evidence

micromamba 2.8.1 installs `pandas` for `pandas[all]`, and reports for `pandas[all]>=1.0`: "does not exist (perhaps a
typo or a missing channel)".
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, UNSAFE, WARNING, Edit, Effect, Fix, Meta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.base.source import Span, Text
    from studio_lint.model.environment.environment import Dependency, Environment
    from studio_lint.syntax.conda.matchspec_tree import MatchSpec

META = Meta("SL105", "spec-extras", WARNING, fix=UNSAFE, needs=("[", "("))
_CONSTRAINS = "<>=!~0123456789"
_UNUSED = ("fn", "filename")
"""Attributes that micromamba reads and goes by in nothing (2.8.1: `foo[fn=…]` installs any foo)."""


def check(environment: Environment) -> Iterator[Finding]:
    for dependency in environment.specs:
        spec = dependency.spec
        if spec is None:
            continue
        if any(problem.kind == "name-extras" for problem in spec.problems):
            yield from _in_name(environment, dependency, spec)
        elif not spec.problems and not _refused(environment, spec):
            yield from _passed_over(dependency, spec)


def _in_name(environment: Environment, dependency: Dependency, spec: MatchSpec) -> Iterator[Finding]:
    """`pandas[all]>=1`, which conda and micromamba 1 take without the extras."""
    name = spec.name
    from studio_lint.model.environment.dialects import notes, refusing

    readers = refusing(environment, spec)
    if name is None or not readers:
        return
    extras = name.sub(name.value.find("["))
    yield META.finding(
        dependency.place(extras.whole),
        f"conda has no extras and looks for a package named `{name.value}`; the build fails",
        severity=ERROR,
        help="remove the brackets and list the packages of the extra, or move the line to `pip:`",
        notes=(
            f"micromamba: {spec.key} does not exist (perhaps a typo or a missing channel).",
            *notes(readers, environment.readers),
        ),
        fix=_drop(dependency, extras.whole, extras.value),
    )


def _refused(environment: Environment, spec: MatchSpec) -> bool:
    """Whether one of those who install the file refuses the spec."""
    if not environment.by_others:
        return False
    from studio_lint.model.environment.dialects import refused_elsewhere

    return refused_elsewhere(environment, spec) is not None


def _passed_over(dependency: Dependency, spec: MatchSpec) -> Iterator[Finding]:
    """`pandas[all]` and `foo (>=1.0)`."""
    told: list[Text] = []
    for attribute in spec.attributes:
        bracket = attribute.bracket
        is_empty = not attribute.key.value and (attribute.value is None or not attribute.value.value)
        if (attribute.known and attribute.key.value.lower() not in _UNUSED) or is_empty or bracket in told:
            continue
        told.append(bracket)
        place = dependency.place(bracket.whole)
        inside = bracket.value[1:-1].strip()
        if bracket.value.startswith("(") or inside[:1] in _CONSTRAINS:
            yield META.finding(
                place,
                f"`{bracket.value}` is silently ignored and constrains nothing",
                help=f"put the constraint after the name, without brackets: `{spec.key} {inside}`",
            )
        elif (attribute.key.value or "=")[0] in _CONSTRAINS:
            shown = attribute.key.value + (f"={attribute.value.value}" if attribute.value is not None else "")
            span = attribute.key.whole if attribute.value is None else attribute.key.whole.to(attribute.value.whole)
            yield META.finding(
                dependency.place(span),
                f"the comma ends the constraint; `{shown}` is silently ignored",
                help="quote the whole constraint, for example `version='>=1.2,<2'`",
            )
        elif attribute.value is not None:
            key = attribute.key.value
            yield META.finding(
                dependency.place(attribute.key.whole),
                f"unknown field `{key}` is silently ignored",
                help="use `version`, `build`, `build_number`, `channel` or `subdir`, or remove it",
            )
        else:
            lone = all(one.value is None and not one.known for one in spec.attributes if one.bracket is bracket)
            yield META.finding(
                place,
                f"`{bracket.value}` is silently ignored: conda has no extras",
                help="remove the brackets and list the packages of the extra, or move the line to `pip:`",
                fix=_drop(dependency, bracket.whole, bracket.value) if lone else None,
            )


def _drop(dependency: Dependency, span: Span, shown: str) -> Fix:
    """Not safe: somebody asked for the extra."""
    asked = dependency.spec.text.value.strip() if dependency.spec is not None else ""
    effect = Effect(packages=(asked,), dropped=(shown,))
    return Fix(f"Remove `{shown}`", (Edit(dependency.source, span, ""),), UNSAFE, effect)

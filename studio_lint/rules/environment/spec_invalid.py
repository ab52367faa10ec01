"""Match spec that micromamba rejects or that matches no package

## Why

A single entry of `dependencies` that cannot be read makes the whole build fail. Some spellings are read, but not as
intended: `numpy, scipy` is a single name, and `>=1.8 <2` is a version and a build string. No channel has such a
package, so the build fails later with "does not exist".

## Instead

Use one line per package: `name`, `name=1.8` (any 1.8), `name==1.8.1` (exactly that version), or operators separated
by commas:

```yaml
dependencies:
  - numpy>=1.8,<2
  - scipy=1.11
  - conda-forge::pytorch=2.5=*cuda*
```

A Dockerfile may install the file with another program: micromamba 1 and conda accept some spellings that micromamba 2
rejects, and then nothing is reported. conda rejects some that micromamba accepts: `numpy==` without a version,
`numpy =1.8 | =1.9` with spaces around the `|`.

Requirements of pip (`-e .`, `git+https://…`) belong in a `pip:` section.

## Evidence

libmamba 2.8.1: `Error parsing version ">1.8". Version contains invalid characters in >1.8.` for `numpy=>1.8`;
`numpy >=1.8 ^<2$ does not exist` for `numpy >=1.8 <2`. Names: CEP 26.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, UNSAFE, WARNING, Edit, Effect, Fix, Meta, removed, replaced
from studio_lint.model.environment.dialects import notes as reader_notes
from studio_lint.model.environment.solver import lacks_series

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding, Problem, Safety
    from studio_lint.base.source import Text
    from studio_lint.model.environment.environment import Dependency, Environment
    from studio_lint.model.environment.readers import EnvironmentReader
    from studio_lint.syntax.conda.matchspec_tree import MatchSpec

META = Meta("SL103", "spec-invalid", ERROR, fix=UNSAFE, asks="intricate")


def check(environment: Environment) -> Iterator[Finding]:
    for dependency in environment.specs:
        spec = dependency.spec
        if spec is not None and _is_date(spec.text.value.strip()):
            yield META.finding(
                dependency.place(),
                f"a date is not a package: micromamba looks for a package named `{spec.key}`, and the build fails",
                help="use the package's name, or remove the line",
            )
        if spec is None or spec.is_local_file:
            continue
        if not spec.problems:
            if environment.by_others:
                yield from _refused_elsewhere(environment, dependency, spec)
            continue
        from studio_lint.model.environment.dialects import KEEPS_FIRST, refusing, verdict

        readers = refusing(environment, spec)
        if not readers and not any(verdict(reader, spec) == KEEPS_FIRST for reader in environment.readers):
            continue
        for problem in spec.problems:
            if problem.kind != "name-extras":
                yield _finding(environment, dependency, problem, readers)
    for dependency, spec in environment.sound:
        predicate = lacks_series(spec) if environment.by_libmamba else None
        if predicate is not None and spec.version_text is not None:
            yield _series(dependency, spec.version_text.sub(predicate.start, predicate.end))


def _finding(
    environment: Environment, dependency: Dependency, problem: Problem, readers: tuple[EnvironmentReader, ...]
) -> Finding:
    """What is wrong; only a warning where those who install the file take half of what was meant."""
    place, fix = dependency.place(problem.span), _fix(environment, dependency, problem)
    if not readers:
        message = "only the constraint before this one counts: the rest is silently ignored"
        notes = environment.readers[0].note
        return META.finding(place, message, severity=WARNING, help=problem.help, notes=notes, fix=fix)
    return META.of_problem(problem, place, notes=reader_notes(readers, environment.readers), fix=fix)


def _refused_elsewhere(environment: Environment, dependency: Dependency, spec: MatchSpec) -> Iterator[Finding]:
    """A spec that micromamba 2 reads, and conda or micromamba 1, which installs the file, does not."""
    from studio_lint.model.environment.dialects import refused_elsewhere

    found = refused_elsewhere(environment, spec)
    if found is not None:
        yield META.finding(
            dependency.place(),
            f"{found.title} rejects this match spec: {found.reason}; the build fails",
            help="use `name`, `name=1.2` or `name>=1.2,<2`",
            notes=reader_notes(found.readers, environment.readers),
        )


def _is_date(value: str) -> bool:
    """`2024-01-31`, which is a legal name of a package that no channel has."""
    parts = value.split("-")
    return [len(part) for part in parts] == [4, 2, 2] and all(map(str.isdigit, parts))


def _series(dependency: Dependency, text: Text) -> Finding:
    """`~=1`, said of a spec that libmamba can read."""
    at = text.value.index("~")
    return META.finding(
        dependency.place(text.whole),
        "`~=` needs a version with at least two numbers; the build fails",
        help=f"use `{text.value.replace('~=', '=', 1)}`",
        fix=_changed(dependency, "use `=`", (Edit(dependency.source, text.span(at, at + 2), "="),), UNSAFE),
    )


def _fix(environment: Environment, dependency: Dependency, problem: Problem) -> Fix | None:
    """The mend, where what it puts in means the same between the value's quotes or brackets."""
    put = "".join(text for _, text in problem.edits)
    if not problem.edits or any(mark in put for mark in environment.ending_marks(dependency)):
        return None
    return _changed(dependency, problem.edits_message, problem.edits_of(dependency.source), problem.safety)


def _changed(dependency: Dependency, message: str, edits: tuple[Edit, ...], safety: Safety) -> Fix:
    asked = dependency.spec.text.value.strip() if dependency.spec is not None else ""
    dropped = removed(edits) if safety == UNSAFE else ()
    return Fix(message, edits, safety, Effect(words=replaced(edits), packages=(asked,), dropped=dropped))

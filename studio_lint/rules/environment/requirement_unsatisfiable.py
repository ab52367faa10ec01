"""Requirement that no index can satisfy

## Why

pip installs one version of each project. If two requirements exclude each other, such as `flask==3.0.*` and
`Flask==2.0`, pip stops. The same holds for a constraint of a file behind `-c`.
PyPI has no local versions: pip finds `torch==2.4.0+cpu` only in an index that offers it.

## Instead

Keep one of the two requirements. For a local version, name the index that has it in the same list:

```yaml
  - pip:
    - --extra-index-url https://download.pytorch.org/whl/cpu
    - torch==2.4.0+cpu
```

## Evidence

pip 26.3, 2026-11: `ResolutionImpossible` for the two requirements of Flask, and `No matching distribution found for
six==1.16.0+x`. An index option applies to the whole list, wherever it is.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta, Place
from studio_lint.facts.installers.pip import LOCAL_INDEXES
from studio_lint.model.environment.pip.conflict import conflicts, local_versions
from studio_lint.model.environment.pip.input import SECTION, WORD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.environment.pip.conflict import PipConflict
    from studio_lint.model.environment.pip.input import PipInput, PipRequest

META = Meta("SL133", "requirement-unsatisfiable", ERROR, silenced_by=("instruction-swallowed",), asks="contested")


def check(pip: PipInput) -> Iterator[Finding]:
    told: set[int] = set()
    for conflict in conflicts(pip):
        if conflict.second.span.start not in told or conflict.second.where != SECTION:
            told.add(conflict.second.span.start)
            yield _conflict(conflict)
    for request in local_versions(pip):
        yield _local(request)


def _conflict(conflict: PipConflict) -> Finding:
    first, second = conflict.first, conflict.second
    name, said = _project(second), _constraints(second)
    if first is None:
        return META.finding(
            _place(second),
            f"no version of {name} satisfies `{said}`; the build fails",
            help="keep only constraints that can be satisfied together",
            related=second.related,
        )
    return META.finding(
        _place(second),
        f"no version of {name} satisfies both `{_constraints(first)}` and `{said}`; the build fails",
        help="remove one of the two, or change one so that both can be satisfied",
        related=(Place(first.source, _place(first).span, f"excluded by this {_kind(first)}"), *second.related),
        notes=("pip: ResolutionImpossible",),
    )


def _local(request: PipRequest) -> Finding:
    name, version = _project(request), _constraints(request).lstrip("= ")
    index = LOCAL_INDEXES.get(name)
    option = f"--extra-index-url {index.format(version.partition('+')[2])}" if index else ""
    add = {SECTION: f"add `- {option}` to the same list", WORD: f"add `{option}` to the command"}
    help = add.get(request.where, f"add `{option}` to the same file")
    if not option:
        help = f"use `{name}=={version.partition('+')[0]}`, or name an index that has it"
    return META.finding(
        _place(request),
        f"`{version}` is a local version, which PyPI does not have; the build fails",
        help=help,
        notes=(f"pip: No matching distribution found for {name}=={version}",),
    )


def _kind(request: PipRequest) -> str:
    return "constraint" if request.constraint else "requirement"


def _project(request: PipRequest) -> str:
    return (request.line.project or "") if request.line is not None else ""


def _constraints(request: PipRequest) -> str:
    line = request.line
    return line.specifier.value.strip() if line is not None and line.specifier is not None else ""


def _place(request: PipRequest) -> Place:
    line = request.line
    span = line.specifier.whole if line is not None and line.specifier is not None else request.span
    return Place(request.source, span)

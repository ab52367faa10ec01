"""Requirement that pip rejects or misreads

## Why

pip reads the section as a requirements file, and one line that it cannot read
stops the build, after the conda packages have been installed. The usual slip
is conda's spelling: `matplotlib=3.10.*` is right in the list above, and wrong
below `pip:`.

## Instead

`matplotlib==3.10.*`; `numpy>=1.8,<2`; `name[extra]`; `name @ https://…`.

## Evidence

pip 26.3 and micromamba 2.8.1, 2026-08: `Invalid requirement: 'demo=1.0'` with
the hint `= is not a valid operator. Did you mean == ?`.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, UNSAFE, Edit, Effect, Fix, Meta, removed, replaced
from studio_lint.facts.packages import NO_EXTRAS_IN_EGG_NAMES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding, Problem
    from studio_lint.model.environment.environment import Environment

_NEW = "egg-name"
"""What only newer versions of pip refuse."""

META = Meta("SL117", "requirement-invalid", ERROR, fix=UNSAFE)


def check(environment: Environment) -> Iterator[Finding]:
    for item in environment.pip:
        if item.kind == "null":
            yield META.finding(
                item.place(),
                "empty item: pip looks for a package named `null`; the build fails",
                help="add a package after `-`, or remove the line",
                notes=("pip: No matching distribution found for null",),
            )
        if item.line is None:
            continue
        for problem in item.line.problems:
            if problem.kind == _NEW and not _has_new_pip(environment):
                continue
            edits = tuple(Edit(environment.source, span, text) for span, text in problem.edits)
            yield META.finding(
                item.place(problem.span),
                problem.message,
                help=problem.help,
                notes=(problem.note,) if problem.note else (),
                fix=_fix(item.line.text.value.strip(), problem, edits) if edits else None,
            )


def _fix(asked: str, problem: Problem, edits: tuple[Edit, ...]) -> Fix:
    dropped = removed(edits) if problem.safety == UNSAFE else ()
    effect = Effect(words=replaced(edits), packages=(asked,), dropped=dropped)
    return Fix(problem.edits_message, edits, problem.safety, effect)


def _has_new_pip(environment: Environment) -> bool:
    """Whether nothing in the file keeps pip at an old version, as a pin of Python does too."""
    from studio_lint.model.environment.version_conflict import satisfiable_from

    return all(
        found.spec is None or satisfiable_from(found.spec.version, version)
        for name, version in NO_EXTRAS_IN_EGG_NAMES
        for found in environment.named(name)
    )

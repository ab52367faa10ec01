"""Unpinned requirements

One finding at the first unpinned line covers all of them: it counts the others and marks the next ones.

## Why

pip installs the newest version at the time of the build. The same file produces a different Studio next month.

## Instead

Use `matplotlib==3.10.0`, or `matplotlib==3.10.*` to also get bug fixes.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ADVICE, Meta, and_more, marked
from studio_lint.facts.series import EXAMPLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.environment.environment import Environment

META = Meta("SL125", "requirement-unpinned", ADVICE, asks="requirements")


def check(environment: Environment) -> Iterator[Finding]:
    names = []
    for item in environment.requirements:
        line = item.line
        if line is None or line.kind != "requirement" or line.name is None or line.problems:
            continue
        if line.specifier is None:
            names.append(item.place(line.name.span()))
    if names:
        first = environment.source.slice(names[0].span)
        more, verb = and_more(names, "requirement"), "are" if len(names) > 1 else "is"
        yield META.finding(
            names[0],
            f"`{first}`{more} {verb} not pinned: a later build may install a different version",
            help=f"pin a version that you know to work{_example(first)}",
            related=marked(names, "not pinned"),
        )


def _example(name: str) -> str:
    """A version that exists; nothing where none is known."""
    version = EXAMPLES.get(name.lower())
    return f", for example `{name}=={version}`" if version else ""

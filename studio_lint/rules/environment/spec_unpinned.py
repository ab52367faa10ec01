"""Unpinned packages

One finding at the first unpinned package covers all of them: it counts the others and marks the next ones. `pip`,
`uv` and `git`, which only serve the build, are not counted, nor are packages that stand for the machine (`__glibc`).

## Why

The build installs the newest version. The same file produces a different Studio next month, and a result cannot be
reproduced.

## Instead

`- numpy=2.1` installs 2.1 with its bug fixes, never 2.2.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ADVICE, Meta, and_more, marked
from studio_lint.facts.packages import FOR_THE_BUILD, VIRTUAL
from studio_lint.facts.series import EXAMPLES, SERIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.environment.environment import Environment

META = Meta("SL110", "spec-unpinned", ADVICE, asks="unpinned")


def check(environment: Environment) -> Iterator[Finding]:
    names = []
    seen = {found.spec.key for found in environment.specs if found.spec and found.spec.version.tree is not None}
    for dependency, spec in environment.unpinned:
        if spec.is_file or spec.name is None or spec.key in FOR_THE_BUILD:
            continue
        if not any(map(str.isalpha, spec.key)):
            continue  # a number or a date, which is no package
        if spec.build_text is None and not spec.version_as_name and not spec.key.startswith(VIRTUAL):
            if spec.key not in seen:
                names.append(dependency.place(spec.name.whole))
            seen.add(spec.key)
    if names:
        first = environment.source.slice(names[0].span)
        more, verb = and_more(names, "package"), "are" if len(names) > 1 else "is"
        yield META.finding(
            names[0],
            f"`{first}`{more} {verb} not pinned: a later build may install a different version",
            help=f"pin a version that you know to work{_example(first)}",
            related=marked(names, "not pinned"),
        )


def _example(name: str) -> str:
    """A version that exists; nothing where none is known."""
    version = SERIES[name][-1] if name in SERIES else EXAMPLES.get(name)
    return f", for example `{name}={version}`" if version else ""

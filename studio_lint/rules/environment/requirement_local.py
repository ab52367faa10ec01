"""Requirement that needs a local file

## Why

Nothing but the environment file reaches the build. `-r requirements.txt`,
`-e .` and paths lead nowhere, and pip stops.

## Instead

Write the requirements themselves into the section. A project of your own can
come from a repository: `git+https://…@v1.2`, or from an index.

## Evidence

micromamba 2.8.1 with pip, 2026-08: `Could not open requirements file`, `does
not appear to be a Python project`.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.environment.environment import Environment
    from studio_lint.syntax.pip.tree import RequirementLine

META = Meta("SL119", "requirement-local", ERROR)


def check(environment: Environment) -> Iterator[Finding]:
    for item in environment.requirements:
        line = item.line
        if line is None or line.local is None:
            continue
        names = {option.name for option in line.options}
        lists = "--requirement" in names or "--constraint" in names
        what = "the file" if lists else "the project" if line.editable else "the path"
        yield META.finding(
            item.place(line.local.span()),
            f"{what} does not exist in the build, which receives only this file; the build fails",
            help="list the requirements themselves here" if lists else _help(line),
            notes=(f"pip: {_words(lists, line.editable)}",),
        )


def _help(line: RequirementLine) -> str:
    name = line.name.value if line.name is not None else "name"
    return f"use a project on PyPI, or a repository: `{name} @ git+https://…`"


def _words(lists: bool, editable: bool) -> str:
    if lists:
        return "Could not open requirements file: No such file or directory"
    if editable:
        return "does not appear to be a Python project: neither 'setup.py' nor 'pyproject.toml' found"
    return "Invalid requirement. It looks like a path, and the file does not exist"

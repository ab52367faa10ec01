"""Selector that has no effect or that micromamba rejects

## Why

In the recipes of conda-build, `# [win]` after a package is a selector. In an environment file, it is a comment: the
package is also requested on Linux, and if it does not exist there, the build fails. `sel(linux):` is a selector, but
only for `linux`, `unix`, `osx` and `win`, spelled exactly like this. conda does not read it at all: if conda installs
the file, the package is missing.

## Instead

Remove packages for other systems, and remove the comment after the others.

## Evidence

micromamba 2.8.1, 2026-08: it looks for `- doesnotexist  # [win]`; `sel( linux )` fails with `Couldn't parse selector.
Value not in [unix, linux, osx, win]`.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, WARNING, Meta
from studio_lint.facts.installers.conda import CONDA
from studio_lint.model.environment.selectors import comment_selectors
from studio_lint.syntax.yaml.tree import Scalar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.environment.environment import Dependency, Environment

META = Meta("SL124", "selector-ignored", ERROR, needs=("[", "sel("))


def check(environment: Environment) -> Iterator[Finding]:
    for selector in comment_selectors(environment):
        shown = selector.comment.text.strip()[:40]
        place = environment.place(selector.comment.span)
        related = (selector.item.place(label="requested anyway"),)
        if selector.holds:
            yield META.finding(
                place,
                f"`{shown}` is only a comment and selects nothing",
                severity=WARNING,
                help="remove the comment",
            )
        else:
            yield META.finding(
                place,
                f"`{shown}` is only a comment: the package is also requested on Linux",
                help="remove the line if the package is for another system",
                related=related,
            )
    for dependency in environment.dependencies:
        if environment.by_conda and dependency.is_selected:
            yield from _for_conda(environment, dependency)
        elif dependency.selector_problem:
            yield from _key(dependency)


def _for_conda(environment: Environment, dependency: Dependency) -> Iterator[Finding]:
    """`sel(linux):`, which conda takes for the name of another installer."""
    from studio_lint.model.environment.dialects import notes

    entry = dependency.entry
    if entry is not None and isinstance(entry.key, Scalar):
        readers = tuple(reader for reader in environment.readers if CONDA in reader.dialects)
        yield META.finding(
            dependency.place(entry.key.span),
            f"conda does not read `{entry.key.value[:40]}`: this package is not installed",
            help="use `- name=version`, without the selector",
            notes=notes(readers, environment.readers),
        )


def _key(dependency: Dependency) -> Iterator[Finding]:
    entry = dependency.entry
    if entry is None or not isinstance(entry.key, Scalar):
        return
    name = entry.key.value
    if dependency.selector_problem == "word":
        yield META.finding(
            dependency.place(entry.key.span),
            f"unknown selector `{name[:40]}`; the build fails",
            help="use `sel(linux)`, `sel(unix)`, `sel(osx)` or `sel(win)`, without spaces",
            notes=("micromamba: Couldn't parse selector. Value not in [unix, linux, osx, win]",),
        )
        return
    found = "none" if isinstance(entry.value, Scalar) else "keys and values"
    yield META.finding(
        dependency.place(entry.key.span),
        f"`{name}` takes exactly one package, not {found}; the build fails",
        help=f"use one `- {name}: name=version` per package",
        notes=("micromamba: Complicated selection merge not implemented yet.",),
    )

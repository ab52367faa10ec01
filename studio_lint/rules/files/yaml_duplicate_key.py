"""YAML mapping has a duplicate key

## Why

micromamba uses the first of two equal keys and silently ignores the second; conda rejects the file; other readers use
the last. With two `dependencies:` lists, the build is green, and the packages of the second list are missing.

## Instead

Merge the content of both keys into one.

## Evidence

micromamba 2.8.1, 2026-08: with `dependencies: [numpy]` and a second `dependencies: [scipy]`, only numpy is
installed.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta, Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.syntax.yaml.tree import Document

META = Meta("SL003", "yaml-duplicate-key", ERROR, asks="problems")


def check(document: Document) -> Iterator[Finding]:
    for problem in document.problems:
        if problem.kind == "duplicate-key":
            yield META.of_problem(
                problem,
                Place(document.source, problem.span, "ignored"),
                help="merge the content of both keys into one, and remove the other",
                notes=("conda: found duplicate key",),
            )

"""One mapping has the same key twice, and one of the two is passed over.

## Why

micromamba takes the first of two equal keys and says nothing of the second;
conda refuses the file; other readers take the last. With two
`dependencies:` half of the packages are absent from a green build.

## Instead

Merge the two into one.

## Evidence

micromamba 2.8.1, 2026-08: of `dependencies: [numpy]` and a second
`dependencies: [scipy]` only numpy is installed.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta, Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.syntax.yaml.tree import Document

META = Meta("SL003", "yaml-duplicate-key", ERROR)


def check(document: Document) -> Iterator[Finding]:
    source = document.source
    for problem in document.problems:
        if problem.kind == "duplicate-key":
            yield META.finding(
                Place(source, problem.span, "passed over"),
                problem.message,
                help="merge what stands below the two into one, and delete the other",
                related=tuple(Place(source, span, label) for span, label in problem.related),
                notes=("conda: found duplicate key",),
            )

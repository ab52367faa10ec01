"""A YAML file that its readers cannot read, or read only in part.

## Why

A mistake in YAML stops the build before anything is installed, and the
reader's own message often names a line far below the cause. A second document
(`---` in the middle) is worse: everything behind it is passed over without a
word.

## Instead

Indent with spaces, all items of a list in one column; a space behind every
`-` and `:`; quotes around values that begin with `@`, `*`, `&`, `%`, a
backtick, `>` or `|`, or that hold `: ` or ` #`; every quote and bracket closed
on its line.

## Evidence

micromamba 2.8.1 (yaml-cpp), 2026-08: `YAML error in spec file`; of two
documents it installs the first.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta, Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.syntax.yaml.tree import Document

META = Meta("SL002", "yaml-syntax", ERROR)
_OTHERS = ("duplicate-key", "explicit")


def check(document: Document) -> Iterator[Finding]:
    source = document.source
    for problem in document.problems:
        if problem.kind not in _OTHERS:
            yield META.finding(
                Place(source, problem.span),
                problem.message,
                help=problem.help,
                related=tuple(Place(source, span, label) for span, label in problem.related),
                notes=(problem.note,) if problem.note else (),
            )

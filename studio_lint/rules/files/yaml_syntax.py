"""YAML cannot be parsed, or is only partly read

## Why

Most YAML mistakes make the build fail before anything is installed, and the parser often names a line far below the
cause. Others are silent. micromamba stops reading at a second document (`---`), and at an unindented line that is not
a key, such as `dependencies` without its colon: it installs only what comes before, and the build is green.

## Instead

Indent with spaces, with all items of a list in one column. Put a space after every `-` and `:`. Quote values that
begin with `@`, `*`, `&`, `%`, a backtick, `>` or `|`, or that contain `: ` or ` #`. Close every quote and bracket on
its line.

## Evidence

micromamba 2.8.1 (yaml-cpp), 2026-08: `YAML error in spec file`; of two documents, it installs the first.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta, Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding, Problem
    from studio_lint.syntax.yaml.tree import Document

META = Meta("SL002", "yaml-syntax", ERROR, asks="problems")
_STRAY = "stray-line"
_STRICT = "strict"
_STOPS = "this line is not a key: micromamba silently ignores it and everything below it"
_OTHERS = ("duplicate-key", "explicit")


def check(document: Document) -> Iterator[Finding]:
    for problem in document.problems:
        if problem.kind not in _OTHERS and not (problem.kind == _STRICT and document.lenient):
            stops = document.lenient and problem.kind == _STRAY
            place = Place(document.source, problem.span)
            found = problem.replace(help=_help(document, problem))
            yield META.of_problem(found, place, message=_STOPS if stops else "")


def _help(document: Document, problem: Problem) -> str | None:
    """The reader's help, but where a list of packages or channels has the value: quotes do not make it a name."""
    source, start = document.source, problem.span.start
    item = source.text[source.text.rfind("\n", 0, start) + 1 : start].strip() == "-"
    if not item or not document.named or not (problem.help or "").startswith("quote it"):
        return problem.help
    if not source.slice(source.line_span(source.line_of(start))).strip(" -\r")[1:]:
        return "remove the line"
    return f"remove the `{source.text[start]}`"

"""Suppression comment does not name a known rule

## Why

A suppression comment hides findings of the rules in its brackets. Without a rule, or with an unknown one, it hides
nothing.

## Instead

Name a rule by its code or its name, or name a family: `# studio-lint: ignore[SL404] reason`.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import WARNING, Meta
from studio_lint.base.nearest import nearest
from studio_lint.model.suppression import FILE_IGNORE, IGNORE, OTHER_MARKS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.suppression import Suppression, Suppressions

META = Meta("SL006", "suppression-unknown", WARNING)

_WORDS = (IGNORE, FILE_IGNORE, *OTHER_MARKS)


def check(suppressions: Suppressions) -> Iterator[Finding]:
    for item in suppressions.items:
        if not item.hides:
            yield _no_word(suppressions, item)
        elif not item.named:
            message = "this suppression comment does not name a rule, so it has no effect"
            help = f"use `{item.keyword}[CODE] reason`"
            yield META.finding(suppressions.place(item.comment.span), message, help=help)
        for named in item.named:
            if item.hides and not named.known:
                help = f"did you mean `{named.near}`?" if named.near else "run `studio-lint rule` to list all rules"
                message = f"unknown rule `{named.word}` in a suppression comment"
                yield META.finding(suppressions.place(named.span), message, help=help)


def _no_word(suppressions: Suppressions, item: Suppression) -> Finding:
    near = nearest(item.keyword, _WORDS)
    help = f"did you mean `{near}`?" if near else f"use `{IGNORE}[CODE] reason` or `{FILE_IGNORE}[CODE] reason`"
    said = f"unknown directive `{item.keyword}`" if item.keyword else "this comment has no directive"
    return META.finding(suppressions.place(item.key_span), f"{said}: the comment has no effect", help=help)

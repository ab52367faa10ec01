"""An ignore comment names no rule.

## Why

A comment hides the rules that stand between its brackets. Without a name, or
with one that is no rule's, it hides nothing, and the findings it was meant for
stay.

## Instead

Name the rule by its code or its name, or a family: `# studio-lint:
ignore[SL404] reason`.
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
        if not item.meant:
            yield _no_word(suppressions, item)
        elif not item.named:
            message = "this comment names no rule: it hides nothing"
            help = f"write `{item.keyword}[CODE] reason`"
            yield META.finding(suppressions.place(item.comment.span), message, help=help)
        for named in item.named:
            if item.meant and not named.known:
                help = f"write `{named.near}`" if named.near else "`studio-lint rule` lists all rules"
                message = f"there is no rule `{named.word}`: the comment hides nothing by it"
                yield META.finding(suppressions.place(named.span), message, help=help)


def _no_word(suppressions: Suppressions, item: Suppression) -> Finding:
    near = nearest(item.keyword, _WORDS)
    help = f"write `{near}`" if near else f"write `{IGNORE}[CODE] reason` or `{FILE_IGNORE}[CODE] reason`"
    said = (
        f"`{item.keyword}` says nothing to studio-lint" if item.keyword else "this comment says nothing to studio-lint"
    )
    return META.finding(suppressions.place(item.key_span), f"{said}: it hides nothing", help=help)

"""Messages about a FROM that does not name an image."""

from __future__ import annotations

from studio_lint.base.nearest import nearest
from studio_lint.model.build.wording import explain_missing, explain_reference
from studio_lint.syntax import image_reference
from studio_lint.syntax.dockerfile import expansion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.build.build_plan import BuildPlan
    from studio_lint.model.build.image import Base


def report(plan: BuildPlan, base: Base) -> None:
    """Report a base that holds an error; where only a value is missing, that is what is said.

    Nothing where an ARG that was refused meant to give the value.
    """
    word, error = base.word, base.error or ""
    if any(use.name in plan.miswritten for use in word.uses):
        return
    missing = [use for use in word.uses if not use.found and use.modifier[-1:] not in ("-", "+")]
    if missing:
        filled = expansion.expand(word.text, lambda name: plan.variables().get(name) or "x", plan.dockerfile.escape)
        if isinstance(image_reference.parse(filled.value), image_reference.Reference):
            _report_missing(plan, base, missing)
            return
    plan.report("image", word.text.whole, *explain_reference(word, error))


def _report_missing(plan: BuildPlan, base: Base, missing: list[expansion.Use]) -> None:
    """A variable without a value, which --build-arg may give where it is declared."""
    names = [use.name for use in missing]
    declared = [plan.global_args[name] for name in names if name in plan.global_args]
    unless = "`--build-arg` sets one" if len(declared) == len(names) else ""
    related = tuple((one.span, "declared without a value") for one in declared)
    related += tuple(
        (pair.span, "set further down, where FROM cannot see it")
        for draft in plan.drafts
        for entry in draft.entries
        for pair in entry.instruction.pairs
        if entry.instruction.keyword == "ARG" and pair.key.value in names and pair.key.value not in plan.global_args
    )
    message, help = explain_missing(names[0], bool(declared), nearest(names[0], plan.global_args))
    plan.report("image", base.word.text.whole, message, base.error or "", help, related, unless)

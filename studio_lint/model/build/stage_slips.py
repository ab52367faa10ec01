"""Which stage a --from probably means if it does not name one."""

from __future__ import annotations

from studio_lint.base.nearest import nearest
from studio_lint.facts.registries import is_official

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.build.build_plan import BuildPlan
    from studio_lint.model.build.image import Copy
    from studio_lint.model.build.stage_drafts import StageDraft
    from studio_lint.syntax.dockerfile.tree import Dockerfile
    from studio_lint.syntax.image_reference import Reference

MOST_NAMES = 200  # stages among which a misspelled name is looked for
SHORTEST = 3  # letters of a name that is taken for the beginning of another


def meant_stage(plan: BuildPlan, word: str, parsed: Reference, draft: StageDraft) -> str | None:
    """The name, or the number, of the stage above that a plain word means; None for an image that may exist.

    By the image that the stage is made from, by a name that is near, or since it is the only stage that nothing uses.
    """
    if "/" in word or parsed.tag or parsed.digest or is_official(word):
        return None
    names = [name for name, index in plan.by_name.items() if index < draft.index]
    if len(names) > MOST_NAMES:
        return None
    images = [name for name in names if _image_of(plan, plan.by_name[name]) == word]
    if len(images) == 1:
        return images[0]
    return nearest(word, names) or _longer_or_shorter(word.lower(), names) or _left_over(plan, draft)


def names_nothing(copy: Copy) -> bool:
    """Whether a --from is one plain word that is no stage, and no image of Docker Hub's library."""
    word, reference = copy.from_text, copy.reference
    if copy.origin != "image" or word is None or reference is None:
        return False
    return not ("/" in word.value or reference.tag or reference.digest or is_official(word.value))


def _image_of(plan: BuildPlan, index: int) -> str:
    """The last part of the name of the image that a stage is made from ("connect-client")."""
    base = plan.drafts[index].base.reference
    return base.repository.rpartition("/")[2] if base is not None else ""


def _longer_or_shorter(word: str, names: list[str]) -> str | None:
    """The one name that begins with the word, or the other way round: `build` for `builder`."""
    found = [name for name in names if name.startswith(word) or word.startswith(name)]
    return found[0] if len(found) == 1 and min(len(word), len(found[0])) >= SHORTEST else None


def _left_over(plan: BuildPlan, draft: StageDraft) -> str | None:
    """The one stage above that nothing is made from or copied from."""
    if len(plan.drafts) > MOST_NAMES:
        return None
    used = {other.base.stage for other in plan.drafts}
    named = plan.dockerfile.once(_origins)
    free = [
        above
        for above in plan.drafts[: draft.index]
        if above.index not in used and not named & {above.title, str(above.index)}
    ]
    if len(free) != 1:
        return None
    return free[0].title if free[0].name else str(free[0].index)


def _origins(dockerfile: Dockerfile) -> frozenset[str]:
    """All that --from and from= name in the file, in lower case."""
    found = set()
    for instruction in dockerfile.instructions:
        for flag in (instruction.trigger or instruction).flags:
            if flag.value is None:
                continue
            value = flag.value.value.lower()
            parts = [f"from={value}"] if flag.name == "from" else value.split(",")
            found |= {part.partition("=")[2] for part in parts if part.startswith("from=")}
    return frozenset(found)

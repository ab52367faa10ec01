"""From the conclusion of a conda solver's tree to the entry of the environment and the message."""

from __future__ import annotations

from studio_lint.base.nearest import nearest
from studio_lint.facts.failures import names
from studio_lint.facts.failures.trees import TREES
from studio_lint.model.failure import conda_tree, entries, words
from studio_lint.model.failure.conda_tree import MISSING_CHANNEL, NOT_FOUND, UNSOLVABLE, Verdict
from studio_lint.model.failure.files import Files, Spot
from studio_lint.model.failure.remedy import Advice

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.failure.failing import Failed
    from studio_lint.syntax.dockerfile.tree import Instruction

_FORGE = "conda-forge"


def verdicts(failed: Failed, files: Files) -> tuple[Verdict, ...]:
    """What the solver's words in a step come to; () where no solver gave up in it."""
    if not any(any(word in text for word in TREES) for _, text in failed.lines):
        return ()
    asked = {name.lower() for name in entries.names(files.environment)} if files.environment is not None else set()
    return conda_tree.verdicts(failed.lines, asked)


def spot(verdict: Verdict, files: Files, instruction: Instruction | None) -> Spot | None:
    """The entry of the environment, else the word of the instruction."""
    environment = files.environment
    found: Spot | None = None
    if instruction is not None and files.dockerfile is not None:
        source = files.dockerfile.source
        word = words.word(source, instruction.span, verdict.name)
        if word is not None:
            return Spot(source, word)
    if environment is not None:
        if verdict.kind == MISSING_CHANNEL and not _has_forge(files) and environment.channels:
            return Spot(environment.source, environment.channels[0].span)
        if verdict.kind == MISSING_CHANNEL and not _has_forge(files) and environment.dependencies:
            return entries.entry(environment, verdict.name)
        found = entries.entry(environment, verdict.name, verdict.spec.split(" ")[0])
        if found is not None and verdict.partner:
            partner = entries.entry(environment, verdict.partner)
            if partner is not None and partner.span != found.span:
                found = found.replace(related=(entries.place(partner, "conflicts with this entry"),))
    return found


def advice(verdict: Verdict, files: Files, place: Spot | None) -> Advice:
    """The words for it."""
    written = place.source.slice(place.span) if place is not None else _written(verdict)
    if verdict.kind == NOT_FOUND:
        return _not_found(verdict, written, place)
    if verdict.kind == MISSING_CHANNEL:
        if files.environment is not None and not _has_forge(files):
            above = files.environment.channels[0].name if files.environment.channels else ""
            where = f" above `{above}`" if above else ""
            return Advice(
                f"`{verdict.name}` needs `{verdict.missing}`, which no listed channel has",
                f"add `{_FORGE}` to `channels`{where}",
                ("SL130", "SL703"),
            )
        return Advice(
            f"`{verdict.name}` needs `{verdict.missing}`, which no listed channel has",
            f"use another version of `{verdict.name}`, or add the channel that has `{verdict.missing}`",
            ("SL703",),
        )
    if verdict.kind == UNSOLVABLE:
        return _conflict(verdict, files, place)
    return Advice(
        f"this build of `{verdict.name}` needs `{verdict.missing}`, which the builder does not have",
        f"remove the build string, or use the CPU build of `{verdict.name}`",
        ("SL703",),
    )


def _conflict(verdict: Verdict, files: Files, place: Spot | None) -> Advice:
    environment = files.environment
    written = place.source.slice(place.span) if place is not None else _written(verdict)
    rules = ("SL106", "SL703")
    if not verdict.partner:
        return Advice(
            f"`{written}` cannot be installed with the other entries", f"loosen the version of `{verdict.name}`", rules
        )
    other = entries.entry(environment, verdict.partner) if environment is not None else None
    partner = other.source.slice(other.span) if other is not None else verdict.partner
    needs = verdict.needs.removesuffix(" *").strip()
    why = f"`{verdict.name}` needs `{verdict.partner} {needs}`: " if needs else ""
    return Advice(
        f"`{written}` and `{partner}` cannot be installed together",
        f"{why}loosen the version of `{verdict.name}` or of `{verdict.partner}`",
        rules,
    )


def _not_found(verdict: Verdict, written: str, place: Spot | None) -> Advice:
    near = nearest(verdict.name, names.CONDA)
    rules = ("SL106", "SL103", "SL105", "SL104", "SL704")
    if near and near != verdict.name and verdict.name not in names.CONDA:
        return Advice(f"no listed channel has `{written}`", f"did you mean `{near}`?", rules)
    parts = verdict.spec.split()
    if len(parts) > 1 and parts[1] != "*":
        version = parts[0].strip("=")
        return Advice(
            f"no listed channel has this build of `{verdict.name}`: it was removed, or made for another platform",
            f"remove the build string: `{verdict.name}={version}`",
            ("SL111", "SL704"),
        )
    help = (
        f"use a version that exists (`micromamba search {verdict.name}`)"
        if parts and parts[0] not in ("*", "")
        else "correct the name, or add the channel that has it"
    )
    return Advice(f"no listed channel has `{written}`", help, rules)


def _written(verdict: Verdict) -> str:
    version = " ".join(part for part in verdict.spec.split() if part != "*")
    return f"{verdict.name} {version}".strip()


def _has_forge(files: Files) -> bool:
    environment = files.environment
    if environment is None:
        return True
    return any(_FORGE in (each.name or "") for each in environment.channels)

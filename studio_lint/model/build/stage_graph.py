"""Stages and their graph: what FROM and --from name, and what the build reaches."""

from __future__ import annotations

from studio_lint.base.source import Span, Text
from studio_lint.model.build import cycles, values
from studio_lint.model.build.build_plan import NO_VARIABLE, SCRATCH, BuildPlan
from studio_lint.model.build.image import Base, Value
from studio_lint.model.build.scope import Variable, platform_args
from studio_lint.model.build.stage_drafts import (
    CopyOrigin,
    StageDraft,
    StageEntry,
    base_word,
    carried_out_at,
    is_meant_as_from,
    meant_names,
)
from studio_lint.syntax import image_reference
from studio_lint.syntax.dockerfile import expansion as dockerfile_expansion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.options import Options
    from studio_lint.syntax.dockerfile.tree import Dockerfile, Instruction


def planned(dockerfile: Dockerfile, options: Options) -> BuildPlan:
    """The stages of a file, resolved in the order in which BuildKit goes about it. Never raises."""
    plan = BuildPlan(dockerfile, options)
    _divide(plan)
    _read_globals(plan)
    for draft in plan.drafts:
        _resolve_base(plan, draft)
    _find_target(plan)
    for draft in plan.drafts:
        for entry in draft.entries:
            _resolve_origins(plan, draft, entry)
    _find_cycle(plan)
    _parse_references(plan)
    known = len(plan.images)
    _reach(plan)
    _parse_images(plan, plan.images[known:])

    return plan


def _divide(plan: BuildPlan) -> None:
    for instruction in plan.dockerfile.instructions:
        broken = instruction.keyword == "FROM" and bool(instruction.problems)
        plan.nameless = plan.nameless or broken or (bool(instruction.problems) and is_meant_as_from(instruction))
        if instruction.keyword == "FROM":
            arguments = instruction.arguments
            named = len(arguments) == 3 and arguments[1].value.upper() == "AS"
            plan.drafts.append(StageDraft(len(plan.drafts), instruction, arguments[2] if named else None))
        elif plan.drafts:
            plan.drafts[-1].entries.append(StageEntry(instruction))


def _read_globals(plan: BuildPlan) -> None:
    last = plan.drafts[-1].name if plan.drafts else None
    target = plan.options.target or (last.value.lower() if last else "default")
    for name, value in platform_args(target).items():
        plan.globals.set(name, Variable(plan.build_args.get(name, value)))
    for instruction in plan.dockerfile.instructions:
        if instruction.keyword == "FROM":
            break
        if instruction.problems or instruction.keyword == "ENV":
            plan.miswritten.update(meant_names(instruction))
        elif instruction.keyword == "ARG":
            _read_global(plan, instruction)


def _read_global(plan: BuildPlan, instruction: Instruction) -> None:
    for pair in instruction.pairs:
        name = pair.key.value
        plan.global_args[name] = instruction
        if name in plan.build_args:
            plan.globals.set(name, Variable(plan.build_args[name]))
        elif pair.value is not None:
            value, _ = plan.expand(pair.value, plan.variables())
            if value is None:
                plan.miswritten.add(name)
            plan.globals.set(name, Variable(value.value if value else "", bool(value and value.known)))


def _resolve_base(plan: BuildPlan, draft: StageDraft) -> None:
    """What FROM names: a stage above it (in the letters it was given in lower case), or an image."""
    instruction = draft.instruction
    if not instruction.problems:
        value, draft.uses = plan.expand(base_word(instruction), plan.variables())
        if value is not None:
            draft.base = _named(plan, value)
        if value is not None and not value.value:
            _report_base(plan, draft.base)
        _read_platform(plan, draft)
    if draft.name:
        plan.by_name[draft.name.value.lower()] = draft.index


def _named(plan: BuildPlan, value: Value) -> Base:
    if not value.value:
        return Base(value.replace(known=False), error=f"base name ({value.text.value}) should not be blank")
    stage = plan.by_name.get(value.value)
    if stage is not None:
        return Base(value, stage)
    if value.value == SCRATCH:
        return Base(value, scratch=True)
    parsed = image_reference.parse(value.value)
    if isinstance(parsed, str):
        from studio_lint.model.build.wording import not_parsed

        return Base(value.replace(known=False), error=not_parsed(value.value, parsed))
    return Base(value, reference=parsed)


def _read_platform(plan: BuildPlan, draft: StageDraft) -> None:
    flag = draft.instruction.flag("platform")
    if flag is None or not flag.value or not flag.value.value:
        return
    value, uses = plan.expand(flag.value, plan.variables(), "failed to process arguments for platform : ")
    draft.uses += uses
    if value is None:
        return
    refused: values.BadValue | None = None
    if not value.value:
        refused = values.BadValue(f"empty platform value from expression {flag.value.value}")
    else:
        parsed = values.platform(value.value)
        if isinstance(parsed, values.BadValue):
            refused = values.BadValue(f"failed to parse platform {flag.value.value}: {parsed.message}")
    if refused:
        plan.report(
            "platform",
            flag.value.whole,
            "invalid platform; the build fails",
            refused.message,
            "use `--platform=linux/amd64`, or remove it",
        )
        value = value.replace(known=False)
    draft.platform = value


def _find_target(plan: BuildPlan) -> None:
    wanted = plan.options.target
    if plan.drafts and not wanted:
        plan.target = len(plan.drafts) - 1
    elif wanted:
        plan.target = plan.by_name.get(wanted.lower())


def _resolve_origins(plan: BuildPlan, draft: StageDraft, entry: StageEntry) -> None:
    instruction = entry.instruction
    if instruction.problems:
        return
    for index, flag in enumerate(instruction.flags):
        if flag.value is None:
            continue
        if instruction.keyword == "COPY" and flag.name == "from" and flag.value.value:
            origin = _copy_origin(plan, flag.value, draft)
        elif instruction.keyword == "RUN" and flag.name == "mount":
            found = _mount_origin(plan, flag.value, draft)
            if found is None:
                continue
            origin = found
        elif instruction.keyword == "RUN" and flag.name == "device":
            _check_device(plan, flag.value)
            continue
        else:
            continue
        draft.origins[(instruction.span.start, index)] = origin
        if origin.stage is not None:
            draft.edges[origin.stage] = (instruction, origin.text.whole)


def _mount_origin(plan: BuildPlan, value: Text, draft: StageDraft) -> CopyOrigin | None:
    """What `from=` names; it is looked at before anything is expanded."""
    from studio_lint.model.build import mounts

    found = mounts.origin(value)
    if found is None or (isinstance(found, Text) and not found.value):
        # BuildKit takes a mount without from= for one of scratch, which may be a stage's name
        stage = plan.by_name.get(SCRATCH)
        if stage is None:
            plan.images.append((SCRATCH, value.whole))
            return None
        return CopyOrigin(value, stage)
    if isinstance(found, Text):
        return _by_name(plan, found, draft)
    variable = "from" in found.message
    plan.report(
        "from-variable" if variable else "mount",
        value.whole,
        "variables in `from=` are not expanded; the build fails" if variable else "invalid mount; the build fails",
        found.message,
        NO_VARIABLE if variable else "use the form `--mount=type=cache,target=/path`",
    )
    return CopyOrigin(value, unknown=True)


def _check_device(plan: BuildPlan, value: Text) -> None:
    from studio_lint.model.build import mounts

    wrong = mounts.device(value)
    if wrong:
        message = "invalid device; the build fails"
        plan.report("device", value.whole, message, wrong.message, "use the form `--device=vendor.com/class=name`")


def _copy_origin(plan: BuildPlan, text: Text, draft: StageDraft) -> CopyOrigin:
    expansion = dockerfile_expansion.expand(text, lambda _name: None, plan.dockerfile.escape)
    if expansion.error is not None:
        from studio_lint.model.build.wording import explain_expansion

        plan.report("expansion", expansion.span, *explain_expansion(text.value, expansion.error))
        return CopyOrigin(text, unknown=True)
    if expansion.value != text.value:
        plan.report(
            "from-variable",
            text.whole,
            "variables in `--from` are not expanded; the build fails",
            "variable expansion is not supported for --from, define a new stage with FROM using ARG from global "
            "scope as a workaround",
            NO_VARIABLE,
        )
        return CopyOrigin(text, unknown=True)
    number = values.integer(text.value)
    return _by_name(plan, text, draft) if number is None else _by_index(plan, text, number)


def _by_name(plan: BuildPlan, text: Text, draft: StageDraft) -> CopyOrigin:
    stage = plan.by_name.get(text.value.lower())
    if stage is not None:
        return CopyOrigin(text, stage)
    plan.images.append((text.value, text.whole))
    if text.value == SCRATCH:
        return CopyOrigin(text)
    parsed = image_reference.parse(text.value)
    plain = not isinstance(parsed, str) and not ("/" in text.value or parsed.tag or parsed.digest)
    if isinstance(parsed, str) or (plain and plan.nameless):
        return CopyOrigin(text, unknown=True)
    from studio_lint.model.build import stage_slips

    meant = stage_slips.meant_stage(plan, text.value, parsed, draft)
    return CopyOrigin(text, reference=parsed, unknown=meant is not None, meant_stage=meant)


def _by_index(plan: BuildPlan, text: Text, number: int) -> CopyOrigin:
    count = len(plan.drafts)
    if 0 <= number < count:
        return CopyOrigin(text, number)
    if count <= number < count + len(plan.images):
        # BuildKit counts the images that --from named before as further stages
        parsed = image_reference.parse(plan.images[number - count][0])
        return CopyOrigin(text, reference=parsed if isinstance(parsed, image_reference.Reference) else None)
    hint = f"use a number from 0 to {count - 1}, or the name of a stage" if count > 1 else "use an image"
    plan.report(
        "index",
        text.whole,
        f"stage {number} does not exist; the build fails",
        f"invalid stage index {number}",
        f"stages are counted from 0: {hint}",
    )
    return CopyOrigin(text, unknown=True)


def _find_cycle(plan: BuildPlan) -> None:
    found = cycles.cycle([draft.edges for draft in plan.drafts])
    if found:
        plan.circular = True
        _report_cycle(plan, *found)


def _report_cycle(plan: BuildPlan, start: int, path: list[tuple[int, int]]) -> None:
    note = f"circular dependency detected on stage: {plan.drafts[start].title}"
    first, second = path[0]
    _, span = plan.drafts[first].edges[second]
    if len(path) == 1:
        plan.report(
            "self",
            span,
            "this stage copies from itself; the build fails",
            note,
            "start a second stage above this line: `FROM ubuntu:24.04`",
            related=(plan.drafts[first].beginning,),
        )
        return
    related = tuple(
        (plan.drafts[one].edges[other][1], f'"{plan.drafts[one].title}" needs "{plan.drafts[other].title}" here')
        for one, other in path[1:]
    )
    plan.report(
        "cycle",
        span,
        "these stages depend on each other; the build fails",
        note,
        "move what both need into a stage above them",
        related=related,
    )


def _parse_references(plan: BuildPlan) -> None:
    """Images are parsed for all stages, built or not; a stage's own first."""
    for draft in plan.drafts:
        if draft.base.error and draft.base.word.value:
            _report_base(plan, draft.base)
    _parse_images(plan, plan.images)


def _parse_images(plan: BuildPlan, images: list[tuple[str, Span]]) -> None:
    for name, span in images:
        parsed = image_reference.parse(name) if name != SCRATCH else None
        if isinstance(parsed, str):
            value = Value(plan.source.text_of(span), name)
            from studio_lint.model.build.wording import explain_reference, not_parsed

            plan.report("image", span, *explain_reference(value, not_parsed(name, parsed)))


def _report_base(plan: BuildPlan, base: Base) -> None:
    from studio_lint.model.build import base_problems

    base_problems.report(plan, base)


def _reach(plan: BuildPlan) -> None:
    """Mark what is built, with the ONBUILD triggers of parent stages, which may add copies."""
    if plan.target is None:
        return
    inherited: set[int] = set()
    while True:
        reached = cycles.needed_by([draft.needs for draft in plan.drafts], plan.target)
        fresh = [index for index in sorted(reached - inherited) if plan.drafts[index].base.stage is not None]
        if not fresh:
            break
        for index in fresh:
            inherited.add(index)
            _inherit_triggers(plan, plan.drafts[index])
    for index in reached:
        plan.drafts[index].reached = True


def _inherit_triggers(plan: BuildPlan, draft: StageDraft) -> None:
    assert draft.base.stage is not None
    parent = plan.drafts[draft.base.stage]
    triggers = [
        StageEntry(entry.instruction.trigger, True)
        for entry in parent.entries
        if entry.instruction.trigger is not None and not entry.instruction.problems and not entry.trigger
    ]
    for entry in triggers:
        _resolve_trigger(plan, draft, entry)
    draft.entries = triggers + draft.entries


def _resolve_trigger(plan: BuildPlan, draft: StageDraft, entry: StageEntry) -> None:
    """What is wrong with a trigger stops a stage that is built on the one that holds it."""
    place = draft.base.word.text.whole
    images, problems = len(plan.images), len(plan.problems)
    _resolve_origins(plan, draft, entry)
    plan.images[images:] = [(name, place) for name, _ in plan.images[images:]]
    wrong = (*entry.instruction.problems[:1], *plan.problems[problems:])
    plan.problems[problems:] = [carried_out_at(place, problem) for problem in wrong]

"""Puts the stages of a file together into an `Image`."""

from __future__ import annotations

from studio_lint.base.diagnostics import Problem
from studio_lint.base.source import Span
from studio_lint.model.build.exec_form import meant_list
from studio_lint.model.build.image import Config, Image, LazyConfig, Stage, VariableUse
from studio_lint.model.build.instructions import carry_out
from studio_lint.model.build.stage_builder import StageBuilder
from studio_lint.model.build.stage_drafts import StageDraft
from studio_lint.model.build.stage_graph import planned
from studio_lint.model.build.stage_state import StageState
from studio_lint.model.options import Options
from studio_lint.syntax.dockerfile.arguments import KEYWORDS
from studio_lint.syntax.dockerfile.tree import Dockerfile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_lint.model.build.build_plan import BuildPlan
    from studio_lint.model.build.image import LazyConfig, VariableState
    from studio_lint.model.build.swallowed import Swallowed
    from studio_lint.model.context.context import Context
    from studio_lint.model.options import Options
    from studio_lint.syntax.dockerfile.tree import Dockerfile


def build(dockerfile: Dockerfile, options: Options | None = None, context: Context | None = None) -> Image:
    """The meaning of a Dockerfile, from its first FROM to the final stage. Never raises."""
    options = options or Options()
    plan = planned(dockerfile, options)
    states: list[StageState] = []
    stages: list[Stage] = []
    for draft in plan.drafts:
        parent = states[draft.base.stage] if draft.base.stage is not None else None
        builder = StageBuilder(plan, draft, parent)
        carry_out(builder)
        states.append(builder.state)
        stages.append(_stage(plan, draft, builder))
    shipped = stages[plan.target] if plan.target is not None else None
    lineage = _lineage(stages, shipped)
    if context is not None:
        context.settle([source.path for stage in stages for source in stage.from_context])
    return Image(
        dockerfile=dockerfile,
        options=options,
        context=context,
        stages=tuple(stages),
        shipped=shipped,
        lineage=lineage,
        config=shipped.config if shipped else Config(),
        copies=tuple(copy for stage in stages for copy in stage.copies),
        problems=(*plan.problems, *_no_stage(plan), *_checked(plan, stages)),
        unclear=_unclear(dockerfile, lineage),
    )


def _stage(plan: BuildPlan, draft: StageDraft, builder: StageBuilder) -> Stage:
    own = tuple(entry.instruction for entry in draft.entries if not entry.trigger)
    needs = set(draft.edges) | ({draft.base.stage} if draft.base.stage is not None else set())
    return Stage(
        source=plan.source,
        index=draft.index,
        instruction=draft.instruction,
        name=draft.name,
        base=draft.base,
        platform=draft.platform,
        instructions=own,
        steps=tuple(builder.steps),
        copies=tuple(builder.copies),
        uses=(*_from_uses(plan, draft), *builder.uses),
        at_end=LazyConfig(builder.state.config),
        dependencies=tuple(sorted(needs)),
        reached=draft.reached,
    )


def _from_uses(plan: BuildPlan, draft: StageDraft) -> tuple[VariableUse, ...]:
    """Variables in FROM see the ARGs above the first FROM alone."""
    found = []
    for use in draft.uses:
        declaration = plan.global_args.get(use.name)
        state: VariableState = "set" if use.found else "unset" if declaration else "unknown"
        found.append(VariableUse(use, draft.instruction, draft.index, state, declaration))
    return tuple(found)


def _lineage(stages: list[Stage], shipped: Stage | None) -> tuple[Stage, ...]:
    found: list[Stage] = []
    while shipped is not None:
        found.append(shipped)
        parent = shipped.base.stage
        shipped = stages[parent] if parent is not None else None
    return tuple(reversed(found))


def _no_stage(plan: BuildPlan) -> tuple[Problem, ...]:
    """What is wrong when nothing is shipped."""
    if plan.target is not None or plan.dockerfile.problems:
        return ()
    if plan.drafts:
        note = f'BuildKit: target stage "{plan.options.target}" could not be found'
        names = ", ".join(f"`{name}`" for name in plan.by_name) or "none of them has a name"
        message = f"the `target` stage `{plan.options.target}` of the settings does not exist; the build fails"
        return (
            Problem(
                kind="target",
                span=plan.drafts[-1].base.word.text.whole,
                message=message,
                help=f"use one of the stages: {names}",
                note=note,
            ),
        )
    message = "missing FROM; the build fails"
    help = "start with the base image, for example `FROM ubuntu:24.04`"
    return (
        Problem(
            kind="no-stage",
            span=Span(0, 0),
            message=message,
            help=help,
            note="BuildKit: dockerfile contains no stages to build",
        ),
    )


def _checked(plan: BuildPlan, stages: list[Stage]) -> tuple[Problem, ...]:
    """What BuildKit's own checks refuse, which it asks about last."""
    dockerfile = plan.dockerfile
    if plan.problems or dockerfile.problems or any(one.problems for one in dockerfile.instructions):
        return ()
    if dockerfile.checks is None:
        return ()
    from studio_lint.model.build.build_checks import refused

    return refused(dockerfile, stages)


def _unclear(dockerfile: Dockerfile, lineage: tuple[Stage, ...]) -> frozenset[str]:
    """Keywords of instructions that are meant in the shipped image and miswritten."""
    found: set[str] = set()
    for stage in lineage:
        found |= {step.instruction.keyword for step in stage.steps if step.broken}
        if stage.instruction.problems or stage.base.error:
            found.add("FROM")
        found |= {copy.instruction.keyword for copy in stage.copies if copy.origin == "unknown"}
        found |= {step.instruction.keyword for step in stage.steps if meant_list(step.instruction)}
        if any(heredoc.end.start == heredoc.end.end for step in stage.steps for heredoc in step.instruction.heredocs):
            found.add("*")  # a heredoc without an end holds all instructions below
        for step in stage.steps:
            if step.trigger:
                from studio_lint.model.build.swallowed import find_in

                found |= _meant(find_in(dockerfile, step.instruction))
    inside = {id(step.instruction) for stage in lineage for step in stage.steps}
    if dockerfile.continued:
        from studio_lint.model.build.swallowed import find

        found |= _meant(one for one in find(dockerfile) if id(one.instruction) in inside)
    if "FROM" in found or any(keyword not in KEYWORDS for keyword in found):
        found.add("*")
    return frozenset(found)


def _meant(swallowed: Iterable[Swallowed]) -> set[str]:
    return {"*" if one.keyword == "FROM" else one.keyword for one in swallowed}

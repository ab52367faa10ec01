"""BuildKit's own checks of a Dockerfile, whose warnings are errors after `# check=error=true`.

Checks that need more than the file (what a base image contains, which files
exist) and experimental checks are not covered.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import Problem
from studio_lint.model.build import values
from studio_lint.model.build.scope import platform_args
from studio_lint.syntax.dockerfile.blanks import SPACE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Span, Text
    from studio_lint.model.build.image import Stage, VariableUse
    from studio_lint.syntax.dockerfile.tree import Dockerfile, Instruction

    Found = Iterator[tuple[str, Span]]

RESERVED = ("context", "scratch")
SECRET = frozenset(
    ("apikey", "auth", "credential", "credentials", "key", "password", "pword", "passwd", "secret", "token")
)
OPEN = frozenset(("public", "file", "version"))
ONCE = ("CMD", "ENTRYPOINT", "HEALTHCHECK")
PREDEFINED = frozenset(platform_args(""))
TRUE = ("1", "t", "T", "TRUE", "true", "True")


def refused(dockerfile: Dockerfile, stages: list[Stage]) -> tuple[Problem, ...]:
    """What stops the build because of `# check=error=true`; nothing without it."""
    options = _options(dockerfile)
    skipped = options.get("skip", "").split(",")
    if options.get("error") not in TRUE or "all" in skipped or _has_own_options(dockerfile):
        return ()
    left_out = {name.strip() for name in skipped}
    found: dict[str, Span] = {}
    for name, span in _violations(dockerfile, stages):
        if name not in left_out:
            found.setdefault(name, span)
    note = f"BuildKit: lint violation found for rules: {', '.join(sorted(found))}"
    return tuple(
        Problem(
            kind="build-check",
            span=span,
            message=f"BuildKit's check {name} warns here, and `# check=error=true` makes it an error; the build fails",
            help=f"fix it, or use `# check=skip={name};error=true` at the top",
            note=note,
        )
        for name, span in found.items()
    )


def _options(dockerfile: Dockerfile) -> dict[str, str]:
    value = dockerfile.checks.value if dockerfile.checks is not None else ""
    pairs = (part.partition("=") for part in value.split(" ", 1)[0].split(";", 2))
    return {name.strip(): text.strip() for name, _, text in pairs}


def _has_own_options(dockerfile: Dockerfile) -> bool:
    """Whether a comment above an instruction sets options for it, which are not read here."""
    directives = {one.span.start for one in dockerfile.directives}
    return any(
        comment.text.strip().lower().startswith("check") and comment.span.start not in directives
        for comment in dockerfile.comments
    )


def _violations(dockerfile: Dockerfile, stages: list[Stage]) -> Found:
    yield from _continuations(dockerfile)
    yield from _casing(dockerfile, stages)
    names: set[str] = set()
    for stage in stages:
        yield from _from(stage, names)
        if stage.reached:
            yield from _carried_out(stage, stages)


def _continuations(dockerfile: Dockerfile) -> Found:
    source = dockerfile.source
    for instruction in dockerfile.instructions:
        heredocs = instruction.heredocs
        end = heredocs[0].content.whole.start - 1 if heredocs else instruction.span.end
        if instruction.keyword == "MAINTAINER":
            yield "MaintainerDeprecated", instruction.keyword_span
        text = source.text[instruction.span.start : end]
        if "\n" in text and not all(line.strip(SPACE) for line in text.split("\n")):
            yield "NoEmptyContinuation", instruction.span


def _casing(dockerfile: Dockerfile, stages: list[Stage]) -> Found:
    """All keywords from the first FROM on go by the greater part of them."""
    told = [one for stage in stages for one in (stage.instruction, *stage.instructions)]
    written = [dockerfile.source.slice(one.keyword_span) for one in told]
    lower = sum(word.islower() for word in written)
    upper = sum(word.isupper() for word in written)
    for instruction, word in zip(told, written, strict=True):
        if word != (word.lower() if lower > upper else word.upper()):
            yield "ConsistentInstructionCasing", instruction.keyword_span


def _from(stage: Stage, names: set[str]) -> Found:
    if stage.name is not None:
        yield from _name(stage, stage.name, names)
    for use in stage.uses:
        if use.instruction is stage.instruction and use.state == "unknown":
            yield "UndefinedArgInFrom", use.use.span
    yield from _platform(stage)


def _name(stage: Stage, name: Text, names: set[str]) -> Found:
    """What is wrong with the name that FROM gives; `names` are those of the stages above."""
    low = name.value.lower()
    if low != name.value:
        yield "StageNameCasing", name.whole
    if low in RESERVED:
        yield "ReservedStageName", name.whole
    if low in names:
        yield "DuplicateStageName", name.whole
    names.add(low)
    word = stage.source.slice(stage.instruction.keyword_span)
    between = stage.instruction.arguments[1]
    if (word.islower() and not between.value.islower()) or (word.isupper() and not between.value.isupper()):
        yield "FromAsCasing", between.whole


def _platform(stage: Stage) -> Found:
    if stage.platform is None:
        return
    uses = stage.platform.uses
    if [use.name for use in uses] == ["TARGETPLATFORM"] and stage.platform.value == "linux/amd64":
        yield "RedundantTargetPlatform", stage.platform.text.whole
    parsed = values.platform(stage.platform.value)
    if uses or isinstance(parsed, values.BadValue):
        return
    name = stage.name.value.lower() if stage.name else ""
    if parsed[0] not in name and parsed[1] not in name:
        yield "FromPlatformFlagConstDisallowed", stage.platform.text.whole


def _carried_out(stage: Stage, stages: list[Stage]) -> Found:
    parents = _parents(stage, stages)
    closed = (parents or [stage])[-1].base.scratch
    shell = any(parent.config.shell for parent in parents)
    folder = any(one.keyword == "WORKDIR" for parent in parents for one in _steps(parent))
    seen: set[str] = set()
    for use in stage.uses:
        if use.instruction.keyword not in ("FROM", "EXPOSE") and _is_undefined(use, closed):
            yield "UndefinedVar", use.use.span
    for instruction in _steps(stage):
        keyword, span = instruction.keyword, instruction.span
        if keyword in ONCE and keyword in seen:
            yield "MultipleInstructionsDisallowed", instruction.keyword_span
        if keyword in ("CMD", "ENTRYPOINT") and not (instruction.exec_form or shell or "SHELL" in seen):
            yield "JSONArgsRecommended", span
        elif keyword == "WORKDIR" and not folder:
            folder = True
            plain = instruction.body.value.strip("\"'")
            if not plain.startswith(("/", "$")):
                yield "WorkdirRelativePath", instruction.body.whole
        elif keyword == "EXPOSE":
            yield from _ports(instruction)
        yield from _pairs(instruction)
        seen.add(keyword)


def _is_undefined(use: VariableUse, closed: bool) -> bool:
    """Whether no ARG or ENV has the name, and no base image can; `closed`: it is `scratch`, which has none."""
    name = use.use.name
    no_name = not (name[0].isalpha() or name[0] == "_") if name else True
    return use.state in ("late", "global") or (use.state == "unknown" and (closed or no_name or name in PREDEFINED))


def _parents(stage: Stage, stages: list[Stage]) -> list[Stage]:
    found: list[Stage] = []
    while stage.base.stage is not None:
        stage = stages[stage.base.stage]
        found.append(stage)
    return found


def _steps(stage: Stage) -> list[Instruction]:
    return [step.instruction for step in stage.steps]


def _ports(instruction: Instruction) -> Found:
    for text in instruction.arguments:
        if "$" in text.value:
            continue
        port, _, protocol = text.value.partition("/")
        if protocol != protocol.lower():
            yield "ExposeProtoCasing", text.whole
        if ":" in port:
            yield "ExposeInvalidFormat", text.whole


def _pairs(instruction: Instruction) -> Found:
    for pair in instruction.pairs:
        if not pair.equals:
            yield "LegacyKeyValueFormat", instruction.span
        if instruction.keyword in ("ENV", "ARG"):
            words = pair.key.value.lower().split("_")
            if SECRET.intersection(words) and not OPEN.intersection(words):
                yield "SecretsUsedInArgOrEnv", pair.key.whole

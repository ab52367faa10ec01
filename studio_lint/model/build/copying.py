"""COPY, ADD and `RUN --mount`: what is copied or mounted, and from where."""

from __future__ import annotations

from studio_lint.model import posix_paths
from studio_lint.model.build import values
from studio_lint.model.build.exec_form import meant_list
from studio_lint.model.build.image import Copy, CopySource, Value
from studio_lint.model.build.stage_builder import InstructionRefused
from studio_lint.model.build.stage_drafts import CopyOrigin
from studio_lint.model.build.stray_flags import FLAG, stray_flag
from studio_lint.syntax.image_reference import digest_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import NoReturn

    from studio_lint.base.source import Text
    from studio_lint.model.build import mounts
    from studio_lint.model.build.image import CopyKind, CopySourceKind, OriginKind
    from studio_lint.model.build.scope import Variables
    from studio_lint.model.build.stage_builder import StageBuilder
    from studio_lint.model.build.stage_drafts import StageEntry
    from studio_lint.model.build.stray_flags import StrayFlag
    from studio_lint.syntax.dockerfile.tree import Instruction


def copies(stage: StageBuilder, entry: StageEntry, view: Variables) -> Iterator[Copy]:
    """The copies of an instruction; those that BuildKit refuses have the origin "unknown".

    Raises `InstructionRefused` after them where it refuses the instruction.
    """
    instruction = entry.instruction
    if instruction.keyword == "RUN":
        if not instruction.problems:
            yield from _mounts(stage, instruction, view)
            _check_program(stage, instruction)
        return
    origin = _origin(stage, instruction)
    if instruction.problems or (origin and origin.unknown and not origin.meant_stage):
        yield _unknown(stage, instruction, origin)
        return
    try:
        copy = _copy(stage, instruction, origin, view)
    except InstructionRefused:
        yield _unknown(stage, instruction, origin)
        raise
    meant = origin.meant_stage if origin else None
    stray = _stray_flag(stage, instruction)
    unsure = meant or stray or meant_list(instruction)
    yield copy.replace(origin="unknown", meant_stage=meant, stray=stray) if unsure else copy


def _origin(stage: StageBuilder, instruction: Instruction, flag: int | None = None) -> CopyOrigin | None:
    if flag is None:
        flag = next((index for index, one in enumerate(instruction.flags) if one.name == "from"), -1)
    return stage.draft.origins.get((instruction.span.start, flag))


def _stray_flag(stage: StageBuilder, instruction: Instruction) -> StrayFlag | None:
    if FLAG not in instruction.body.value and instruction.flag("from") is None:
        return None
    names = {*stage.plan.by_name, *map(str, range(len(stage.plan.drafts)))}
    return stray_flag(instruction, names)


def _copy(stage: StageBuilder, instruction: Instruction, origin: CopyOrigin | None, view: Variables) -> Copy:
    """A COPY or ADD as BuildKit goes about it: all words are expanded before any is looked at."""
    flags: dict[str, Value] = {}
    for name in ("chown", "chmod", "checksum"):
        flag = instruction.flag(name)
        if flag and flag.value:
            flags[name] = stage.value(flag.value, instruction, view)
    *words, last = instruction.arguments
    sources = tuple([_source(stage, instruction, text, view) for text in words])
    destination = stage.value(last, instruction, view)
    for heredoc in {heredoc.name: heredoc for heredoc in instruction.heredocs}.values():
        if heredoc.expand:
            stage.expand(heredoc.content, instruction, view, quotes=False)
    _check_order(stage, instruction, origin)
    if "chmod" in flags and flags["chmod"].value:
        _check_mode(stage, flags["chmod"])
    if "checksum" in flags and flags["checksum"].value:
        _check_checksum(stage, instruction, flags["checksum"], sources)
    if instruction.keyword == "COPY":
        _check_addresses(stage, sources)
    return _made(stage, instruction, origin, sources, destination)


def _source(stage: StageBuilder, instruction: Instruction, text: Text, view: Variables) -> CopySource:
    heredoc = next((one for one in instruction.heredocs if text.whole.contains(one.marker.start)), None)
    if heredoc:
        return CopySource(Value(text, heredoc.name), "heredoc", heredoc.name)
    value = stage.value(text, instruction, view)
    kind: CopySourceKind = "url" if values.is_git(value.value) or values.is_url(value.value) else "path"
    return CopySource(value, kind, value.value if kind == "url" else posix_paths.below("/", value.value))


def _check_addresses(stage: StageBuilder, sources: tuple[CopySource, ...]) -> None:
    for source in sources:
        if source.kind == "url":
            what = "a git ref" if values.is_git(source.word.value) else "a URL"
            stage.refuse(
                "copy-url",
                source.word.text.whole,
                "COPY cannot download from a URL; the build fails",
                f"source can't be {what} for COPY",
                "use `ADD` instead of `COPY`",
            )


def _made(
    stage: StageBuilder,
    instruction: Instruction,
    origin: CopyOrigin | None,
    sources: tuple[CopySource, ...],
    last: Value,
) -> Copy:
    kind: CopyKind = "add" if instruction.keyword == "ADD" else "copy"
    where: OriginKind = "context" if origin is None else "image" if origin.stage is None else "stage"
    target = landing(stage.state.folder, last.value)
    text = origin.text if origin else None
    return Copy(
        instruction=instruction,
        stage=stage.draft.index,
        kind=kind,
        origin=where,
        sources=sources,
        destination=last,
        target=target,
        from_text=text,
        source_stage=origin.stage if origin else None,
        reference=origin.reference if origin else None,
    )


def landing(folder: str, path: str) -> str:
    """The destination as an absolute path; "/" at the end where it names a folder."""
    target = posix_paths.below(folder, path)
    names_folder = path in ("", ".") or path.endswith(("/", "/."))
    return target if not names_folder or target == "/" else f"{target}/"


def _unknown(stage: StageBuilder, instruction: Instruction, origin: CopyOrigin | None) -> Copy:
    """A copy that is meant and miswritten: as much of it as can be told without doubt."""
    *sources, last = instruction.arguments or (instruction.body,)
    plain = tuple(CopySource(Value(text, text.value, False), "path", text.value) for text in sources)
    kind: CopyKind = "add" if instruction.keyword == "ADD" else "copy"
    value = Value(last, last.value, False)
    text, meant = (origin.text, origin.meant_stage) if origin else (None, None)
    return Copy(
        instruction=instruction,
        stage=stage.draft.index,
        kind=kind,
        origin="unknown",
        sources=plain,
        destination=value,
        target=last.value,
        from_text=text,
        meant_stage=meant,
    )


def _check_mode(stage: StageBuilder, value: Value) -> None:
    refused = values.mode(value.value)
    if refused:
        stage.refuse(
            "chmod",
            value.text.whole,
            f"`{value.value}` is not a valid file mode; the build fails",
            refused.message,
            "use octal, for example `--chmod=755`",
        )


def _check_program(stage: StageBuilder, instruction: Instruction) -> None:
    if instruction.exec_form and not instruction.arguments:
        stage.refuse(
            "command",
            instruction.body.whole,
            "an empty list has nothing to run; the build fails",
            "arguments are required",
            'add a program, for example `RUN ["/bin/true"]`, or remove the line',
        )


def _check_checksum(
    stage: StageBuilder, instruction: Instruction, checksum: Value, sources: tuple[CopySource, ...]
) -> None:
    note: str | None = None
    if len(sources) != 1:
        note = "checksum can't be specified for multiple sources"
    elif sources[0].kind != "url":
        note = "checksum requires HTTP(S) or Git sources"
    elif not values.is_git(sources[0].word.value) and instruction.flag("keep-git-dir") is None:
        # with that flag newer front ends take every address for a Git repository's
        note = digest_error(checksum.value)
    if note:
        stage.refuse("checksum", checksum.text.whole, "this checksum cannot be used here; the build fails", note)


def _check_order(
    stage: StageBuilder, instruction: Instruction, origin: CopyOrigin | None, target: str | None = None
) -> None:
    """A stage can only copy from those above it."""
    if origin is None or origin.stage is None or origin.stage <= stage.draft.index:
        return
    other = stage.plan.drafts[origin.stage]
    if stage.draft.reached and not stage.plan.circular:
        name, own = origin.text.value, stage.draft.title
        note = f'cannot copy from stage "{name}", it needs to be defined before current stage "{own}"'
        if target is not None:
            note = f'cannot mount from stage "{name}" to "{target}", stage needs to be defined before current command'
        stage.plan.report(
            "forward",
            stage.pointed(origin.text.whole),
            "this copies from a stage that is defined below; the build fails",
            note,
            f"move that stage above the stage with this {instruction.keyword}",
            (other.beginning,),
        )
    raise InstructionRefused


def _mounts(stage: StageBuilder, instruction: Instruction, view: Variables) -> Iterator[Copy]:
    """The mounts that bring files; all are read before any is looked at."""
    for value, mount, origin in [*_read_mounts(stage, instruction, view)]:
        _check_order(stage, instruction, origin, mount.target)
        if mount.type in ("bind", "cache", "tmpfs"):
            target = _mount_target(stage, value, mount)
            if mount.type == "bind":
                yield _mounted(stage, instruction, value, mount, target, origin)


def _read_mounts(
    stage: StageBuilder, instruction: Instruction, view: Variables
) -> Iterator[tuple[Text, mounts.Mount, CopyOrigin | None]]:
    for index, flag in enumerate(instruction.flags):
        if flag.name != "mount" or flag.value is None:
            continue

        from studio_lint.model.build import mounts

        if isinstance(mounts.origin(flag.value), values.BadValue):
            raise InstructionRefused  # reported when the stages were resolved

        def expand(text: Text) -> str:
            return stage.expand(text, instruction, view).value

        mount = mounts.read(flag.value, expand)
        if isinstance(mount, values.BadValue):
            _refuse_mount(stage, flag.value, mount)
        yield flag.value, mount, _origin(stage, instruction, index)


def _mount_target(stage: StageBuilder, value: Text, mount: mounts.Mount) -> str:
    target = mount.target
    if not target.startswith("/"):
        target = posix_paths.below(stage.state.folder, target)
    if target == "/":
        stage.refuse(
            "mount",
            (mount.target_text or value).whole,
            "this mount has no target; the build fails",
            'invalid mount target "/"',
            "add `target=/path` to the mount",
        )
    return target


def _refuse_mount(stage: StageBuilder, value: Text, refused: values.BadValue) -> NoReturn:
    at = value.value.find(refused.value) if refused.value else -1
    span = value.span(at, at + len(refused.value)) if at >= 0 else value.whole
    message = "invalid mount; the build fails"
    stage.refuse("mount", span, message, refused.message, "use the form `--mount=type=cache,target=/path`")


def _mounted(
    stage: StageBuilder,
    instruction: Instruction,
    value: Text,
    mount: mounts.Mount,
    target: str,
    origin: CopyOrigin | None,
) -> Copy:
    where: OriginKind = "context" if not mount.origin else "stage" if origin and origin.stage is not None else "image"
    if origin and origin.unknown:
        where = "unknown"
    source = Value(mount.source_text or value, mount.source)
    last = Value(mount.target_text or value, mount.target)
    sources = (CopySource(source, "path", posix_paths.below("/", mount.source)),)
    return Copy(
        instruction=instruction,
        stage=stage.draft.index,
        kind="mount",
        origin=where,
        sources=sources,
        destination=last,
        target=target,
        from_text=mount.origin_text,
        source_stage=origin.stage if origin else None,
        reference=origin.reference if origin else None,
        meant_stage=origin.meant_stage if origin else None,
    )

"""What COPY, ADD and mounts add to the files of a stage."""

from __future__ import annotations

from studio_lint.model.build.values import BadValue, is_url
from studio_lint.model.contents import events
from studio_lint.model.contents.events import FILE, FOLDER, Event, merged
from studio_lint.model.context.wildcards import has_wildcard
from studio_lint.model.posix_paths import join_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.model.build.image import BuildStep, Copy, CopySource
    from studio_lint.model.contents.timeline import Timeline
    from studio_lint.model.context.context import Context

_ARCHIVES = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".tar.zst")


def of_copy(copy: Copy, folder: str | None, timeline: Timeline, context: Context | None) -> Iterator[Event]:
    """The changes of one COPY, ADD or bind mount; `folder` is the WORKDIR in force."""
    span = copy.instruction.span
    for event in _of_copy(copy, folder, timeline, context):
        yield event.replace(span=span, copy=copy)


def _of_copy(copy: Copy, folder: str | None, timeline: Timeline, context: Context | None) -> Iterator[Event]:
    target = _target(copy, folder)
    if target is None or copy.origin == "unknown" or not copy.destination.known:
        yield Event(events.MAYBE, events.ANYWHERE)
        return
    into = copy.target.endswith("/") or len(copy.sources) > 1
    if into:
        yield Event(events.PUT, target, FOLDER)
    for source in copy.sources:
        if source.kind == "heredoc":
            path = _join(target, source.path) if into else target
            yield Event(events.PUT, path, FILE, content=_written(copy, source), runnable=_mark(copy))
        elif _is_download(source) and not into and timeline.is_folder(target) is not True:
            yield from (Event(events.MAYBE, target), Event(events.PUT, target, FILE, runnable=_mark(copy)))
        elif source.kind == "url" or not source.word.known:
            yield Event(events.MAYBE, target)
            if not into:
                yield Event(events.PUT, target)
        elif copy.origin == "context":
            yield from _from_context(copy, source, target, into, timeline, context)
        elif copy.origin == "stage" and copy.source_stage is not None:
            yield from _from_stage(copy.source_stage, source, target, into, timeline)
        else:
            yield Event(events.MAYBE, target)
            yield Event(events.PUT, target) if not into else Event(events.MAYBE, target)


def _mark(copy: Copy) -> bool | None:
    """What BuildKit makes itself is no program (mode 644, or 600 of a download) unless --chmod says so."""
    return None if any(flag.name == "chmod" for flag in copy.instruction.flags) else False


def _is_download(source: CopySource) -> bool:
    """Whether a source is one file of a web address."""
    return source.kind == "url" and source.word.known and is_url(source.word.value)


def _written(copy: Copy, source: CopySource) -> Text | None:
    """The text of a heredoc; None where variables may be put in."""
    found = [one for one in copy.instruction.heredocs if one.name == source.path]
    if len(found) != 1 or (found[0].expand and ("$" in found[0].content.value or "\\" in found[0].content.value)):
        return None
    return found[0].content


def _target(copy: Copy, folder: str | None) -> str | None:
    written = copy.destination.value
    if copy.kind == "mount" or written.startswith("/"):
        return merged(copy.target.rstrip("/") or "/")
    path = join_path(folder, written or ".")
    return None if path is None else merged(path)


def _join(folder: str, name: str) -> str:
    return f"{folder.rstrip('/')}/{name}"


def _from_context(
    copy: Copy, source: CopySource, target: str, into: bool, timeline: Timeline, context: Context | None
) -> Iterator[Event]:
    path = source.path.strip("/")
    found = _matches(context, path) if context is not None else None
    flags = copy.instruction.flags
    if context is None or not found or any(flag.name in ("parents", "exclude") for flag in flags):
        yield Event(events.PUT, target)
        yield Event(events.MAYBE, target)
        return
    if len(found) > 1 and not into:
        into = True
    for match in found:
        if match in ("", ".") or context.is_dir(match):
            if context.exists(match) is False:
                yield Event(events.MAYBE, target)
            yield Event(events.TREE, target, source=f"{match}/".lstrip("/") if match else "", exact=False)
        elif copy.kind == "add" and match.endswith(_ARCHIVES):
            yield Event(events.PUT, target)
            yield Event(events.MAYBE, target)
        else:
            yield from _file(match, target, into, timeline)


def _matches(context: Context, path: str) -> tuple[str, ...] | None:
    """What a source stands for; one that is absent is taken to be there: another rule speaks of that."""
    if not has_wildcard(path):
        return (path,)
    return context.glob(path)


def _file(match: str, target: str, into: bool, timeline: Timeline) -> Iterator[Event]:
    name = match.rpartition("/")[2]
    inside = Event(events.TREE, _join(target, name), source=match)
    if into:
        yield inside
        return
    folder = timeline.is_folder(target)
    if folder is None and timeline.exists(target) is None:
        yield inside
    yield inside if folder else Event(events.TREE, target, source=match)


def _from_stage(index: int, source: CopySource, target: str, into: bool, timeline: Timeline) -> Iterator[Event]:
    path = merged(source.path.rstrip("/") or "/")
    other = timeline.other(index)
    if other is None or has_wildcard(path):
        yield Event(events.PUT, target)
        yield Event(events.MAYBE, target)
        return
    folder = other.is_folder(path)
    name = path.rpartition("/")[2]
    landing = _join(target, name) if into else target
    if folder:
        yield Event(events.STAGE, target, source=path, stage=index)
    elif folder is False:
        yield Event(events.STAGE, landing, source=path, stage=index)
    else:
        yield Event(events.MAYBE, target)
        yield Event(events.PUT, landing) if not into else Event(events.MAYBE, landing)


def of_mounts(step: BuildStep, folder: str | None) -> Iterator[Event]:
    """Caches, secrets and scratch space that a RUN sees: what is in them is not known."""
    for flag in step.instruction.flags:
        if flag.name != "mount" or flag.value is None:
            continue
        from studio_lint.model.build import mounts

        fields = mounts.split(flag.value)
        if isinstance(fields, BadValue):
            continue
        named = [field.value.partition("=") for field in fields]
        for name, _, value in named:
            if name.lower() in mounts.TARGET_KEYS and value:
                path = join_path(folder, value) if "$" not in value else None
                yield Event(events.MAYBE, merged(path) if path else events.ANYWHERE)
        if not any(name.lower() in mounts.TARGET_KEYS for name, _, _ in named):
            yield Event(events.MAYBE, "/run/secrets")

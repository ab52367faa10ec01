"""Where connect-client is in each stage, and which COPY put it there."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.connect import BINARY, PROGRAM
from studio_lint.model.connect import images

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from studio_lint.base.source import Text
    from studio_lint.model.build.image import Copy, CopySource, Image, Stage, Value
    from studio_lint.syntax.dockerfile.tree import Instruction
    from studio_lint.syntax.image_reference import Reference

    DeliveryFault = Literal["", "context", "source", "stage"]

WILD = frozenset("*?[")
MOST_PATHS = 64  # in one stage; beyond that nothing is certain


class ClientOrigin(Record):
    """The image that a connect-client comes from.

    text   where it is named: the word of a FROM, or the value of --from
    word   that of a FROM, expanded; None for --from
    """

    reference: Reference
    text: Text
    instruction: Instruction
    word: Value | None = None


class Delivery(Record):
    """A COPY or ADD that brings connect-client, or is meant to.

    paths   where it comes to lie; empty where it does not
    origin  the image it comes from; None where that is not known
    fault   why it brings none: "context" (no --from), "source" (not its path in
            there), "stage" (another stage has it)
    source  the source that is meant
    """

    copy: Copy
    paths: tuple[str, ...] = ()
    origin: ClientOrigin | None = None
    fault: DeliveryFault = ""
    source: CopySource | None = None


class HeldClient(Record):
    """What a stage holds at its end: paths of connect-client, each with its origin.

    `unsure`: it may be there by ways that the files do not tell. `template`: the
    base is a complete Studio. `deliveries` are the stage's own.
    """

    paths: tuple[tuple[str, ClientOrigin | None], ...] = ()
    unsure: bool = False
    template: bool = False
    deliveries: tuple[Delivery, ...] = ()


def find(image: Image, mentions: frozenset[int]) -> tuple[HeldClient, ...]:
    """What each stage holds. `mentions`: stages with a RUN that may put connect-client somewhere."""
    holders: list[HeldClient] = []
    kinds = [_kind(stage, image) for stage in image.stages]
    known = any(kind in (images.CONNECT, images.OLD) for kind in kinds)
    for stage in image.stages:
        holders.append(_Finder(image, holders, known).stage(stage, stage.index in mentions))
    return tuple(holders)


def _kind(stage: Stage, image: Image) -> str:
    reference = stage.base.reference
    return images.kind(reference, image.options) if reference else ""


class _Finder:
    def __init__(self, image: Image, holders: list[HeldClient], known: bool) -> None:
        self.image = image
        self.holders = holders
        self.known = known

    def stage(self, stage: Stage, mentioned: bool) -> HeldClient:
        base = self._base(stage)
        deliveries = tuple(found for copy in stage.copies for found in self._deliveries(copy))
        paths = dict(base.paths)
        for found in deliveries:
            paths.update((path, found.origin) for path in found.paths)
        unsure = base.unsure or mentioned or len(paths) > MOST_PATHS
        unsure = unsure or any(self._brings_all(copy) for copy in stage.copies)
        return HeldClient(tuple(paths.items())[:MOST_PATHS], unsure, base.template, deliveries)

    def _base(self, stage: Stage) -> HeldClient:
        base = stage.base
        if base.stage is not None:
            parent = self._holder(base.stage)
            return parent.replace(deliveries=())
        if base.scratch:
            return HeldClient()
        if base.reference is None or not base.word.known:
            return HeldClient(unsure=True)
        origin = ClientOrigin(base.reference, base.word.text, stage.instruction, base.word)
        return self._image(base.reference, origin)

    def _image(self, reference: Reference, origin: ClientOrigin) -> HeldClient:
        kind = images.kind(reference, self.image.options)
        if kind in (images.CONNECT, images.OLD):
            return HeldClient(((BINARY, origin),))
        if kind == images.TEMPLATE:
            return HeldClient(((BINARY, origin),), template=True)
        return HeldClient(unsure=kind == images.PERHAPS)

    def _holder(self, index: int) -> HeldClient:
        """What an earlier stage holds; of a later one, or the stage itself, nothing is known."""
        return self.holders[index] if index < len(self.holders) else HeldClient(unsure=True)

    def _brings_all(self, copy: Copy) -> bool:
        """Whether a copy of whole folders may bring connect-client without naming it."""
        if copy.kind == "mount" or copy.target.rstrip("/") not in ("", "/usr", "/usr/bin"):
            return False
        if copy.origin == "stage" and copy.source_stage is not None:
            return self._holder(copy.source_stage).unsure
        if copy.origin == "context":
            return any(source.kind == "path" and self._may_hold(source, copy.target) for source in copy.sources)
        return copy.origin == "image" and self._source(copy).unsure

    def _may_hold(self, source: CopySource, target: str) -> bool:
        """Whether a file or folder of the context, put at `target`, may bring connect-client to its place."""
        context, path = self.image.context, source.path.strip("/")
        if context is None or not source.word.known or any(mark in path for mark in "*?[") or not context.exists(path):
            return True
        below = BINARY[len(target.rstrip("/")) :].strip("/")
        return context.exists(f"{path}/{below}" if path else below) is not False

    def _deliveries(self, copy: Copy) -> tuple[Delivery, ...]:
        if copy.kind == "mount":
            return ()
        if copy.origin == "unknown":
            return (Delivery(copy, (BINARY,)),) if PROGRAM in copy.instruction.body.value else ()
        found = []
        for source in copy.sources:
            if source.kind == "path":
                delivery = self._delivery(copy, source)
                if delivery is not None:
                    found.append(delivery)
            elif PROGRAM in source.path and source.kind == "url":
                found.append(Delivery(copy, _landings(copy, source), source=source))
        return tuple(found)

    def _delivery(self, copy: Copy, source: CopySource) -> Delivery | None:
        if not copy.destination.known or not source.word.known:
            meant = PROGRAM in copy.instruction.body.value
            return Delivery(copy, (BINARY,), source=source) if meant else None
        if copy.origin == "context":
            return self._from_context(copy, source)
        held = self._source(copy)
        hits = [(path, origin) for path, origin in held.paths if covers(source.path, path)]
        if hits:
            paths = tuple(landed for path, _ in hits for landed in _landed(copy, source, path))
            return Delivery(copy, paths, hits[-1][1], source=source)
        if not _is_for_client(copy, source):
            return None
        return self._missed(copy, source, held)

    def _from_context(self, copy: Copy, source: CopySource) -> Delivery | None:
        if not _is_for_client(copy, source):
            return None
        context = self.image.context
        if context is not None and context.exists(source.path.lstrip("/")):
            return Delivery(copy, _landings(copy, source), source=source)
        return Delivery(copy, (), fault="context", source=source)

    def _source(self, copy: Copy) -> HeldClient:
        if copy.source_stage is not None:
            return self._holder(copy.source_stage)
        if copy.reference is None or copy.from_text is None:
            return HeldClient(unsure=True)
        return self._image(copy.reference, ClientOrigin(copy.reference, copy.from_text, copy.instruction))

    def _missed(self, copy: Copy, source: CopySource, client: HeldClient) -> Delivery:
        """connect-client is meant, and is not known to lie where the copy looks for it."""
        if client.unsure:
            return Delivery(copy, _landings(copy, source), self._own_origin(copy), source=source)
        if client.paths:
            return Delivery(copy, (), client.paths[-1][1], "source", source)
        if self.known and copy.source_stage is not None:
            return Delivery(copy, (), fault="stage", source=source)
        return Delivery(copy, _landings(copy, source), self._own_origin(copy), source=source)

    def _own_origin(self, copy: Copy) -> ClientOrigin | None:
        """The image copied from, itself or as the base of a stage that nothing was brought into."""
        if copy.reference is not None and copy.from_text is not None:
            return ClientOrigin(copy.reference, copy.from_text, copy.instruction)
        if copy.source_stage is None or copy.source_stage >= len(self.holders):
            return None
        stage = self.image.stages[copy.source_stage]
        base = stage.base
        if (
            base.reference is None
            or not base.word.known
            or any(step.instruction.keyword == "RUN" for step in stage.steps)
        ):
            return None
        return ClientOrigin(base.reference, base.word.text, stage.instruction, base.word)


def covers(source: str, path: str) -> bool:
    """Whether a COPY source is a path, holds it, or matches it."""
    source = source.rstrip("/")
    if source == path or path.startswith(f"{source}/"):
        return True
    if WILD.isdisjoint(source):
        return False
    folder, _, last = source.rpartition("/")
    own_folder, _, name = path.rpartition("/")
    return folder == own_folder and _alike(last, name)


def _alike(pattern: str, name: str) -> bool:
    """Whether a name may match a pattern: up to the first wildcard, and after the last."""
    first = min(at for at in (pattern.find(mark) for mark in WILD) if at >= 0)
    last = max(pattern.rfind(mark) for mark in WILD | {"]"})
    return name.startswith(pattern[:first]) and name.endswith(pattern[last + 1 :])


def _landed(copy: Copy, source: CopySource, path: str) -> tuple[str, ...]:
    """Where one path of the origin comes to lie."""
    if copy.instruction.flag("parents"):
        return (f"{copy.target.rstrip('/')}{path}",)
    whole = source.path.rstrip("/")
    if path != whole and path.startswith(f"{whole}/"):
        return (f"{copy.target.rstrip('/')}{path[len(whole) :]}",)
    return copy.landings(source.replace(path=path))


def _landings(copy: Copy, source: CopySource) -> tuple[str, ...]:
    return copy.landings(source)


def _is_for_client(copy: Copy, source: CopySource) -> bool:
    """Whether a copy is meant to bring connect-client, by the name of what it takes or makes."""
    if source.path.rpartition("/")[2] == PROGRAM:
        return True
    return copy.target.rpartition("/")[2] == PROGRAM and len(copy.sources) == 1

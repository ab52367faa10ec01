"""What the final image does with connect-client: the contract of a Studio, step by step.

The steps are: COPY it, run `--install`, start it with ENTRYPOINT, and state its version in a label. All of them are
checked in the final image, whatever stages and spellings produced it. What the files do not show is `None` or unsure.
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.connect import BINARY, LABEL, LINKED, PROGRAM
from studio_lint.model.connect import images, places
from studio_lint.model.connect.entrypoint import EntryProgram, read_entry
from studio_lint.model.connect.images import CONNECT, OLD, PERHAPS, PLAIN, TEMPLATE
from studio_lint.model.connect.installs import Installs, find_installs
from studio_lint.model.connect.places import ClientOrigin, Delivery, HeldClient

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.diagnostics import Place
    from studio_lint.base.source import Span
    from studio_lint.model.build.image import Image, Setting, Stage

SCRATCH = "scratch"
# On every base with apt-get or yum, /bin is a link to /usr/bin.
ALIASES = (BINARY, LINKED)


class Connect(Record):
    """The steps of the contract, as the shipped image has them.

    base         what the image is built upon in the end: CONNECT, OLD, TEMPLATE,
                 PERHAPS, PLAIN, SCRATCH, or "" where it is not known
    held         what each stage holds
    deliveries   COPYs of the shipped image that bring connect-client, or are
                 meant to, in order; `elsewhere` those of other stages
    installs     the runs of `--install`, in order, and whether there may be more;
                 `installs_elsewhere` those of other stages
    entry        what starts
    """

    image: Image
    base: str
    held: tuple[HeldClient, ...]
    deliveries: tuple[Delivery, ...]
    elsewhere: tuple[Delivery, ...]
    installs: Installs
    installs_elsewhere: Installs
    entry: EntryProgram

    def place(self, span: Span, label: str = "") -> Place:
        """A place in the Dockerfile."""
        return self.image.place(span, label)

    @property
    def shipped(self) -> Stage:
        """The shipped stage; only asked where there is one."""
        assert self.image.shipped is not None
        return self.image.shipped

    @property
    def last_from(self) -> Span:
        """The image that the shipped stage's FROM names."""
        return self.shipped.base.word.text.whole

    @property
    def holding(self) -> HeldClient:
        """What the shipped stage holds of connect-client."""
        return self.held[self.shipped.index]

    @property
    def present(self) -> bool | None:
        """Whether connect-client lies where it belongs; None where that cannot be known."""
        if any(path in ALIASES for path, _ in self.holding.paths):
            return True
        return None if self.holding.unsure or self.doubtful("COPY", "ADD") else False

    @property
    def lacking(self) -> bool:
        """Whether connect-client does not lie where it belongs, beyond doubt."""
        return self.present is False

    @property
    def uninstalled(self) -> bool:
        """Whether it is there, and no RUN is known to install it."""
        return bool(self.present) and not self.installs.found

    def doubtful(self, *keywords: str) -> bool:
        """Whether a miswritten instruction may be the step that is missed."""
        return any(self.image.uncertain(keyword) for keyword in keywords)

    @property
    def complete(self) -> bool:
        """Whether the base already is a Studio, all steps done."""
        return self.holding.template

    @property
    def absent(self) -> bool:
        """Whether nothing of connect-client is in the shipped image, beyond doubt."""
        if self.base not in (PLAIN, SCRATCH) or self.holding.unsure or self.holding.paths or self.deliveries:
            return False
        if self.installs.found or self.installs.unsure or self.entry.mentioned:
            return False
        return not self.doubtful("FROM", "COPY", "ADD", "RUN", "ENTRYPOINT", "CMD")

    @property
    def wrong_stage(self) -> Delivery | None:
        """The first step, where all of them are done in a stage that is not shipped."""
        if not self.absent or not self.installs_elsewhere.found or not self.starts_elsewhere:
            return None
        return next(iter(self.elsewhere), None)

    @property
    def starts_elsewhere(self) -> Stage | None:
        """The last stage that is not shipped and starts connect-client."""
        inside = {stage.index for stage in self.image.lineage}
        for stage in reversed(self.image.stages):
            command = stage.config.entrypoint
            if stage.index not in inside and command and any(PROGRAM in word for word in command.words):
                return stage
        return None

    @property
    def copied_from_itself(self) -> bool:
        """Whether connect-client is copied by a stage from itself, which another rule tells."""
        return any(one.copy.source_stage == one.copy.stage for one in (*self.deliveries, *self.elsewhere))

    @property
    def connect_stage(self) -> Stage | None:
        """The one stage that begins with connect-client's image; None if there is none, or several."""
        found = [
            stage
            for stage in self.image.stages
            if stage.base.reference and images.kind(stage.base.reference, self.image.options) in (CONNECT, OLD)
        ]
        return found[0] if len(found) == 1 else None

    @property
    def origins(self) -> tuple[ClientOrigin, ...]:
        """The images that connect-client is copied from; else those of the stages made for it."""
        found = {one.origin.text.whole: one.origin for one in self.deliveries if one.origin}
        stage = self.connect_stage
        if not found and stage is not None and stage.base.reference is not None:
            word = stage.base.word
            return (ClientOrigin(stage.base.reference, word.text, stage.instruction, word),)
        return tuple(found.values())

    @property
    def versioned(self) -> ClientOrigin | None:
        """The image that connect-client is copied from, where its tag tells connect-client's version."""
        origins = self.origins
        if len(origins) != 1:
            return None
        reference = origins[0].reference
        named_so = reference.repository.rpartition("/")[2] == PROGRAM
        known = named_so or images.kind(reference, self.image.options) == CONNECT
        return origins[0] if known and reference.tag not in ("", "latest") else None

    @property
    def moving_origins(self) -> tuple[ClientOrigin, ...]:
        """Those of them without a digest or a tag, or with `latest`."""
        named = (one for one in self.origins if not one.reference.digest)
        return tuple(one for one in named if one.reference.tag in ("", "latest"))

    @property
    def unlabeled(self) -> bool:
        """Whether nothing sets the label."""
        return self.label is None

    @property
    def label(self) -> Setting | None:
        """The setting of `io.seqera.connect.version`; None without one."""
        return self.image.config.label(LABEL)

    def orders(self) -> dict[int, int]:
        """Where each instruction that makes the shipped image stands, by its `id`."""
        return {id(step.instruction): at for at, step in enumerate(self.image.steps)}


def build(image: Image) -> Connect | None:
    """The contract's steps in an image; None where nothing is shipped."""
    if image.shipped is None:
        return None
    inside = {stage.index for stage in image.lineage}
    runs = find_installs(image)
    held = places.find(image, frozenset(index for index, found in runs.items() if found.brings))
    return Connect(
        image=image,
        base=_base(image),
        held=held,
        deliveries=tuple(one for stage in image.lineage for one in held[stage.index].deliveries),
        elsewhere=tuple(
            one for stage in image.stages if stage.index not in inside for one in held[stage.index].deliveries
        ),
        installs=_joined([runs[stage.index] for stage in image.lineage]),
        installs_elsewhere=_joined([runs[stage.index] for stage in image.stages if stage.index not in inside]),
        entry=read_entry(image),
    )


def _base(image: Image) -> str:
    base = image.base
    if base is None:
        return ""
    if base.scratch:
        return SCRATCH
    if base.reference is None or not base.word.known:
        return ""
    return images.kind(base.reference, image.options)


def _joined(parts: list[Installs]) -> Installs:
    return Installs(
        tuple(one for part in parts for one in part.found),
        any(part.unsure for part in parts),
        any(part.brings for part in parts),
    )


def is_unsure_base(base: str) -> bool:
    """Whether an image of that base may hold more of connect-client than the file tells."""
    return base in ("", PERHAPS, TEMPLATE, CONNECT, OLD)

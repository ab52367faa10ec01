"""The images that a file names: bases, images copied from, a Studio's own image."""

from __future__ import annotations

from studio_lint.base.diagnostics import Located
from studio_lint.base.record import Record
from studio_lint.base.source import Source, Span, Text
from studio_lint.facts import connect, registries, templates
from studio_lint.model.options import Options
from studio_lint.syntax import image_reference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from studio_lint.model.build.image import Image
    from studio_lint.model.studio.studio_config import StudioConfig

    ImageRole = Literal["studio", "base", "copied"]


class ImageName(Record):
    """One image named in a file.

    text       the word as written
    reference  what it names, variables expanded
    role       "studio": the Studio's own image; "base": of a stage; "copied": files are taken from it
    shipped    the Studio's image is built on it, or holds files straight from it
    """

    text: Text
    reference: image_reference.Reference
    role: ImageRole
    shipped: bool

    @property
    def whole(self) -> Span:
        """Where the name stands, quotes included."""
        return self.text.whole

    def part(self, name: str) -> Span:
        """Where "registry", "repository", "tag" or "digest" stands; the whole word where that cannot be told."""
        span = self.reference.part(name)
        written = self.text.value
        if span is None or written[: span.end] != self.reference.familiar[: span.end]:
            return self.whole
        return self.text.span(span.start, span.end)

    @property
    def host(self) -> Span:
        """Where the registry stands; the name where none is written (Docker Hub)."""
        return self.part("registry") if self.reference.part("registry") else self.part("repository")


class Images(Located):
    """All images that a file names, in order, those of stages that are not built left out."""

    source: Source
    options: Options
    names: tuple[ImageName, ...]

    @property
    def unpinned(self) -> tuple[ImageName, ...]:
        """Those of the shipped image without a digest or a tag, or with `latest`."""
        shipped = (name for name in self.names if name.shipped and not name.reference.digest)
        return tuple(name for name in shipped if name.reference.tag in ("", "latest"))

    @property
    def private(self) -> tuple[ImageName, ...]:
        """Those in a registry that nobody may read without credentials."""
        return tuple(name for name in self.names if registries.private_kind(name.reference.host) is not None)

    @property
    def local(self) -> tuple[ImageName, ...]:
        """Those on a host that has no public address."""
        named = (name for name in self.names if name.reference.host)
        return tuple(
            name
            for name in named
            if registries.is_private_address(name.reference.host) or registries.is_local_name(name.reference.host)
        )

    @property
    def ephemeral(self) -> tuple[ImageName, ...]:
        """Those that Wave keeps for hours only."""
        return tuple(
            name for name in self.names if registries.is_ephemeral(name.reference.registry, name.reference.repository)
        )

    @property
    def templates(self) -> tuple[ImageName, ...]:
        """The Studio templates that the shipped image is, or is built on."""
        built = (name for name in self.names if name.shipped and name.role != "copied")
        return tuple(name for name in built if templates.is_template(name.reference.name))

    def is_connect(self, name: ImageName) -> bool:
        """Whether it is connect-client's image, of which rules of their own speak."""
        return name.reference.name in (connect.IMAGE, connect.OLD_IMAGE, *self.options.connect_images)


def of_dockerfile(image: Image) -> Images:
    """The images that the FROMs of a Dockerfile and its copies name."""
    found = sorted(_named(image), key=lambda name: name.whole.start)
    return Images(image.source, image.options, tuple(found))


def _named(image: Image) -> Iterator[ImageName]:
    lineage = {stage.index for stage in image.lineage}
    for stage in image.stages:
        if not stage.reached:
            continue
        shipped = stage.index in lineage
        if stage.base.reference is not None:
            yield ImageName(stage.base.word.text, stage.base.reference, "base", shipped)
        for copy in stage.copies:
            if copy.reference is not None and copy.from_text is not None and not copy.meant_stage:
                yield ImageName(copy.from_text, copy.reference, "copied", shipped and copy.kind != "mount")


def of_config(config: StudioConfig, options: Options) -> Images:
    """The image that a studio-config's template names; none where it names none."""
    text = config.effective("session.template.registry")
    parsed = image_reference.parse(text.value) if text else None
    if text is None or not isinstance(parsed, image_reference.Reference):
        return Images(config.document.source, options, ())
    return Images(config.document.source, options, (ImageName(text, parsed, "studio", True),))

"""Which images of a file a registry is asked about."""

from __future__ import annotations

from studio_lint.facts import registries
from studio_lint.online import addresses

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.lint.subjects import Subjects
    from studio_lint.model.build.image import Stage
    from studio_lint.model.options import Options
    from studio_lint.model.studio.image_names import ImageName, Images
    from studio_lint.syntax.image_reference import Reference

LATEST = "latest"


def key(reference: Reference) -> str:
    """One spelling for all references that mean the same; a tag beside a digest does not count."""
    if reference.digest:
        return f"{reference.name}@{reference.digest}"
    return f"{reference.name}:{reference.tag or LATEST}"


def wanted_of(subjects: Subjects, named: Images) -> list[tuple[ImageName, tuple[str, ...]]]:
    """The images to ask about, each with the platforms of which one will do."""
    stages = {}
    if "Image" in subjects.scopes:
        (image,) = subjects.of("Image")
        stages = {stage.base.word.text.whole: stage for stage in image.stages}
    found = []
    for name in named.names:
        stage = stages.get(name.whole)
        if _may_be_asked(name.reference, named.options) and (stage is None or _is_known(stage)):
            found.append((name, tuple(_platforms(stage, named.options))))
    return found


def _may_be_asked(reference: Reference, options: Options) -> bool:
    """Not where the Platform has credentials that we lack, and not in private networks."""
    host = reference.host
    kind = registries.private_kind(host)
    private = {name.lower() for name in options.private_registries}
    if kind is not None or private & {host, reference.registry.lower()}:
        return False
    return addresses.may_be_asked(host) and not registries.is_ephemeral(reference.registry, reference.repository)


def _is_known(stage: Stage) -> bool:
    """Whether the name after FROM holds no variable whose value the build could not know."""
    uses = [use for use in stage.uses if use.instruction is stage.instruction]
    return stage.base.word.known and all(use.state == "set" for use in uses)


def _platforms(stage: Stage | None, options: Options) -> Iterator[str]:
    if stage is not None and stage.platform is not None and stage.platform.value:
        yield stage.platform.value
    else:
        yield from options.platforms

"""How an image is related to connect-client, judging by its name."""

from __future__ import annotations

from studio_lint.facts import connect, templates
from studio_lint.facts.bases import base_images, other_products
from studio_lint.model.contents.state import base_of
from studio_lint.model.options import Options
from studio_lint.syntax import image_reference as references
from studio_lint.syntax.image_reference import Reference

CONNECT = "connect"  # connect-client's own image, or a mirror named in the settings
OLD = "old"  # where connect-client was published before
TEMPLATE = "template"  # a complete Studio: Seqera's, or one named in the settings
PERHAPS = "perhaps"  # somebody's own image, which may be a complete Studio
PLAIN = "plain"  # any other image: not known to hold connect-client

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.build.image import Image

_TELLING = frozenset(("connect", "seqera", "studio", "studios"))
_PRIVATE_ENDS = (".amazonaws.com", ".amazonaws.com.cn", ".azurecr.io", ".pkg.dev", ".local", ".internal")


def kind(reference: Reference, options: Options) -> str:
    """What an image is to a Studio: one of the words above."""
    name = reference.name
    if name == connect.IMAGE or _listed(reference, options.connect_images):
        return CONNECT
    if name == connect.OLD_IMAGE:
        return OLD
    if templates.is_template(name) or _listed(reference, options.studio_base_images):
        return TEMPLATE
    if base_images.is_listed(name) or name in other_products.NAMES:
        return PLAIN
    return PERHAPS if _may_be_a_studio(reference) else PLAIN


def _may_be_a_studio(reference: Reference) -> bool:
    """Whether an image may hold connect-client: private by nature, short-lived, or called a Studio."""
    host = reference.host
    if host.endswith(_PRIVATE_ENDS) or "." not in host or host == "wave.seqera.io":
        return True
    words = reference.repository.replace("-", "/").replace("_", "/").replace(".", "/").split("/")
    return not _TELLING.isdisjoint(words)


def _listed(reference: Reference, names: tuple[str, ...]) -> bool:
    """Whether the settings use an image: with its tag, or all tags of it; `*` at the end for all below a path."""
    for name in names:
        if name.endswith("*"):
            if f"{reference.name}:{reference.tag}".startswith(name[:-1]) or reference.familiar.startswith(name[:-1]):
                return True
            continue
        parsed = references.parse(name)
        if isinstance(parsed, Reference) and parsed.name == reference.name and parsed.tag in ("", reference.tag):
            return True
    return False


def user(reference: Reference) -> str | None:
    """The user that an image is known to leave in force where it is not root."""
    return base_images.user(reference.name)


def entrypoint(reference: Reference) -> tuple[str, ...]:
    """As `base_images.entrypoint`."""
    return base_images.entrypoint(reference.name)


def own_command(image: Image) -> tuple[str, ...]:
    """The CMD of the base image's own, where that is a server: a new ENTRYPOINT throws it away."""
    bottom = next((stage for stage in image.lineage if stage.base.stage is None), None)
    base = base_of(bottom) if bottom is not None else None
    return base.family.cmd if base is not None and base.family.port is not None else ()


def packager(reference: Reference) -> str | None:
    """As `base_images.packager`; None where it is not known."""
    return base_images.packager(reference.name, reference.tag)

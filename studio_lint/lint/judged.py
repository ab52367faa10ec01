"""What each kind of file is judged by: a new kind is one row here, beside its name in `discovery.kinds`."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.discovery.kinds import CONFIG, DOCKERFILE, ENVIRONMENT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.kind_types import NameKind


class Guest(Record):
    """A rule of another family that has something to say too, where a file mentions one of the words."""

    family: str
    module: str
    words: tuple[str, ...]


class JudgedKind(Record):
    """A kind of file.

    families  of rules that may have something to say
    guests    rules of other families
    scopes    types that rules may ask for
    answers   the type that there is besides where registries and channels are asked
    """

    families: tuple[str, ...]
    scopes: tuple[str, ...]
    answers: str
    guests: tuple[Guest, ...] = ()


JUDGED: dict[NameKind, JudgedKind] = {
    DOCKERFILE: JudgedKind(
        families=("files", "build", "studio", "runtime", "images"),
        scopes=("Dockerfile", "Image", "Stage", "Images", "Connect", "Process", "PipInput", "EnvironmentInstalls"),
        answers="ImageAnswers",
        guests=(
            Guest("environment", "requirement_invalid", ("pip", ".sh")),
            Guest("environment", "requirement_local", ("pip", ".sh")),
            Guest("environment", "requirement_unsatisfiable", ("pip", ".sh")),
            Guest("environment", "hash_missing", ("pip", ".sh")),
            Guest("environment", "environment_prefix", ("conda", "mamba", ".sh")),
        ),
    ),
    ENVIRONMENT: JudgedKind(
        families=("files", "environment"),
        scopes=("Document", "Environment", "PipInput"),
        answers="EnvironmentAnswers",
    ),
    CONFIG: JudgedKind(
        families=("files", "config", "images"),
        scopes=("Document", "StudioConfig", "Images", "Project"),
        answers="ImageAnswers",
        guests=(Guest("studio", "template_outdated", ("",)),),
    ),
}

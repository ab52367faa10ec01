"""The responses of registries and channels about the names in a file.

This module makes no requests: with `--online`, the room `online` creates these
values, and separate rules judge them.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import Place
from studio_lint.base.record import Record
from studio_lint.base.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from studio_lint.model.environment.environment import Dependency, Environment
    from studio_lint.model.studio.image_names import ImageName, Images

    RegistryState = Literal["there", "no-image", "no-tag", "no-digest", "closed", "unknown"]

THERE: RegistryState = "there"
NO_IMAGE: RegistryState = "no-image"
NO_TAG: RegistryState = "no-tag"
NO_DIGEST: RegistryState = "no-digest"
CLOSED: RegistryState = "closed"
UNKNOWN: RegistryState = "unknown"

_RUN_TOO = {"linux/amd64": ("linux/386",), "linux/arm64": ("linux/arm",)}
"""What BuildKit also takes where the platform itself is missing (containerd's `platforms.Only`, 2026)."""


class ImageState(Record):
    """What a registry says of one reference.

    state      THERE; NO_IMAGE, NO_TAG, NO_DIGEST: it is not; CLOSED: a login is
               asked for, also where there may be no such image; UNKNOWN
    platforms  what it is made for ("linux/amd64"); empty where that is not known
    listed     the platforms are those of an image index: where one is missing
               BuildKit stops. A single image it pulls for any platform
    near       tags that look like the one that is missing, the nearest first
    """

    state: RegistryState
    platforms: tuple[str, ...] = ()
    listed: bool = False
    near: tuple[str, ...] = ()


class ImageAnswer(Record):
    """An image named in a file, and what was answered; `wanted` are the platforms of which one will do."""

    name: ImageName
    wanted: tuple[str, ...]
    state: ImageState

    @property
    def fits(self) -> bool:
        """Whether it is made for a platform that is wanted, as far as is known."""
        offered = self.state.platforms
        return not offered or any(runs_on(platform, offered) for platform in self.wanted)

    @property
    def title(self) -> str:
        """The image as people call it: without registry and tag, and `python` for Docker Hub's `library/python`."""
        return self.name.reference.repository.removeprefix("library/")

    @property
    def effect(self) -> str:
        """What happens where the image cannot be had."""
        return "the session never starts" if self.name.role == "studio" else "the build fails"


class ImageAnswers(Record):
    """What was answered about the images of a file, in its order."""

    images: Images
    answers: tuple[ImageAnswer, ...]

    def place(self, span: Span, label: str = "") -> Place:
        """A place in the file that the questions were about."""
        return self.images.place(span, label)


class GoneChannel(Record):
    """A channel that is not there, as it is written, and where."""

    name: str
    span: Span


class MissingPackage(Record):
    """An entry for which the channels hold no package.

    versions  some that they do hold, the newest first; empty where they have no such package
    near      a package that they have, and whose name looks like it
    """

    dependency: Dependency
    versions: tuple[str, ...] = ()
    near: str | None = None


class SolverConflict(Record):
    """Why not all entries can be installed together.

    entries  those that the solver names, in the order of the file
    words    the solver's, several lines of them
    """

    entries: tuple[Dependency, ...]
    words: str


class EnvironmentAnswers(Record):
    """What was answered about an environment.

    Only the first of the three is filled that has something in it: without
    its channels nothing is looked for, and without its packages nothing is solved.
    """

    environment: Environment
    channels: tuple[GoneChannel, ...] = ()
    missing: tuple[MissingPackage, ...] = ()
    conflict: SolverConflict | None = None

    def place(self, span: Span, label: str = "") -> Place:
        """A place in the file that the questions were about."""
        return self.environment.place(span, label)


def runs_on(platform: str, offered: tuple[str, ...]) -> bool:
    """Whether an image for one of these platforms runs where `platform` is asked for; variants count as alike."""
    plain = {"/".join(one.split("/")[:2]) for one in offered}
    return "/".join(platform.split("/")[:2]) in plain or not plain.isdisjoint(_RUN_TOO.get(platform, ()))

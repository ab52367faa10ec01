"""What each version of the Seqera Platform supports in Studios.

Source: docs.seqera.io, the Studios pages of each version (Enterprise 24.1 to 26.1, and Cloud), read 2026-11. A new
version is one more row: the connect-client that its pages name, the private registries that they say are supported,
and whether they describe Studios that are built from Git and the version label. "Only two earlier minor versions are
supported" is a quote from the list of the Cloud.
"""

from __future__ import annotations

from studio_lint.base.record import Record

CLOUD = "cloud"


class Platform(Record):
    """One version.

    name        as the settings have it
    title       as people call it
    connect     the minor version of connect-client that its pages name ("0.12"); "" for the newest release
    since       the oldest that they still name; "" for the one two minor versions before
    registries  kinds of private registries that it takes credentials for; see `facts.registries`
    from_git    it builds Studios from a repository's `.seqera` folder
    label       it reads the label that tells connect-client's version
    ssh         its pages describe SSH into a session, which connect-client has since `SSH_SINCE`
    """

    name: str
    title: str
    connect: str
    registries: tuple[str, ...] = ("ecr",)
    from_git: bool = False
    label: bool = False
    since: str = ""
    ssh: bool = False


SSH_SINCE = "0.10"
"""The first connect-client with an SSH server (its release notes, 2026-02-11)."""

ALL = (
    Platform(CLOUD, "Seqera Cloud", "", registries=("ecr", "acr"), from_git=True, label=True, ssh=True),
    Platform(
        "enterprise-26.1", "Seqera Enterprise 26.1", "0.12", registries=("ecr",), from_git=True, label=True, ssh=True
    ),
    Platform(
        "enterprise-25.3", "Seqera Enterprise 25.3", "0.11", registries=("ecr",), from_git=True, label=True, since="0.8"
    ),
    Platform("enterprise-25.2", "Seqera Enterprise 25.2", "0.8"),
    Platform("enterprise-25.1", "Seqera Enterprise 25.1", "0.8"),
    Platform("enterprise-24.2", "Seqera Enterprise 24.2", "0.8"),
    Platform("enterprise-24.1", "Seqera Enterprise 24.1", "0.7"),
)
"""25.3 names connect-client 0.8 in its examples, and its templates go up to 0.11."""

NAMES = tuple(platform.name for platform in ALL)
FROM_GIT_SINCE = "25.3"


def named(name: str) -> Platform:
    """The version that the settings name; the Cloud for any other word."""
    return next((platform for platform in ALL if platform.name == name), ALL[0])


# Limits of Wave, which builds the images (its default configuration, 2026-08).
MOST_CONTAINER_FILE = 10_000
"""Characters of a container file as base64."""

MOST_CONTEXT_FILE = 5_000_000
MOST_CONTEXT = 10_000_000
"""Bytes of one file, and of all together, in the context of a Studio built from Git (docs.seqera.io, 2026-08)."""


def as_base64(size: int) -> int:
    """Characters that so many bytes take as base64."""
    return (size + 2) // 3 * 4

"""Well-known base images: their packager, their `sh`, their user, their ENTRYPOINT.

Names are registry and path as in a parsed reference ("docker.io/library/python"). The rows follow the
images' published descriptions (2026-11); they were not measured. What is not listed is unknown.
"""

from __future__ import annotations

DEBIAN = "debian"  # apt-get; sh is dash (Debian, Ubuntu and what is made from them)
REDHAT = "redhat"  # yum; sh is bash (Rocky, Alma, CentOS, Amazon Linux, UBI)
ALPINE = "alpine"  # apk; sh is busybox
MICRODNF = "microdnf"  # UBI's small images: microdnf or nothing; sh is bash
WOLFI = "wolfi"  # apk or nothing; Chainguard's images
BARE = "bare"  # no packager: scratch, distroless, busybox, an image of one binary
NIX = "nix"
OTHER = "other"  # pacman, zypper, emerge: neither apt-get nor yum

_PACKAGERS = {DEBIAN: "apt-get", REDHAT: "yum", ALPINE: "", MICRODNF: "", WOLFI: "", BARE: "", NIX: "", OTHER: ""}
_SHELLS = {DEBIAN: "dash", REDHAT: "bash", MICRODNF: "bash", ALPINE: "busybox", OTHER: "bash"}

# An image by its whole name. Those of several flavours are told apart by the tag first (`_TAG_WORDS`).
_DEBIAN_LIBRARY = (
    "ubuntu", "debian", "buildpack-deps", "python", "node", "r-base", "rust", "golang", "ruby", "perl", "php", "gcc",
    "julia", "haskell", "elixir", "erlang", "nginx", "httpd", "tomcat", "maven", "gradle", "eclipse-temurin",
    "postgres", "redis", "mariadb", "mongo", "memcached",
)  # fmt: skip
_REDHAT_LIBRARY = ("rockylinux", "almalinux", "centos", "amazonlinux", "amazoncorretto", "oraclelinux")
_IMAGES: dict[str, str] = {
    **{f"docker.io/library/{name}": DEBIAN for name in _DEBIAN_LIBRARY},
    **{f"docker.io/library/{name}": REDHAT for name in _REDHAT_LIBRARY},
    "docker.io/rockylinux/rockylinux": REDHAT,
    "public.ecr.aws/amazonlinux/amazonlinux": REDHAT,
    # Debian 12 up to .NET 9, Ubuntu 24.04 from 10 on (README of dotnet/dotnet-docker, 2026-11).
    **{f"mcr.microsoft.com/dotnet/{name}": DEBIAN for name in ("aspnet", "runtime", "runtime-deps", "sdk")},
    "docker.io/library/alpine": ALPINE,
    "docker.io/library/busybox": BARE,
    "docker.io/library/hello-world": BARE,
    "docker.io/library/archlinux": OTHER,
    "docker.io/archlinux/archlinux": OTHER,
    "docker.io/nixos/nix": NIX,
    "docker.io/continuumio/miniconda3": DEBIAN,
    "docker.io/continuumio/anaconda3": DEBIAN,
    "docker.io/condaforge/miniforge3": DEBIAN,
    "docker.io/condaforge/mambaforge": DEBIAN,
    "docker.io/mambaorg/micromamba": DEBIAN,
    "docker.io/codercom/code-server": DEBIAN,
    "docker.io/gitpod/openvscode-server": DEBIAN,
    "docker.io/pytorch/pytorch": DEBIAN,
    "docker.io/tensorflow/tensorflow": DEBIAN,
    "docker.io/nvidia/cuda": DEBIAN,
    # Plain tags hold the two binaries alone; `…-bookworm-slim` and the like are told by the tag.
    "ghcr.io/astral-sh/uv": BARE,
}

PINNED = {
    "docker.io/condaforge/miniforge3": "24.11.3-0",
    "docker.io/continuumio/miniconda3": "24.11.1-0",
    "docker.io/library/alpine": "3.21",
    "docker.io/library/debian": "12-slim",
    "docker.io/library/nginx": "1.27",
    "docker.io/library/node": "24-slim",
    "docker.io/library/python": "3.12-slim",
    "docker.io/library/r-base": "4.4.2",
    "docker.io/library/ubuntu": "24.04",
    "docker.io/mambaorg/micromamba": "2.3.2",
    "docker.io/rocker/r-ver": "4.4.2",
    "docker.io/rocker/rstudio": "4.4.2",
    "docker.io/rocker/shiny": "4.4.2",
}
"""A tag of each of these images, for examples (Docker Hub, 2026-11)."""

INSTALLING = ("apt-get", "apt", "yum", "dnf")
"""Programs that can install connect-client."""
SLIM = ("python", "node")
"""Images of Docker's library that have a `-slim` for each `-alpine`."""

DISTROLESS = "gcr.io/distroless/"
# Images with the same interpreter and with apt-get (Docker Hub, 2026-11), by the first word of distroless ones.
_LIKE_DISTROLESS = {"python": "python:3.13-slim", "nodejs": "node:24-slim", "java": "eclipse-temurin:21"}

# All images below a path, whatever their tags say.
_PLAIN_FOLDERS: tuple[tuple[str, str], ...] = (
    (DISTROLESS, BARE),
    ("cgr.dev/", WOLFI),
    ("docker.io/chainguard/", WOLFI),
    ("nixery.dev/", NIX),
    ("docker.nix-community.org/", NIX),
)

# All images below a path, unless the tag says otherwise.
_FOLDERS: tuple[tuple[str, str], ...] = (
    ("docker.io/rocker/", DEBIAN),
    ("ghcr.io/rocker-org/", DEBIAN),
    ("docker.io/bioconductor/", DEBIAN),
    ("ghcr.io/bioconductor/", DEBIAN),
    ("docker.io/jupyter/", DEBIAN),
    ("quay.io/jupyter/", DEBIAN),
    ("community.wave.seqera.io/library/", DEBIAN),
    ("mcr.microsoft.com/devcontainers/", DEBIAN),
    ("docker.io/opensuse/", OTHER),
    ("registry.opensuse.org/", OTHER),
    ("docker.io/gentoo/", OTHER),
)

# Red Hat's universal base images: `ubi9/ubi`, `ubi9`, `ubi9/ubi-minimal`, `ubi9-micro`.
_UBI_FOLDERS = ("registry.access.redhat.com/", "registry.redhat.io/", "docker.io/redhat/")
_UBI_FLAVOURS = {"": REDHAT, "init": REDHAT, "minimal": MICRODNF, "micro": MICRODNF}

_DEBIAN_WORDS = ("ubuntu", "debian", "trixie", "bookworm", "bullseye", "buster", "noble", "jammy", "focal")
_REDHAT_WORDS = ("rockylinux", "almalinux", "centos", "amazonlinux", "amazon", "amazoncorretto", "rocky")
# Words of a tag (or of a name's last part) that say what an image is made from.
_TAG_WORDS: dict[str, str] = {
    "alpine": ALPINE,
    "busybox": BARE,
    "distroless": BARE,
    "scratch": BARE,
    "wolfi": WOLFI,
    **dict.fromkeys(_DEBIAN_WORDS, DEBIAN),
    **dict.fromkeys(_REDHAT_WORDS, REDHAT),
}
# Seen as tag words of other systems, whose packager is not known here.
_UNSURE_WORDS = (
    "fedora", "opensuse", "ubi", "microdnf", "minimal", "photon", "nanoserver", "windowsservercore", "chiseled",
    "azurelinux", "mariner",
)  # fmt: skip

# Images whose config names a user that is not root.
_USERS: dict[str, str] = {
    "docker.io/mambaorg/micromamba": "mambauser",
    "docker.io/codercom/code-server": "coder",
    "docker.io/gitpod/openvscode-server": "openvscode-server",
    "docker.io/nodered/node-red": "node-red",
}
# Images that are given arguments, or an environment to activate, by an ENTRYPOINT of their own. code-server's is a
# script that maps the user's ids and then starts /usr/bin/code-server; a Studio, run by root, needs that alone.
_ENTRYPOINTS: dict[str, tuple[str, ...]] = {
    "docker.io/mambaorg/micromamba": ("/usr/local/bin/_entrypoint.sh",),
    "docker.io/codercom/code-server": ("/usr/bin/code-server", "--bind-addr", "0.0.0.0:8080", "."),
}
# Images whose config has a SHELL of its own; micromamba's is a script that ends in such a bash.
_BASH = ("/bin/bash", "-o", "pipefail", "-c")
_SHELL_FOLDERS = ("quay.io/jupyter/", "docker.io/jupyter/", "docker.io/mambaorg/micromamba")
_USER_FOLDERS = (("quay.io/jupyter/", "jovyan"), ("docker.io/jupyter/", "jovyan"))


def _word(part: str) -> str:
    """A part of a tag without its number: "alpine3.20" -> "alpine"."""
    return part.rstrip("0123456789._")


def _by_words(name: str, tag: str) -> str | None:
    """What the words of a tag, else of the name's last part, tell; "?" for a system not known here."""
    for text in (tag, name.rpartition("/")[2]):
        words = [_word(part) for part in text.lower().replace("_", "-").split("-")]
        for word in words:
            if word in _TAG_WORDS:
                return _TAG_WORDS[word]
            if word in _UNSURE_WORDS:
                return "?"
    return None


def _ubi(name: str) -> str | None:
    last, _, flavour = name.rpartition("/")[2].partition("-")
    if not name.startswith(_UBI_FOLDERS) or _word(last) != "ubi":
        return None
    return _UBI_FLAVOURS.get(flavour)


def family(name: str, tag: str) -> str | None:
    """What an image is made from, or None where it is not known."""
    for folder, kind in _PLAIN_FOLDERS:
        if name.startswith(folder):
            return kind
    told = _ubi(name) or _by_words(name, tag)
    if told is not None:
        return None if told == "?" else told
    if name in _IMAGES:
        if name == "docker.io/library/oraclelinux" and "slim" in tag:
            return None
        return _IMAGES[name]
    return next((kind for folder, kind in _FOLDERS if name.startswith(folder)), None)


def packager(name: str, tag: str) -> str | None:
    """ "apt-get", "yum", "" where the image has neither, None where it is not known."""
    kind = family(name, tag)
    return None if kind is None else _PACKAGERS[kind]


def system_shell(name: str, tag: str) -> str | None:
    """What `/bin/sh` is: "dash", "bash", "busybox"; None where it is not known.

    The tag of an image that is not listed may tell its distribution, but not whether it has a SHELL of its own.
    """
    kind = family(name, tag) if is_listed(name) else None
    return None if kind is None else _SHELLS.get(kind)


def command_shell(name: str) -> tuple[str, ...]:
    """The words of SHELL in an image's config, which commands in shell form are given to; () where none is known."""
    return _BASH if name.startswith(_SHELL_FOLDERS) else ()


def is_listed(name: str) -> bool:
    """Whether an image is one of the well-known ones here, none of which holds connect-client."""
    return (
        name in _IMAGES
        or any(name.startswith(folder) for folder, _ in (*_PLAIN_FOLDERS, *_FOLDERS))
        or _ubi(name) is not None
    )


def user(name: str) -> str | None:
    """The user in an image's config where it is known to be another than root."""
    if name in _USERS:
        return _USERS[name]
    return next((who for folder, who in _USER_FOLDERS if name.startswith(folder)), None)


def entrypoint(name: str) -> tuple[str, ...]:
    """The ENTRYPOINT in an image's config that what it starts depends on; empty where none is known."""
    return _ENTRYPOINTS.get(name, ())


def with_packager(name: str) -> str | None:
    """An image that has apt-get and what a distroless one starts; None where that is not known."""
    head = name.removeprefix(DISTROLESS).partition("-")[0].rstrip("0123456789")
    return _LIKE_DISTROLESS.get(head)

"""What is known of base images: the release that a tag leads to, the commands on PATH, the user."""

from __future__ import annotations

import pytest

from studio_lint.facts import bases
from studio_lint.facts.bases import tables
from studio_lint.facts.bases.releases import RELEASES


def named(image: str) -> tuple[str, str]:
    """ "python:3.12" as full name and tag."""
    name, _, tag = image.partition(":")
    first = name.partition("/")[0]
    if "/" not in name:
        name = f"docker.io/library/{name}"
    elif "." not in first:
        name = f"docker.io/{name}"
    return name, tag


@pytest.mark.parametrize(
    ("image", "release"),
    [
        ("debian:bookworm-slim", "bookworm"),
        ("debian:12.5-slim", "bookworm"),
        ("debian:10", "buster"),
        ("debian:latest", "trixie"),
        ("debian:oldstable-20260801", "bookworm"),
        ("debian:sid", ""),
        ("ubuntu", "resolute"),
        ("ubuntu:22.04", "jammy"),
        ("ubuntu:noble-20260801", "noble"),
        ("python:3.12-slim", "trixie"),
        ("python:3.12-slim-bookworm", "bookworm"),
        ("python:3.8-slim-buster", "buster"),
        ("python:3.11.4", "bookworm"),
        ("python:3.11.3", "bullseye"),
        ("python:3.11.13-slim", "trixie"),
        ("python:3.8", "bookworm"),
        ("python:2.7", "buster"),
        ("python:3.13-alpine3.20", "alpine3.20"),
        ("python:3.13-alpine", "alpine3.24"),
        ("node:16", "buster"),
        ("node:18.15.0", "bullseye"),
        ("node:20-slim", "bookworm"),
        ("node:lts", "bookworm"),
        ("node:26", "trixie"),
        ("golang:1.22", "bookworm"),
        ("nginx:1.27", "bookworm"),
        ("nginx:1.29.1", "trixie"),
        ("alpine:3.19.1", "alpine3.19"),
        ("alpine", "alpine3.24"),
        ("centos:7", "centos7"),
        ("centos:centos7.9.2009", "centos7"),
        ("rocker/r-ver:4.4", "noble"),
        ("rocker/r-ver:4.4.1", "jammy"),
        ("rocker/rstudio:4.2.1", "focal"),
        ("bioconductor/bioconductor_docker:RELEASE_3_20", "jammy"),
        ("mambaorg/micromamba:1.5.10-noble", "noble"),
        ("mambaorg/micromamba:1.5.8", "bookworm"),
        ("mambaorg/micromamba:2.3.1", "bookworm"),
        ("mambaorg/micromamba:2.3.2", "trixie"),
        ("condaforge/miniforge3:24.9.2-0", "focal"),
        ("condaforge/miniforge3:25.3.1-0", "noble"),
        ("quay.io/jupyter/scipy-notebook:2024-10-01", "noble"),
        ("quay.io/jupyter/scipy-notebook:hub-4.0.1", ""),
        ("jupyter/scipy-notebook:latest", "jammy"),
        ("nvidia/cuda:12.2.0-base-ubuntu22.04", "jammy"),
        ("nvidia/cuda:12.2.0-base-rockylinux9", "rockylinux9"),
    ],
)
def test_release_of_a_tag(image: str, release: str) -> None:
    base = bases.look_up(*named(image))
    assert base is not None
    assert base.release_name == release


@pytest.mark.parametrize(
    ("image", "command", "expected"),
    [
        ("debian:bookworm-slim", "curl", False),
        ("debian:bookworm-slim", "ls", True),
        ("debian:bookworm-slim", "adduser", True),
        ("debian:trixie", "adduser", False),
        ("debian:trixie", "useradd", True),
        ("debian:buster", "curl", None),
        ("debian:bookworm", "samtools", False),
        ("ubuntu:24.04", "ps", True),
        ("ubuntu:24.04", "python3", False),
        ("ubuntu:26.04", "python3", None),
        ("python:3.12-slim", "git", False),
        ("python:3.12-slim", "python3.12", None),
        ("python:3.12", "git", True),
        ("python:3.12", "convert", None),
        ("node:20-slim", "python3", False),
        ("alpine:3.20", "bash", False),
        ("alpine:3.20", "wget", True),
        ("alpine:3.20", "some-applet", None),
        ("rocker/r-ver:4.4.2", "Rscript", True),
        ("rocker/r-ver:4.4.2", "curl", None),
        ("mambaorg/micromamba:1.5.10", "python", False),
        ("mambaorg/micromamba:1.5.10", "micromamba", True),
    ],
)
def test_commands_on_path(image: str, command: str, expected: bool | None) -> None:
    base = bases.look_up(*named(image))
    assert base is not None
    assert base.has(command) is expected


def test_an_image_that_is_not_listed_is_unknown() -> None:
    assert bases.look_up("ghcr.io/example/thing", "1.0") is None


@pytest.mark.parametrize(
    ("image", "user", "shell", "path"),
    [
        ("mambaorg/micromamba:2.3.2", "mambauser", "dash", "/usr/local/sbin"),
        ("quay.io/jupyter/base-notebook", "1000", "dash", "/opt/conda/bin"),
        ("alpine:3.22", "root", "busybox", "/usr/local/sbin"),
        ("rockylinux:9", "root", "bash", "/usr/local/sbin"),
        ("python:3.12-alpine", "root", "busybox", "/usr/local/bin"),
    ],
)
def test_user_shell_and_path(image: str, user: str, shell: str, path: str) -> None:
    base = bases.look_up(*named(image))
    assert base is not None and base.path is not None
    assert (base.family.user, base.family.sh, base.path.partition(":")[0]) == (user, shell, path)


def test_a_path_that_is_not_known() -> None:
    base = bases.look_up(*named("nvidia/cuda:12.2.0-base-ubuntu22.04"))
    assert base is not None
    assert base.path is None


def test_releases_and_what_follows_from_their_end() -> None:
    assert [name for name, release in RELEASES.items() if release.mirrored is False] == [
        "jessie", "stretch", "buster", "lunar", "mantic", "oracular", "centos7", "centos8",
    ]  # fmt: skip
    assert {
        name: release.managed for name, release in RELEASES.items() if name.startswith(("book", "bull", "jam"))
    } == {
        "bullseye": False,
        "bookworm": True,
        "jammy": False,
    }


def test_every_family_answers_for_latest() -> None:
    for family in tables.families():
        for name in family.names:
            found = bases.look_up(f"{name}x" if name.endswith("/") else name, "")
            assert found is not None, name
            assert found.has("frobnicate") in (False, None)

"""Base images of distributions.

Sources: docker-library/official-images (history up to 2026-08-18), debuerreotype's manifests (2024-12-02), the
commands as measured for `commands.py`; Red Hat's relatives: their published Dockerfiles (2026-08).
"""

from __future__ import annotations

from studio_lint.facts.bases.base import Family, Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_RED_HAT: dict[str, Any] = {"packager": "dnf", "sh": "bash", "cmd": ("/bin/bash",)}

FAMILIES = (
    Family(
        ("docker.io/library/debian",),
        "debian",
        (Row("*", "trixie bookworm bullseye", small=True), Row("*", adds="sh bash dash", closed=False)),
        cmd=("bash",),
        certificates=False,
    ),
    Family(
        ("docker.io/library/ubuntu",),
        "ubuntu",
        (Row(releases="noble jammy focal bionic", small=True), Row(adds="sh bash", closed=False)),
        cmd=("/bin/bash",),
        certificates=False,
    ),
    Family(
        ("docker.io/library/alpine",),
        "alpine",
        (Row(adds="sh ash", system="alpine"),),
        packager="apk",
        sh="busybox",
        cmd=("/bin/sh",),
    ),
    Family(
        ("docker.io/library/busybox",),
        "none",
        (Row("*", "", "sh ash busybox httpd wget nc vi", closed=False),),
        packager="",
        sh="busybox",
        cmd=("sh",),
    ),
    Family(
        ("docker.io/library/almalinux",),
        "almalinux",
        (
            Row("minimal", adds="sh bash curl", closed=False, changes=(("packager", "microdnf"),)),
            Row(adds="sh bash curl python3 tar xz less yum dnf", closed=False),
        ),
        **_RED_HAT,
    ),
    Family(
        ("docker.io/library/rockylinux", "docker.io/rockylinux/rockylinux"),
        "rockylinux",
        (
            Row("minimal", adds="sh bash", closed=False, changes=(("packager", "microdnf"),)),
            Row(adds="sh bash yum dnf", closed=False),
        ),
        **_RED_HAT,
    ),
    Family(
        ("docker.io/library/amazonlinux", "public.ecr.aws/amazonlinux/amazonlinux"),
        "amazonlinux",
        (
            Row(releases="amazonlinux2", adds="sh bash yum", closed=False, changes=(("packager", "yum"),)),
            Row(adds="sh bash yum dnf", closed=False),
        ),
        **{**_RED_HAT, "lists_empty": None},
    ),
    Family(
        ("docker.io/library/centos",),
        "centos",
        (Row(adds="sh bash yum", closed=False),),
        **{**_RED_HAT, "packager": "yum", "lists_empty": None},
    ),
    Family(
        ("docker.io/nvidia/cuda",),
        "cuda",
        (Row(adds="sh bash", closed=False),),
        env=(("CUDA_VERSION", None),),
        path=None,
    ),
)

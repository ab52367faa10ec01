"""Base image has neither apt-get nor yum, so connect-client cannot be installed

## Why
`connect-client --install` installs packages with apt-get or yum. Alpine, busybox, distroless, Wolfi and Nix images have
neither; nor does an image built `FROM scratch`.

## Instead
Use a base image with Debian, Ubuntu or Rocky Linux: `python:3.12-slim` instead of `python:3.12-alpine`. What you build
on a smaller image can be copied from its stage.

## Evidence
Seqera's documentation of custom container images: `--install` needs apt-get or yum.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta
from studio_lint.model.connect import bases

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.connect.connect import Connect

META = Meta("SL305", "connect-install-base", ERROR, silenced_by=("connect-missing", "connect-wrong-stage"))


def check(connect: Connect) -> Iterator[Finding]:
    base = connect.image.base
    if base is None or connect.complete or not bases.lacks_packager(connect):
        return
    other = bases.with_packager(base.reference)
    yield META.finding(
        connect.place(base.word.text.whole, "has neither apt-get nor yum"),
        "connect-client cannot be installed on this base; the build fails",
        help=f"use `{other}`" if other else "use an image with apt-get or yum, such as `ubuntu:24.04`",
    )

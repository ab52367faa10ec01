"""RUN uses a program that is not in the image

## Why

Base images are small: `debian`, `ubuntu` and `python:…-slim` have no curl, wget or git, and `ubuntu` has no Python. A
program that one stage installs is not in another. The shell does not find the program (exit status 127), and the build
fails.

## Instead

```dockerfile
RUN apt-get update && apt-get install -y --no-install-recommends curl ca-certificates && rm -rf /var/lib/apt/lists/*
```

## Evidence

Built on Debian 12 (2026-11): `curl: not found`, exit status 127. In a pipe (`curl … | sh`), the build continues
without it, and nothing is installed. The programs of each base image are in a dated table (see
[Sources](../facts.md)); for an image that is not in it, nothing is reported.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, WARNING, Meta, Place
from studio_lint.base.nearest import nearest
from studio_lint.facts.command_packages import package_of
from studio_lint.model.contents.problems.missing_commands import missing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image
    from studio_lint.model.contents.problems.missing_commands import MissingCommand

PIP = "python3-pip"
"""Refuses to install into the distribution's own Python (SL217)."""

META = Meta("SL220", "command-not-installed", ERROR, silenced_by=("connect-install-base", "path-replaced"))


def check(image: Image) -> Iterator[Finding]:
    for stage in image.stages:
        for found in missing(image, stage) if stage.reached else ():
            yield _finding(image, found)


def _finding(image: Image, found: MissingCommand) -> Finding:
    effect = "the build fails" if found.fatal else "the build continues without it"
    reason = "is not in this image, and nothing installs it"
    if found.activation:
        reason = "is not on PATH, because this RUN does not activate the environment"
    return META.finding(
        Place.of(found.word, f"{found.caller} runs `{found.name}`" if found.caller else ""),
        f"`{found.name}` {reason}: {effect}",
        help=_help(found),
        severity=ERROR if found.fatal else WARNING,
        notes=() if found.caller else (f"sh: {found.name}: not found",),
    )


def _help(found: MissingCommand) -> str:
    if found.activation:
        return f"add `ARG {found.activation}=1` above this line"
    package = package_of(found.name.rpartition("/")[2])
    near = nearest(found.name, found.point.base_commands()) if len(found.name) > 3 and not package else None
    if near is not None:
        return f"did you mean `{near}`?"
    base = found.point.base
    if package == PIP:
        return "use a Python base image, or install python3-venv and use a virtual environment"
    if package and base is not None and base.by_apt:
        return f"install it above this line: `RUN apt-get update && apt-get install -y {package}`"
    return "install it above this line, or use a base image that has it"

"""connect-client is installed or started as a user other than root

## Why
`connect-client --install` installs packages, which only root can do: the build fails. When the session starts,
connect-client mounts data with Fusion, which also needs root.

## Instead
Above the installation, and as the last USER of the final stage:
```dockerfile
USER root
```

## Evidence
4 of 181 public Studio Dockerfiles removed their USER again ("breaks Fusion").
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, WARNING, Meta
from studio_lint.model.connect import images

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import BuildStep, Setting
    from studio_lint.model.connect.connect import Connect
    from studio_lint.model.connect.installs import ClientInstall

META = Meta("SL312", "connect-user", WARNING)

ROOT = "add `USER root` above the RUN that installs connect-client"


def check(connect: Connect) -> Iterator[Finding]:
    if connect.absent:
        return
    told: set[int] = set()
    for install in connect.installs.found:
        user = install.step.user
        if user is None:
            yield from _base_user(connect, install)
        elif id(user) not in told and (name := _other(connect, user, install.step)):
            told.add(id(user))
            yield META.finding(
                connect.place(user.text.whole, "applies from here on"),
                f"`connect-client --install` runs as `{name}`, which cannot install packages; the build fails",
                help=ROOT,
                severity=ERROR,
                related=(connect.place(install.span, "installed here"),),
            )
    user = connect.image.config.user
    if user is not None and id(user) not in told and (name := _other(connect, user, None)):
        yield META.finding(
            connect.place(user.text.whole, "applies when the session starts"),
            f"the session runs as `{name}`, which cannot mount data with Fusion",
            help="remove this USER, or add `USER root` after it",
        )


def _other(connect: Connect, user: Setting, step: BuildStep | None) -> str | None:
    """The user in force before a step, or at the end, where that is not root; None where it is, or is not known."""
    from studio_lint.model.connect.edits import is_root

    name = user.value if user.known else _expanded(connect, step)
    return None if name is None or is_root(name) else name


def _expanded(connect: Connect, step: BuildStep | None) -> str | None:
    """The same where USER names a variable that the base image sets (`USER $NB_USER`)."""
    from studio_lint.model.contents import contents

    image = connect.image
    stage = image.shipped if step is None else image.stages[step.stage]
    if stage is None:
        return None
    if step is None:
        point = contents.of(image).end(stage)
        return point.state.user if point is not None else None
    points = contents.of(image).points(stage)
    return next((point.state.user for point in points if point.step is step), None)


def _base_user(connect: Connect, install: ClientInstall) -> Iterator[Finding]:
    base = connect.image.base
    name = images.user(base.reference) if base and base.reference and base.word.known else None
    if base is None or name is None:
        return
    yield META.finding(
        connect.place(base.word.text.whole, f"sets the user `{name}`"),
        f"`connect-client --install` runs as `{name}`, which cannot install packages; the build fails",
        help=ROOT,
        severity=ERROR,
        related=(connect.place(install.span, "installed here"),),
    )

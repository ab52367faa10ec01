"""connect-client is installed or started as a user other than root

## Why
`connect-client --install` installs packages, which only root can do; the build fails. In the running session
connect-client mounts data with Fusion, which fails for another user.

## Instead
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
    from studio_lint.model.build.image import Setting
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
        elif _is_other(user) and id(user) not in told:
            told.add(id(user))
            yield META.finding(
                connect.place(user.text.whole, "applies from here on"),
                f"`connect-client --install` runs as `{user.value}`, which cannot install packages; the build fails",
                help=ROOT,
                severity=ERROR,
                related=(connect.place(install.span, "installed here"),),
            )
    user = connect.image.config.user
    if user is not None and _is_other(user) and id(user) not in told:
        yield META.finding(
            connect.place(user.text.whole, "applies when the session starts"),
            f"the session runs as `{user.value}`, which cannot mount data with Fusion",
            help="remove this USER, or add `USER root` after it",
        )


def _is_other(user: Setting) -> bool:
    from studio_lint.model.connect.edits import is_root

    return user.known and not is_root(user.value)


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

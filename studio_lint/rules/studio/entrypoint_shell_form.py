"""ENTRYPOINT starts connect-client through a shell, or is a single string

## Why
- Shell form, `ENTRYPOINT /usr/bin/connect-client --entrypoint`, runs as `/bin/sh -c "…"`. CMD never reaches
  connect-client, so nothing starts, and the shell does not forward SIGTERM.
- A list of one string, `["/usr/bin/connect-client --entrypoint"]`, names a program with a space in its name, which does
  not exist.
- In `["/bin/bash", "-c", "exec /usr/bin/connect-client --entrypoint"]`, CMD goes to bash, which ignores it. With `"$@"`
  at the end of the command, the first word of CMD is lost, unless another word follows the command.

If the shell command names the program to start, or passes on all of CMD, the Studio starts, and this is a warning.

## Instead
```dockerfile
ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]
```

## Evidence
BuildKit, 2026-08: a shell-form ENTRYPOINT leaves CMD in the image's config and never runs it. POSIX, `sh -c`: the
word after the command becomes `$0`, the following ones `$1` and so on.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, SAFE, WARNING, Edit, Effect, Fix, Meta
from studio_lint.model.connect import entrypoint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding, Severity
    from studio_lint.model.build.image import ImageCommand
    from studio_lint.model.connect.connect import Connect

META = Meta(
    "SL307",
    "entrypoint-shell-form",
    ERROR,
    fix=SAFE,
    silenced_by=("connect-missing", "connect-wrong-stage"),
    asks="entry.wrong",
)

RIGHT = 'ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]'

CONNECTED = Effect(start=True, reveals=("SL4",))


def check(connect: Connect) -> Iterator[Finding]:
    entry = connect.entry
    if entry.command is None or entry.kind not in (entrypoint.SHELL, entrypoint.STRING):
        return
    whole = entry.command.instruction.body.whole
    from studio_lint.model.connect import edits as connect_edits

    made = connect_edits.exec_form(entry.command)
    fix = (
        Fix(f"Replace with `ENTRYPOINT {made}`", (Edit(connect.image.source, whole, made),), effect=CONNECTED)
        if made
        else None
    )
    if entry.kind == entrypoint.STRING:
        message = "the ENTRYPOINT is a single string, which is not a program: the session ends immediately"
        label = "program and option in one string"
        severity = ERROR
    else:
        message, severity = _shell(entry.command)
        label = f"run by `{' '.join(entry.command.words[:2])}`"
    place = connect.place((entry.word or entry.command.instruction.body).whole, label)
    help = f"use `ENTRYPOINT {made}`" if made else f"use `{RIGHT}`, and put the program in CMD"
    yield META.finding(place, message, help=help, severity=severity, fix=fix)


def _shell(command: ImageCommand) -> tuple[str, Severity]:
    """What a shell between the container and connect-client does."""
    handed = entrypoint.handed(command)
    if handed is None:
        return "the ENTRYPOINT starts connect-client through a shell, which forwards neither CMD nor SIGTERM", ERROR
    cmd, replaced = handed
    if cmd == entrypoint.KEPT:
        return "CMD goes to the shell here, so connect-client has nothing to start: the session never starts", ERROR
    if cmd == entrypoint.FIRST:
        return "the shell uses the first word of CMD as its own name, so connect-client does not receive it", ERROR
    if not replaced:
        return "the ENTRYPOINT starts connect-client through a shell, which may not forward SIGTERM", WARNING
    if cmd == entrypoint.OWN:
        return "the ENTRYPOINT starts connect-client through a shell, which does not pass on CMD", WARNING
    return "the ENTRYPOINT starts connect-client through an unnecessary shell", WARNING

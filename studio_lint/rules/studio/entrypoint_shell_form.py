"""The ENTRYPOINT hands connect-client to a shell, or is one string.

## Why
`ENTRYPOINT /usr/bin/connect-client --entrypoint` is started as `/bin/sh -c "…"`: what CMD says never reaches
connect-client, so nothing is started, and the shell keeps SIGTERM to itself. A list of one string
(`["/usr/bin/connect-client --entrypoint"]`) names a program whose file name has a blank in it: there is none. In
`["/bin/bash", "-c", "exec /usr/bin/connect-client --entrypoint"]` CMD is given to bash, whose line says nothing of it;
with `"$@"` in the line its first word is lost, unless another word stands behind the line. Where such a line names the
program itself, or passes all of CMD on, the Studio starts, and a warning is given.

## Instead
```dockerfile
ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]
```

## Evidence
BuildKit, 2026-08: a shell-form ENTRYPOINT leaves CMD in the image's config and never runs it. POSIX, `sh -c`: the word
behind the line becomes `$0`, those behind it `$1` and so on.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, SAFE, WARNING, Edit, Fix, Meta
from studio_lint.model.connect import edits as connect_edits
from studio_lint.model.connect import entrypoint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding, Severity
    from studio_lint.model.build.image import ImageCommand
    from studio_lint.model.connect.connect import Connect

META = Meta("SL307", "entrypoint-shell-form", ERROR, SAFE, silenced_by=("connect-missing", "connect-wrong-stage"))

RIGHT = 'ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]'


def check(connect: Connect) -> Iterator[Finding]:
    entry = connect.entry
    if entry.command is None or entry.kind not in (entrypoint.SHELL, entrypoint.STRING):
        return
    whole = entry.command.instruction.body.whole
    made = connect_edits.exec_form(entry.command)
    fix = Fix(f"write `ENTRYPOINT {made}`", (Edit(connect.image.source, whole, made),)) if made else None
    if entry.kind == entrypoint.STRING:
        message = "the ENTRYPOINT is one string, and no program has that name: the container ends at once"
        label = "program and option in one string"
        severity = ERROR
    else:
        message, severity = _shell(entry.command)
        label = f"run by `{' '.join(entry.command.words[:2])}`"
    place = connect.place((entry.word or entry.command.instruction.body).whole, label)
    help = f"write `ENTRYPOINT {made}`" if made else f"write `{RIGHT}`, and the program into CMD"
    yield META.finding(place, message, help=help, severity=severity, fix=fix)


def _shell(command: ImageCommand) -> tuple[str, Severity]:
    """What a shell between the container and connect-client does."""
    handed = entrypoint.handed(command)
    if handed is None:
        return "the ENTRYPOINT starts connect-client through a shell, which keeps CMD and SIGTERM from it", ERROR
    cmd, replaced = handed
    if cmd == entrypoint.KEPT:
        return "CMD is given to the shell here, so connect-client has nothing to start: the session never starts", ERROR
    if cmd == entrypoint.FIRST:
        return "the shell takes the first word of CMD for its own name, so connect-client is not given it", ERROR
    if not replaced:
        return "the ENTRYPOINT starts connect-client through a shell, which may keep SIGTERM from it", WARNING
    if cmd == entrypoint.OWN:
        return "the ENTRYPOINT starts connect-client through a shell, and what CMD says is not passed on", WARNING
    return "the ENTRYPOINT starts connect-client through a shell, which is not needed", WARNING

"""The ENTRYPOINT hands connect-client to a shell, or is one string.

## Why
`ENTRYPOINT /usr/bin/connect-client --entrypoint` is started as `/bin/sh -c "…"`: what CMD says never reaches
connect-client, so nothing is started, and the shell keeps SIGTERM to itself. A list of one string
(`["/usr/bin/connect-client --entrypoint"]`) names a program whose file name has a blank in it: there is none.

## Instead
```dockerfile
ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]
```

## Evidence
BuildKit, 2026-08: a shell-form ENTRYPOINT leaves CMD in the image's config and never runs it.
"""

from __future__ import annotations

from studio_lint.diagnostics import ERROR, SAFE, Edit, Fix, Meta
from studio_lint.model import connect_edits, connect_entry

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.diagnostics import Finding
    from studio_lint.model.connect import Connect

META = Meta("SL307", "entrypoint-shell-form", ERROR, SAFE, silenced_by=("connect-missing", "connect-wrong-stage"))

RIGHT = 'ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]'


def check(connect: Connect) -> Iterator[Finding]:
    entry = connect.entry
    if entry.command is None or entry.kind not in (connect_entry.SHELL, connect_entry.STRING):
        return
    whole = entry.command.instruction.body.whole
    made = connect_edits.exec_form(entry.command)
    fix = Fix(f"write `ENTRYPOINT {made}`", (Edit(connect.image.source, whole, made),)) if made else None
    if entry.kind == connect_entry.STRING:
        message = "the ENTRYPOINT is one string, and no program has that name: the container ends at once"
        label = "program and option in one string"
    else:
        message = "the ENTRYPOINT starts connect-client through a shell, which keeps CMD and SIGTERM from it"
        label = "run by `/bin/sh -c`"
    place = connect.place((entry.word or entry.command.instruction.body).whole, label)
    yield META.finding(place, message, help=f"write `ENTRYPOINT {made}`" if made else f"write `{RIGHT}`", fix=fix)

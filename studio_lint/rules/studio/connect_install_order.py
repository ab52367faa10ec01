"""connect-client is installed before it is copied

## Why
Instructions run from top to bottom: this RUN starts before connect-client is in the image, and the build fails with
*not found*.

## Instead
```dockerfile
COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client
RUN /usr/bin/connect-client --install
```
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, SAFE, Edit, Effect, Fix, Meta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.connect.connect import Connect
    from studio_lint.model.connect.installs import ClientInstall
    from studio_lint.model.connect.places import Delivery

META = Meta("SL304", "connect-install-order", ERROR, fix=SAFE, silenced_by=("connect-missing", "connect-wrong-stage"))


def check(connect: Connect) -> Iterator[Finding]:
    installs = connect.installs.found
    copies = [one for one in connect.deliveries if one.paths]
    if not installs or not copies or connect.complete or connect.base in ("", "perhaps"):
        return
    if connect.holding.unsure or any(one.lent for one in installs):
        return
    orders = connect.orders()
    first = min(copies, key=lambda one: orders[id(one.copy.instruction)])
    at = orders[id(first.copy.instruction)]
    early = [one for one in installs if orders[id(one.step.instruction)] < at]
    again = len(early) < len(installs)
    if again:
        early = [one for one in early if one.alone]  # what else such a RUN does may be there for this very case
    if not early:
        return
    install = early[-1]
    help = "move this RUN below the COPY" if install.alone else "move the COPY above this RUN"
    yield META.finding(
        connect.place(install.span, "runs here"),
        "connect-client is installed before it is copied; the build fails",
        help="remove this RUN: connect-client is installed again below the COPY" if again else help,
        related=(connect.place(first.copy.instruction.keyword_span, "copied here"),),
        fix=_dropped(connect, install) if again else _fix(connect, install, first),
    )


def _dropped(connect: Connect, install: ClientInstall) -> Fix:
    dockerfile = connect.image.dockerfile
    from studio_lint.model import text_edits

    lines = text_edits.lines_of(dockerfile, install.step.instruction)
    return Fix("Remove this RUN", (Edit(dockerfile.source, lines, ""),), effect=Effect(steps=True))


def _fix(connect: Connect, install: ClientInstall, first: Delivery) -> Fix | None:
    """The RUN goes down where it does nothing else; otherwise the COPY comes up."""
    run, copy = install.step.instruction, first.copy.instruction
    if install.step.stage != first.copy.stage:
        return None
    dockerfile = connect.image.dockerfile
    from studio_lint.model import text_edits

    if install.alone:
        to = text_edits.lines_of(dockerfile, copy).end
        return Fix("Move the RUN below the COPY", text_edits.moved(dockerfile, run, to))
    if "$" in copy.body.value or not first.copy.destination.value.startswith("/"):
        return None
    return Fix("Move the COPY above the RUN", text_edits.moved(dockerfile, copy, text_edits.heading(dockerfile, run)))

"""All steps of a Studio are done, but in a stage that is not shipped.

## Why
Only the last stage becomes the image. What another stage copied, installed and set stays behind with it.

## Instead
Write the COPY, the installation, the label and the ENTRYPOINT into the last stage, or build that stage on the one
that has them: `FROM runtime`.

## Evidence
BuildKit, 2026-08: a stage inherits from the stage that its FROM names, and from no other.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.connect.connect import Connect

META = Meta("SL314", "connect-wrong-stage", ERROR)


def check(connect: Connect) -> Iterator[Finding]:
    delivery = connect.wrong_stage
    if delivery is None or connect.copied_from_itself:
        return
    stage = connect.image.stages[delivery.copy.stage]
    whole = connect.starts_elsewhere
    help = "do these steps in the last stage"
    if whole is not None and whole.name is not None:
        help += f", or build it on the one that has them: `FROM {whole.name.value}`"
    yield META.finding(
        connect.place(delivery.copy.instruction.keyword_span, f'in stage "{stage.title}", which is not shipped'),
        "connect-client is set up in a stage that is not shipped: no session can start",
        help=help,
        related=(connect.place(connect.last_from, "the image that is shipped begins here"),),
    )

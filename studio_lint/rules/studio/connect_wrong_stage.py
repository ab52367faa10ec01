"""connect-client is set up in a stage other than the final one

## Why
Only the final stage becomes the image. Files, packages and settings of another stage are not in it.

## Instead
Move the COPY, the installation, the label and the ENTRYPOINT to the final stage, or base the final stage on the one
that has them: `FROM runtime`.

## Evidence
BuildKit, 2026-08: a stage inherits only from the stage that its FROM names.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.connect.connect import Connect

META = Meta("SL314", "connect-wrong-stage", ERROR, asks="wrong_stage")


def check(connect: Connect) -> Iterator[Finding]:
    delivery = connect.wrong_stage
    if delivery is None or connect.copied_from_itself:
        return
    stage = connect.image.stages[delivery.copy.stage]
    whole = connect.starts_elsewhere
    help = "move these steps to the final stage"
    if whole is not None and whole.name is not None:
        help += f", or base it on this one: `FROM {whole.name.value}`"
    yield META.finding(
        connect.place(delivery.copy.instruction.keyword_span, f'in stage "{stage.title}", not the final stage'),
        "connect-client is set up in a stage other than the final one; sessions cannot start",
        help=help,
        related=(connect.place(connect.last_from, "final stage starts here"),),
    )

"""connect-client is used in the final stage, but not copied there

## Why
`RUN /usr/bin/connect-client --install` or the ENTRYPOINT does not find the file: the build fails, or the session ends
immediately. A COPY in another stage does not help, because each stage has its own files, and a COPY without `--from`
looks in the build context. The path is `/usr/bin/connect-client` in both images.

## Instead
```dockerfile
COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client
```

## Evidence
Seqera's documentation of custom container images for Studios, 2024-10 and 2026-08.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, SAFE, Edit, Fix, Meta
from studio_lint.base.source import Span
from studio_lint.facts.bases import base_images
from studio_lint.facts.connect import BINARY, COPY_LINE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding, Place
    from studio_lint.model.connect.connect import Connect
    from studio_lint.model.connect.places import Delivery

META = Meta(
    "SL302",
    "connect-not-copied",
    ERROR,
    fix=SAFE,
    silenced_by=("connect-missing", "connect-wrong-stage"),
    asks="lacking",
)

MESSAGE = "connect-client is not in the final stage, so it can be neither installed nor started"


def check(connect: Connect) -> Iterator[Finding]:
    if not connect.lacking or connect.absent or not _is_certain(connect):
        return
    delivery = next(iter(connect.deliveries), None)
    if delivery is None:
        yield _absent(connect)
    elif delivery.fault == "context":
        yield _from_context(connect, delivery)
    elif delivery.fault:
        yield _wrong_source(connect, delivery)
    else:
        yield _wrong_target(connect, delivery)


def _is_certain(connect: Connect) -> bool:
    """Whether no connect-client can be in the base: it is well known, or the file has one to copy."""
    base = connect.image.base
    if connect.deliveries or connect.connect_stage is not None or base is None or base.reference is None:
        return True
    return base_images.is_listed(base.reference.name)


def _stage(connect: Connect) -> str:
    """The connect stage's name, else its number, else a word that says what is wanted."""
    stage = connect.connect_stage
    if stage is None:
        return "connect"
    return stage.name.value if stage.name else str(stage.index)


def _absent(connect: Connect) -> Finding:
    line = COPY_LINE.format(stage=_stage(connect))
    related: tuple[Place, ...] = ()
    at, label = connect.last_from, "final stage starts here"
    if connect.elsewhere:
        related = (connect.place(connect.last_from, label),)
        at, label = connect.elsewhere[0].copy.instruction.keyword_span, "copied into another stage"
    fix = None
    if connect.connect_stage is not None:
        installs = connect.installs.found
        dockerfile = connect.image.dockerfile
        from studio_lint.model import text_edits
        from studio_lint.model.connect import edits as connect_edits

        edit = (
            text_edits.above(dockerfile, installs[0].step.instruction, [line])
            if installs and installs[0].step.stage == connect.shipped.index
            else connect_edits.ending(connect, [line])
        )
        fix = Fix(f"Add `{line}`", (edit,))
    help = f"add `{line}` to the final stage"
    if connect.connect_stage is None:
        help += ", and before that stage `FROM public.cr.seqera.io/platform/connect-client:0.15.0 AS connect`"
    return META.finding(connect.place(at, label), MESSAGE, help=help, related=related, fix=fix)


def _from_context(connect: Connect, delivery: Delivery) -> Finding:
    instruction = delivery.copy.instruction
    fix = None
    stage = _stage(connect)
    if connect.connect_stage is not None:
        end = instruction.keyword_span.end
        source = delivery.source
        edits = [Edit(connect.image.source, Span(end, end), f" --from={stage}")]
        if source is not None and source.path != BINARY and source.word.text.whole.end > source.word.text.whole.start:
            edits.append(Edit(connect.image.source, source.word.text.whole, _quoted(instruction.exec_form, BINARY)))
        fix = Fix(f"Add `--from={stage}`", tuple(edits))
    return META.finding(
        connect.place(instruction.keyword_span, "without `--from`, COPY reads the build context"),
        "this COPY looks for connect-client in the build context, which does not contain it",
        help=f"use `{COPY_LINE.format(stage=stage)}`",
        fix=fix,
    )


def _wrong_source(connect: Connect, delivery: Delivery) -> Finding:
    source, copy = delivery.source, delivery.copy
    stage = _stage(connect)
    if delivery.fault == "stage" and copy.from_text is not None:
        whole = copy.from_text.whole
        fix = Fix(f"Copy from `{stage}`", (Edit(connect.image.source, whole, stage),))
        return META.finding(
            connect.place(whole, "connect-client is not in this stage"),
            "this stage has no connect-client to copy; the build fails",
            help=f"use `--from={stage}`",
            fix=fix if connect.connect_stage is not None else None,
        )
    assert source is not None
    span = source.word.text.whole
    return META.finding(
        connect.place(span, "not the path of connect-client"),
        "connect-client is not at this path; the build fails",
        help=f"use `{BINARY}`",
        fix=Fix(
            f"Replace with `{BINARY}`", (Edit(connect.image.source, span, _quoted(copy.instruction.exec_form, BINARY)),)
        ),
    )


def _wrong_target(connect: Connect, delivery: Delivery) -> Finding:
    copy = delivery.copy
    span = copy.destination.text.whole
    fix = None
    if len(copy.sources) == 1 and copy.destination.known:
        fix = Fix(
            f"Replace with `{BINARY}`", (Edit(connect.image.source, span, _quoted(copy.instruction.exec_form, BINARY)),)
        )
    return META.finding(
        connect.place(span, f"copied to {delivery.paths[0]}"),
        "connect-client is copied to a different path than the one that is started",
        help=f"use `{BINARY}`",
        fix=fix,
    )


def _binary(connect: Connect, span: Span, json_form: bool) -> Fix:
    return Fix(f"Replace with `{BINARY}`", (Edit(connect.image.source, span, _quoted(json_form, BINARY)),))


def _quoted(json_form: bool, word: str) -> str:
    from studio_lint.model import text_edits

    return text_edits.json_string(word) if json_form else word

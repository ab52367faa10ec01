"""ARG declared before the first FROM is not visible in this stage

## Why

An ARG before the first FROM is only visible to FROM lines. A stage that uses it must declare it again; otherwise, the
variable is empty there, without an error: a label has no version, or a COPY uses the wrong path.

The same goes for the ARGs that BuildKit defines: in a stage without `ARG TARGETARCH`, `$TARGETARCH` is empty, and a
download for `linux-$TARGETARCH` is not found.

## Instead

```dockerfile
ARG CONNECT_CLIENT_VERSION="0.15.0"
FROM public.cr.seqera.io/platform/connect-client:${CONNECT_CLIENT_VERSION} AS connect

FROM ubuntu:24.04
ARG CONNECT_CLIENT_VERSION
LABEL io.seqera.connect.version="${CONNECT_CLIENT_VERSION}"
```

## Evidence

BuildKit (2026-08) expands such a variable to nothing.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, SAFE, WARNING, Effect, Fix, Meta
from studio_lint.model.commands.run_variables import out_of_scope

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.base.source import Span
    from studio_lint.model.build.image import Image, VariableUse

META = Meta("SL204", "arg-out-of-scope", ERROR, fix=SAFE)

BREAKS = frozenset(("LABEL", "COPY", "ADD", "USER", "WORKDIR"))
"""Instructions that go wrong when the value is missing."""


CONFIG_KEYS = {"LABEL": "Labels", "ENV": "Env", "USER": "User", "WORKDIR": "WorkingDir", "EXPOSE": "ExposedPorts"}
"""Keys of the image's config that an instruction sets."""


def check(image: Image) -> Iterator[Finding]:
    for stage in image.stages:
        if not stage.reached:
            continue
        names: dict[str, list[VariableUse]] = {}
        for use in (*stage.uses, *out_of_scope(image, stage)):
            if use.state in ("global", "late") and use.use.modifier[-1:] not in ("-", "+"):
                names.setdefault(use.use.name, []).append(use)
        for uses in names.values():
            yield _finding(image, uses)


def _finding(image: Image, uses: list[VariableUse]) -> Finding:
    uses = sorted(uses, key=lambda use: use.use.span.start)
    first = next((use for use in uses if use.instruction.keyword in BREAKS), uses[0])
    name = first.use.name
    keyword = first.instruction.keyword
    breaks = keyword in BREAKS
    late = first.state == "late"
    reason = "only declared further down" if late else "not declared in this stage"
    effect = f"it is empty in this {keyword}" if breaks else "it is empty"
    related = []
    if first.declaration:
        related.append(image.place(_name(first), "set here, for FROM lines only"))
    related += [image.place(use.use.span, "also empty here") for use in uses if use is not first]
    from studio_lint.model.text_edits import above

    edit = above(image.dockerfile, uses[0].instruction, (f"ARG {name}",), below_comments=True)
    return META.finding(
        image.place(first.use.span),
        f"`{name}` is {reason}, so {effect}",
        help=f"add `ARG {name}` above this line",
        severity=ERROR if breaks else WARNING,
        related=tuple(related),
        fix=Fix(f"Insert `ARG {name}`", (edit,), effect=_effect(uses)),
    )


def _effect(uses: list[VariableUse]) -> Effect:
    keywords = {use.instruction.keyword for use in uses}
    return Effect(config=tuple(CONFIG_KEYS[word] for word in keywords if word in CONFIG_KEYS), steps="RUN" in keywords)


def _name(use: VariableUse) -> Span:
    assert use.declaration
    pairs = [pair for pair in use.declaration.pairs if pair.key.value == use.use.name]
    return pairs[-1].key.whole if pairs else use.declaration.keyword_span

"""Image has no connect-client version label

## Why
The Platform reads the label `io.seqera.connect.version`. Without it the Studio starts, but SSH and other features that
depend on the version are not available.

## Instead
```dockerfile
ARG CONNECT_CLIENT_VERSION
LABEL io.seqera.connect.version="${CONNECT_CLIENT_VERSION}"
```

## Evidence
Seqera's documentation since connect-client 0.9 (2025-12). 87 of 181 public Studio Dockerfiles have no such label.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ADVICE, SAFE, Effect, Fix, Meta
from studio_lint.facts.connect import LABEL
from studio_lint.facts.platforms import named
from studio_lint.model.connect.connect import is_unsure_base

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.connect.connect import Connect
    from studio_lint.syntax.dockerfile.tree import Instruction

META = Meta(
    "SL308",
    "connect-label-missing",
    ADVICE,
    fix=SAFE,
    silenced_by=("connect-missing", "connect-wrong-stage"),
    asks="unlabeled",
)


def check(connect: Connect) -> Iterator[Finding]:
    platform = named(connect.image.options.platform)
    if not platform.label:
        return
    if not connect.unlabeled or connect.absent or connect.doubtful("LABEL") or is_unsure_base(connect.base):
        return
    if any(not label.known for label in connect.image.config.labels if not label.name):
        return
    lines = _lines(connect)
    help = f'add `LABEL {LABEL}="…"` with the version that is copied'
    if lines is not None:
        help = f"add {' and '.join(f'`{line}`' for line in lines)} below this line"
    yield META.finding(
        connect.place(connect.last_from, "final stage starts here"),
        f"missing label `{LABEL}`: {'SSH and other' if platform.ssh else 'some'} features are not available",
        help=help,
        fix=_fix(connect, lines) if lines is not None else None,
    )


def _copy(connect: Connect) -> Instruction | None:
    """The COPY of connect-client in the shipped stage itself."""
    return next((one.copy.instruction for one in connect.deliveries if one.copy.stage == connect.shipped.index), None)


def _lines(connect: Connect) -> list[str] | None:
    from studio_lint.model.connect import edits as connect_edits

    return connect_edits.label_lines(connect, _copy(connect))


def _fix(connect: Connect, lines: list[str]) -> Fix:
    """Above the COPY of connect-client where that stands in the shipped stage, else below its FROM."""
    dockerfile, copy = connect.image.dockerfile, _copy(connect)
    from studio_lint.model import text_edits

    if copy is not None:
        return Fix("Add the label", (text_edits.above(dockerfile, copy, lines),), effect=Effect(config=("Labels",)))
    return Fix(
        "Add the label",
        (text_edits.below(dockerfile, connect.shipped.instruction, lines),),
        effect=Effect(config=("Labels",)),
    )

"""Version label does not match the connect-client in the image

## Why
The Platform uses the label `io.seqera.connect.version` to decide which features the Studio has. An empty label counts
as missing; a wrong one enables features that this connect-client does not have, or disables some that it has.

## Instead
```dockerfile
ARG CONNECT_CLIENT_VERSION
LABEL io.seqera.connect.version="${CONNECT_CLIENT_VERSION}"
```

## Evidence
Seqera's documentation since connect-client 0.9 (2025-12). 3 of 181 public Studio Dockerfiles have an empty label.
BuildKit, 2026-08: variables in single quotes are not expanded.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import SAFE, WARNING, Edit, Effect, Fix, Meta
from studio_lint.facts.connect import agree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Setting
    from studio_lint.model.connect.connect import Connect
    from studio_lint.model.connect.places import ClientOrigin

META = Meta(
    "SL309",
    "connect-label-wrong",
    WARNING,
    fix=SAFE,
    silenced_by=("connect-missing", "connect-wrong-stage", "arg-out-of-scope"),
    asks="label",
)


def check(connect: Connect) -> Iterator[Finding]:
    label = connect.label
    if label is None or not label.known or connect.absent or connect.complete:
        return
    origin = connect.versioned
    message = _wrong(label, origin)
    if message is None:
        return
    from studio_lint.model.connect import edits as connect_edits

    value = connect_edits.label_value(connect, label)
    fix = (
        Fix(
            f"Replace with `{value}`",
            (Edit(connect.image.source, label.text.whole, value),),
            effect=Effect(config=("Labels",)),
        )
        if value
        else None
    )
    related = (connect.place(origin.text.whole, "this version is copied"),) if origin else ()
    yield META.finding(
        connect.place(label.text.whole),
        message,
        help=f"use `{value}`" if value else "use the version that is copied",
        related=related,
        fix=fix,
    )


def _wrong(label: Setting, origin: ClientOrigin | None) -> str | None:
    """What is wrong with the label's value; None if it may be right."""
    if not label.value.strip():
        if "$" in label.text.value and origin is None:
            return None
        return "the version label is empty: SSH and other features are not available"
    if "$" in label.value:
        return "the variable in the version label is not expanded: it is in single quotes or escaped"
    if origin is None:
        return None
    tag = origin.reference.tag
    if agree(label.value, tag) or (tag[:1] == "v" and agree(label.value.removeprefix("v"), tag[1:])):
        return None  # a tag with a `v` is another rule's matter
    return f"the version label says {label.value}, but connect-client {origin.reference.tag} is copied"

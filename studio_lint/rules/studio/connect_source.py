"""connect-client is copied from an image that Seqera does not publish

## Why
connect-client sees the session's credentials and data. Only `public.cr.seqera.io/platform/connect-client` is known to
contain what Seqera built; `cr.seqera.io/public/connect-client`, used until 2024, gets no new versions.

## Instead
```dockerfile
FROM public.cr.seqera.io/platform/connect-client:0.15.0 AS connect
```
If you have your own mirror, add it to `connect-images` in the settings. Tags are `0.15.0` and `0.15`, without a `v`.

## Evidence
Seqera's documentation of custom container images, 2024-10 and 2026-08.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ADVICE, ERROR, UNSAFE, Edit, Effect, Fix, Meta
from studio_lint.facts.connect import IMAGE, newest, numbers
from studio_lint.model.connect import images

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.connect.connect import Connect
    from studio_lint.model.connect.places import ClientOrigin

META = Meta("SL313", "connect-source", ERROR, fix=UNSAFE)


def check(connect: Connect) -> Iterator[Finding]:
    for origin in connect.origins:
        reference = origin.reference
        kind = images.kind(reference, connect.image.options)
        if reference.name == IMAGE and reference.tag[:1] == "v" and numbers(reference.tag[1:]) is not None:
            yield _no_such_tag(connect, origin)
        if reference.name == IMAGE or kind == images.TEMPLATE:
            continue
        if kind == images.CONNECT:
            yield META.finding(
                connect.place(origin.text.whole),
                "connect-client is copied from a mirror named in the settings",
                help="check that the mirror keeps up with Seqera's releases",
                severity=ADVICE,
            )
        elif kind == images.OLD:
            yield META.finding(
                connect.place(origin.text.whole),
                "connect-client is copied from its old address, which gets no new versions",
                help=f"use `{_address(connect, origin) or IMAGE}`",
                severity=ADVICE,
                fix=_fix(connect, origin),
            )
        else:
            yield META.finding(
                connect.place(origin.text.whole, "not a connect-client image"),
                "connect-client is copied from an image that Seqera does not publish",
                help=f"use `{IMAGE}:{_release(connect)}`, or add this mirror to `connect-images` in the settings",
                fix=_fix(connect, origin),
            )


def _no_such_tag(connect: Connect, origin: ClientOrigin) -> Finding:
    """Releases are tagged `0.15.0` and `0.15`, without a `v`."""
    tag = origin.reference.tag
    from studio_lint.model.connect.versions import version_place

    span = version_place(connect.image, origin)
    right = tag[1:]
    return META.finding(
        connect.place(span or origin.text.whole, "no such tag"),
        f"connect-client has no tag `{tag}`; the build fails",
        help=f"use `{right}`",
        fix=Fix(
            f"Replace with `{right}`", (Edit(connect.image.source, span, right),), UNSAFE, Effect(config=("Labels",))
        )
        if span
        else None,
    )


def _address(connect: Connect, origin: ClientOrigin) -> str | None:
    """Seqera's address with the tag that is there, or with the newest if that is not a version; None if unclear."""
    text = origin.text.value
    name, colon, tag = text.rpartition(":")
    if not colon or "/" in tag:
        name, tag = text, ""
    if "$" in name or "@" in text:
        return None
    keeps = "$" in tag or numbers(tag) is not None
    return f"{IMAGE}:{tag}" if keeps else f"{IMAGE}:{_release(connect)}"


def _fix(connect: Connect, origin: ClientOrigin) -> Fix | None:
    made = _address(connect, origin)
    if made is None:
        return None
    return Fix(
        f"Replace with `{made}`",
        (Edit(connect.image.source, origin.text.whole, made),),
        UNSAFE,
        Effect(config=("Labels",)),
    )


def _release(connect: Connect) -> str:
    options = connect.image.options
    return newest(options.platform, options.connect_tags)

"""connect-client is older than what the Platform supports

## Why
Seqera Cloud supports the newest minor version of connect-client and the two before it. For an Enterprise version
(`platform` in the settings), the version that its documentation names takes the place of the newest. Older ones may
lack what the Platform needs, and get no fixes. SSH into a session needs connect-client 0.10 or newer.

## Instead
```dockerfile
ARG CONNECT_CLIENT_VERSION="0.15.0"
```

## Evidence
Seqera's documentation (2026-08) and changelog of connect-client; `studio_lint/facts/connect.py` lists the releases.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ADVICE, SAFE, Edit, Effect, Fix, Meta
from studio_lint.facts.connect import has_ssh, newest_like, outdated, supported_since
from studio_lint.facts.platforms import SSH_SINCE, named
from studio_lint.model.connect import images

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.base.source import Span
    from studio_lint.facts.platforms import Platform
    from studio_lint.model.connect.connect import Connect

META = Meta("SL311", "connect-outdated", ADVICE, fix=SAFE)


def check(connect: Connect) -> Iterator[Finding]:
    options = connect.image.options
    asked = options.platform, options.connect_tags
    for origin in connect.origins:
        tag = origin.reference.tag
        if images.kind(origin.reference, options) != images.CONNECT or not outdated(tag, *asked):
            continue
        newest = newest_like(tag, *asked)
        from studio_lint.model.connect.versions import version_place

        span = version_place(connect.image, origin)
        yield META.finding(
            connect.place(span or origin.text.whole),
            f"connect-client {tag} is older than what {named(options.platform).title} supports "
            f"({supported_since(*asked)} and newer)",
            help=f"use `{newest}` here and in the label" if _labels(connect, tag) else f"use `{newest}`",
            notes=_notes(tag, named(options.platform)),
            fix=_fix(connect, tag, newest, span) if span else None,
        )


def _notes(tag: str, platform: Platform) -> tuple[str, ...]:
    """What the old version lacks of what the Platform has."""
    if not platform.ssh or has_ssh(tag):
        return ()
    return (f"SSH into a session needs connect-client {SSH_SINCE} or newer",)


def _labels(connect: Connect, tag: str) -> bool:
    """Whether the version label has the tag in plain words."""
    return connect.label is not None and connect.label.text.value.strip("\"'") == tag


def _fix(connect: Connect, tag: str, newest: str, span: Span) -> Fix:
    """The label goes along, where it has the old version in plain words."""
    source = connect.image.source
    edits = [Edit(source, span, newest)]
    label = connect.label
    if label is not None and _labels(connect, tag):
        edits.append(Edit(source, label.text.whole, f'"{newest}"'))
    return Fix(f"Replace with `{newest}`", tuple(edits), effect=Effect(config=("Labels",)))

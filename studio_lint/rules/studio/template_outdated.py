"""Studio template has an old connect-client version or an old address

## Why
The end of a template's tag is its connect-client version: `4.2.5-0.9` contains 0.9. Seqera Cloud supports the newest
minor version and the two before it. Templates at the old addresses (`cr.seqera.io/public/data-studio-…`) get no new
versions.

## Instead
Use a newer tag of the template, in the FROM of the Dockerfile or as `registry` in the studio-config. Seqera's
documentation of Studios container images lists the tags.

## Evidence
Seqera's documentation, Studios container images, 2024-10 and 2026-08.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ADVICE, Meta
from studio_lint.facts import templates
from studio_lint.facts.connect import outdated, supported_since
from studio_lint.facts.platforms import named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.studio.image_names import Images
    from studio_lint.syntax.image_reference import Reference

META = Meta("SL315", "template-outdated", ADVICE, asks="templates")


def check(images: Images) -> Iterator[Finding]:
    asked = images.options.platform, images.options.connect_tags
    for name in images.templates:
        reference = name.reference
        if templates.is_old_name(reference.name):
            new = templates.PREFIX + reference.name.removeprefix(templates.OLD_PREFIX)
            yield META.finding(
                images.place(name.whole),
                "this Studio template is at its old address, which gets no new versions",
                help=f"use `{new}:…` with a newer tag",
            )
            continue
        version = templates.connect_version(reference.tag)
        if outdated(version, *asked):
            yield META.finding(
                images.place(name.whole),
                f"this template contains connect-client {version}; "
                f"{named(asked[0]).title} supports {supported_since(*asked)} and newer",
                help=_help(images, reference, version),
            )


def _help(images: Images, reference: Reference, version: str) -> str:
    """The newest tag, where the registry was asked for its tags."""
    options = images.options
    newest = templates.newest_tag(options.tags_of(reference.name), named(options.platform).connect)
    if newest:
        return f"use `{reference.name}:{newest}`"
    return f"use a tag that ends in a newer version: `{reference.familiar.removesuffix(version)}…`"

"""The Studio template is of an old connect-client, or of an old name.

## Why
The last part of a template's tag is its connect-client (`4.2.5-0.9`: 0.9). The Platform supports the newest minor
version and the two before it. Templates of the old names (`cr.seqera.io/public/data-studio-…`) are not renewed.

## Instead
Name a newer tag of the template, as the Platform's list of container images has it.

## Evidence
Seqera's documentation, Studios container images, 2024-10 and 2026-08.
"""

from __future__ import annotations

from studio_lint.diagnostics import ADVICE, Meta
from studio_lint.facts import templates
from studio_lint.facts.connect import outdated, supported_since

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.diagnostics import Finding
    from studio_lint.model.connect import Connect

META = Meta("SL315", "template-outdated", ADVICE)


def check(connect: Connect) -> Iterator[Finding]:
    base = connect.image.base
    reference = base.reference if base else None
    if base is None or reference is None or not base.word.known or not templates.is_template(reference.name):
        return
    if templates.is_old_name(reference.name):
        name = reference.name.removeprefix(templates.OLD_PREFIX)
        yield META.finding(
            connect.place(base.word.text.whole),
            "this Studio template has an old address, where nothing new appears",
            help=f"write `{templates.PREFIX}{name}` and a newer tag",
        )
        return
    version = templates.connect_version(reference.tag)
    if outdated(version):
        yield META.finding(
            connect.place(base.word.text.whole),
            f"this template holds connect-client {version}; the Platform supports {supported_since()} and newer",
            help=f"name a tag that ends in a newer version: `{reference.familiar.removesuffix(version)}…`",
        )

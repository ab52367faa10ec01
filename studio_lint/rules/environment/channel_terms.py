"""A channel under Anaconda's terms of service.

## Why

Packages of Anaconda's own channels (`defaults`, `main`, `r`, …) need a paid
licence in organisations of 200 people and more. conda-forge and bioconda are
free for everybody and hold nearly everything.

## Instead

`- conda-forge`, and `- nodefaults` where conda itself may read the file.

## Evidence

anaconda.com, "Anaconda Terms of Service FAQs" (read 2026-11).
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ADVICE, Meta
from studio_lint.facts.channels import TERMS_HOSTS, UNDER_TERMS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding, Place
    from studio_lint.model.environment.environment import Environment

META = Meta("SL114", "channel-terms", ADVICE)


def check(environment: Environment) -> Iterator[Finding]:
    for channel in environment.channels:
        if _under_terms(channel.name):
            yield _finding(channel.place())
    for dependency in environment.specs:
        spec = dependency.spec
        if spec is None or spec.channel is None or spec.channel_text is None or spec.is_file:
            continue
        if _under_terms(spec.channel.location):
            yield _finding(dependency.place(spec.channel_text.whole))


def _under_terms(name: str) -> bool:
    return name.lower() in UNDER_TERMS or any(f"//{host}" in name.lower() for host in TERMS_HOSTS)


def _finding(place: Place) -> Finding:
    return META.finding(
        place,
        "Anaconda's terms apply to this channel: larger organisations need a licence",
        help="use `conda-forge` if it has the packages",
    )

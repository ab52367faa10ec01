"""Channel under Anaconda's terms of service

## Why

Organizations with 200 people or more need a paid license for the packages of Anaconda's own channels (`defaults`,
`main`, `r`, …). conda-forge and bioconda are free for everyone and have nearly everything. If conda-forge is listed
before such a channel, packages come from conda-forge, and nothing is reported.

## Instead

Use `- conda-forge`, and add `- nodefaults` if conda itself may read the file.

## Evidence

anaconda.com, "Anaconda Terms of Service FAQs" (read 2026-11).
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ADVICE, Meta, marked
from studio_lint.facts.channels import TERMS_HOSTS, UNDER_TERMS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding, Place
    from studio_lint.model.environment.environment import Environment

META = Meta("SL114", "channel-terms", ADVICE)


def check(environment: Environment) -> Iterator[Finding]:
    places = [*_channels(environment), *_specs(environment)]
    if not places:
        return
    others = len(places) - 1
    more = f" and to {others} more below" if others else ""
    yield META.finding(
        places[0],
        f"Anaconda's terms apply to this channel{more}: larger organizations need a license",
        help="use `conda-forge` if it has the packages",
        related=marked(places, "same terms"),
    )


def _channels(environment: Environment) -> Iterator[Place]:
    """Those that packages come from first: below conda-forge such a channel gives next to nothing."""
    for channel in environment.channels:
        if channel.name == "conda-forge":
            return
        if _under_terms(channel.name):
            yield channel.place()


def _specs(environment: Environment) -> Iterator[Place]:
    for dependency in environment.specs:
        spec = dependency.spec
        if spec is None or spec.channel is None or spec.channel_text is None or spec.is_file:
            continue
        if _under_terms(spec.channel.location):
            yield dependency.place(spec.channel_text.whole)


def _under_terms(name: str) -> bool:
    return name.lower() in UNDER_TERMS or any(f"//{host}" in name.lower() for host in TERMS_HOSTS)

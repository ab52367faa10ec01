"""Probable typo in a channel name

## Why

If no channel has this name, the build fails. If somebody else owns the name, the packages come from a channel that
you did not choose.

## Instead

Check the spelling: `conda-forge` has a hyphen, `bioconda` does not.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import SAFE, WARNING, Edit, Effect, Fix, Meta
from studio_lint.base.nearest import distance
from studio_lint.facts.channels import KNOWN, SIMILAR

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.base.source import Text
    from studio_lint.model.environment.environment import Environment

META = Meta("SL115", "channel-unknown", WARNING, fix=SAFE, silenced_by=("channel-not-found",))
_SHORT = 6


def check(environment: Environment) -> Iterator[Finding]:
    for channel in environment.channels:
        if channel.text is None:
            continue
        if not channel.text.value.strip():
            yield META.finding(
                channel.place(),
                "empty channel name: this entry is silently ignored",
                help="add the channel's name, or remove the line",
            )
            continue
        yield from _slip(environment, channel.text, channel.text.value, "")
    for _, spec in environment.sound:
        if spec.channel_text is not None and not spec.is_file:
            yield from _slip(environment, spec.channel_text, spec.channel_text.value, spec.text.value.strip())


def _slip(environment: Environment, text: Text, name: str, asked: str) -> Iterator[Finding]:
    """`asked`: the spec that names the channel, "" in the list of channels."""
    near = _near(name)
    if near is not None:
        yield META.finding(
            environment.place(text.span()),
            f"unknown channel `{name}`; did you mean `{near}`?",
            help=f"use `{near}`",
            fix=Fix(
                f"Replace with `{near}`",
                (Edit(environment.source, text.span(), near),),
                effect=_effect(name, near, asked),
            ),
        )


def _effect(name: str, near: str, asked: str) -> Effect:
    return Effect(words=((name, near),), packages=(asked,) if asked else (), keys=() if asked else ("channels",))


def _near(name: str) -> str | None:
    """The known channel that is one or two letters away."""
    if name in KNOWN or name in SIMILAR or not 3 < len(name) < 30 or any(mark in name for mark in ":/$. ,;[]"):
        return None
    folded = name.lower()
    for known in KNOWN:
        most = 1 if len(known) <= _SHORT else 2
        if abs(len(known) - len(folded)) <= most and distance(folded, known) <= most and folded != known:
            return known
    return None

"""There is no such channel.

## Why

Channels are read before anything is installed. One that is not there stops
the build, also if no package would have come from it.

## Instead

Write the channel's name as it stands on anaconda.org or prefix.dev, or take
the line out.

## Evidence

The server has neither a list for linux-64 nor one for noarch at that place.
A server that cannot be reached, or asks for a login, says nothing of this kind.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.studio.answers import EnvironmentAnswers

META = Meta("SL705", "channel-not-found", ERROR)


def check(answers: EnvironmentAnswers) -> Iterator[Finding]:
    for channel in answers.channels:
        yield META.finding(
            answers.place(channel.span),
            f"there is no channel `{channel.name}`: the build stops",
            help="write its name as it stands on its server, or take the line out",
        )

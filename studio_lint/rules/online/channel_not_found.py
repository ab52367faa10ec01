"""Channel does not exist

## Why

The installer reads every channel before it installs anything. If one is missing, the build fails, even if no package
comes from it.

## Instead

Use the channel's name as spelled on anaconda.org or prefix.dev, or remove the line.

## Evidence

The server has neither a package list for linux-64 nor one for noarch at that address. A server that cannot be reached,
or that requires a login, never leads to this finding.
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
            f"channel `{channel.name}` does not exist; the build fails",
            help="check the spelling of the channel, or remove the line",
        )

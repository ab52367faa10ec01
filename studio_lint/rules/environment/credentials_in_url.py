"""Password or token in the file, or a package over plain HTTP

## Why

The file is stored with the Studio, shown to everyone who can see the Studio, and sent to the build service. Anyone
who reads it can use the account.

## Instead

Use a channel or an index that needs no password, or ask your administrator to keep the credentials where the build
reads them. Revoke the ones that were in this file.

## Evidence

conda reads `/t/TOKEN/` in a channel's URL; pip and conda read `user:password@`.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, WARNING, Meta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.base.source import Text
    from studio_lint.model.environment.environment import Environment

META = Meta("SL116", "credentials-in-url", ERROR, needs=("//",))


def check(environment: Environment) -> Iterator[Finding]:
    for text in _texts(environment):
        from studio_lint.model.secrets.urls import SHORTEST, plain_http, secrets_in

        for found in secrets_in(text.value, SHORTEST):
            text.source.hide(text.span(*found))
            yield META.finding(
                environment.place(text.span(*found)),
                "this file contains a password or token",
                help="remove it, and revoke it",
            )
        unencrypted = plain_http(text.value)
        if unencrypted is not None:
            yield META.finding(
                environment.place(text.span(*unencrypted)),
                "plain HTTP: anyone on the network path can modify the packages",
                severity=WARNING,
                help="use `https`",
            )


def _texts(environment: Environment) -> Iterator[Text]:
    """Every text that may hold a URL."""
    for channel in environment.channels:
        if channel.text is not None and "//" in channel.text.value:
            yield channel.text
    for dependency in environment.specs:
        if dependency.spec is not None and "//" in dependency.spec.text.value:
            yield dependency.spec.text
    for item in environment.requirements:
        if item.line is not None and "//" in item.line.text.value:
            yield item.line.text

"""A password or token stands in the file, or a package comes over a line that anybody can read

## Why

The file is stored with the Studio, shown to everybody who may see it, and
sent to the build service. Whoever reads it can use the account.

## Instead

Use a channel or index that needs no password, or have the administrator keep
the credentials where the build takes them from; and revoke the one that was
written here.

## Evidence

conda reads `/t/TOKEN/` in a channel's URL, pip and conda `user:password@`.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, WARNING, Meta
from studio_lint.model.secrets.urls import SHORTEST, plain_http, secrets_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.base.source import Text
    from studio_lint.model.environment.environment import Environment

META = Meta("SL116", "credentials-in-url", ERROR)


def check(environment: Environment) -> Iterator[Finding]:
    for text in _texts(environment):
        for found in secrets_in(text.value, SHORTEST):
            text.source.hide(text.span(*found))
            yield META.finding(
                environment.place(text.span(*found)),
                "a password or token stands here: whoever sees the file can use it",
                help="remove it, and have it revoked where it was issued",
            )
        unencrypted = plain_http(text.value)
        if unencrypted is not None:
            yield META.finding(
                environment.place(text.span(*unencrypted)),
                "packages come over plain http: anybody on the way can change them",
                severity=WARNING,
                help="write `https`",
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

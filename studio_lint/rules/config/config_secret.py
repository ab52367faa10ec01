"""A variable of the studio-config holds a credential.

## Why

The file lies in a Git repository: everyone who can read the repository, now or
later, can use the credential, and its history keeps it after it was dropped.

## Instead

Give the variable in the Platform when the Studio is added, or read the
credential from a secret store when the session starts. What has been committed
once should be revoked.

## Evidence

The published forms of the tokens: each service begins its own with a fixed
word, so that they can be found.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import WARNING, Meta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.studio.studio_config import StudioConfig

META = Meta("SL607", "config-secret", WARNING)


def check(config: StudioConfig) -> Iterator[Finding]:
    for variable in config.variables:
        if variable.value is not None and variable.secret is not None:
            yield META.finding(
                config.place(variable.value.whole),
                f"this value is {variable.secret}, which everyone who can read the repository can use",
                help="revoke it, and give the variable in the Platform when the Studio is added",
            )

"""Environment variable in the studio-config contains a credential

## Why

Everyone who can read the Git repository can use the credential, and the history keeps it even after you remove it.

## Instead

Set the variable in the Platform when you add the Studio, or read the credential from a secret store when the session
starts. Revoke the credential if it was ever committed.

## Evidence

The token formats that the services publish: most start with a fixed prefix.
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
                f"this value is {variable.secret}; everyone who can read the repository can use it",
                help="revoke it, and set the variable in the Platform when you add the Studio",
            )

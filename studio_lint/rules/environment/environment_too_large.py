"""Environment file is larger than Wave accepts

## Why

Wave rejects a file of more than 50,000 characters before the build starts.

## Instead

List only the packages that you use by name, and let the solver find their dependencies
(`conda env export --from-history`).

## Evidence

Wave's default configuration, 2026-08.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.environment.environment import Environment

META = Meta("SL123", "environment-too-large", ERROR)
_MOST = 50_000


def check(environment: Environment) -> Iterator[Finding]:
    length = len(environment.source.text)
    if length > _MOST and any(reader.is_wave for reader in environment.readers):
        yield META.finding(
            environment.place(environment.source.line_span(1)),
            f"the file has {length:,} characters, but Wave accepts only {_MOST:,}: the build fails",
            help="list only the packages that you use, without their dependencies",
        )

"""The kinds of failure, each with its code, its page and what a user can do about it.

Identifying lines are in the signatures; these texts are for `studio-lint rule SL8xx` and docs/failures/.
Sources: 149 public threads on failed builds and starts, and 72 builds that were run, read and measured 2026-11.
"""

from __future__ import annotations

from studio_lint.facts.failures.build_kinds import BUILD
from studio_lint.facts.failures.kind import Kind
from studio_lint.facts.failures.package_kinds import PACKAGES
from studio_lint.facts.failures.start_kinds import STARTS

UNKNOWN = "unknown"
CUT = "log-cut"

KINDS: tuple[Kind, ...] = tuple(sorted((*BUILD, *PACKAGES, *STARTS), key=lambda kind: kind.code))
"""In the order of their codes."""

BY_NAME = {kind.name: kind for kind in KINDS}


def find(word: str) -> Kind | None:
    """The kind of that code or name, upper and lower case alike."""
    folded = word.casefold()
    return next((kind for kind in KINDS if folded in (kind.code.casefold(), kind.name)), None)

"""Variables of a stage, and their values at every point of it."""

from __future__ import annotations


class Variables:
    """The variables in force at one point of a stage: `get` gives a value or None."""

    def get(self, name: str) -> str | None:
        raise NotImplementedError

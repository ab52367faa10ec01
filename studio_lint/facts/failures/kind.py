"""The record for a kind of failure."""

from __future__ import annotations

from studio_lint.base.record import Record

PAGES = "https://studio-lint.readthedocs.io/failures/"


class Kind(Record):
    """A kind of failure: `summary` is one sentence; `why` and `instead` are a paragraph each."""

    code: str
    name: str
    summary: str
    why: str
    instead: str

    @property
    def doc(self) -> str:
        """The text of its page."""
        return f"{self.summary}\n\n## Why\n\n{self.why}\n\n## Instead\n\n{self.instead}"

    @property
    def url(self) -> str:
        """Its page on the site."""
        return f"{PAGES}{self.name}/"

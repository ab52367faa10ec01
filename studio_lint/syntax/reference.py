"""Image references, by the grammar of the distribution project."""

from __future__ import annotations

from studio_lint.record import Record
from studio_lint.source import Span


class Reference(Record):
    """A parsed image reference.

    registry     host with port, "docker.io" where none is written
    repository   path below the registry ("library/ubuntu" for `ubuntu`)
    tag, digest  "" where none is written
    familiar     the reference as written
    spans        of the parts as (name, start, end), indices into `familiar`
    """

    familiar: str
    registry: str
    repository: str
    tag: str = ""
    digest: str = ""
    spans: tuple[tuple[str, int, int], ...] = ()

    @property
    def name(self) -> str:
        """Registry and repository without tag and digest."""
        return f"{self.registry}/{self.repository}"

    def part(self, name: str) -> Span | None:
        """Where "registry", "repository", "tag" or "digest" stands in `familiar`."""
        return next((Span(start, end) for part, start, end in self.spans if part == name), None)


def parse(text: str) -> Reference | str:
    """The reference, or BuildKit's words of why it is none."""
    raise NotImplementedError

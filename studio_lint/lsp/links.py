"""Links from a studio-config to the files that it names."""

from __future__ import annotations

from lsprotocol import types as lsp

from studio_lint.discovery.kinds import CONFIG
from studio_lint.lsp.positions import uri_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.lsp.session import Session


def links(session: Session, path: str) -> list[lsp.DocumentLink]:
    """One link for each file that is there."""
    subjects = session.subjects(path)
    if subjects is None or subjects.kind != CONFIG:
        return []
    return [
        lsp.DocumentLink(
            session.positions.range(subjects.source, reference.text.whole),
            target=uri_of(reference.target),
            tooltip=f"open {reference.name}",
        )
        for project in subjects.of("Project")
        for reference in project.references
        if reference.exists
    ]

"""What the editor offers to do about findings: mend one, mend all, hide one."""

from __future__ import annotations

import os

from lsprotocol import types as lsp

from studio_lint.base.diagnostics import SAFE
from studio_lint.base.source import Source, Span
from studio_lint.discovery.kinds import DOCKERFILE
from studio_lint.files import overlay, reading
from studio_lint.fixing import mend, offers
from studio_lint.lint import engine, suppress
from studio_lint.lint.selection import Choice
from studio_lint.lsp.diagnostics import NAME, diagnostic
from studio_lint.lsp.positions import uri_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from studio_lint.base.diagnostics import Edit, Finding
    from studio_lint.lsp.positions import Positions
    from studio_lint.lsp.session import Session
    from studio_lint.report import Report

FIX_ALL = f"{lsp.CodeActionKind.SourceFixAll.value}.{NAME}"

KINDS = [lsp.CodeActionKind.QuickFix, FIX_ALL]


def actions(
    session: Session, path: str, chosen: lsp.Range, only: list[str] | None, named: Sequence[lsp.Diagnostic] = ()
) -> list[lsp.CodeAction]:
    """What can be done on the lines of a stretch of a file, and about the diagnostics that the editor named.

    `only` names kinds of actions, narrower ones included.
    """
    offered: list[lsp.CodeAction] = []
    if _asked(lsp.CodeActionKind.QuickFix.value, only):
        for finding in _meant(session, path, chosen, named):
            offered += _for_one(session, finding, path)
    if only is not None and _asked(FIX_ALL, only):
        offered += fix_all(session, path)
    return offered


def fix_all(session: Session, path: str) -> list[lsp.CodeAction]:
    """All safe fixes of the file and those they uncover, as one action that edits this file only; none without any."""
    live = {held: overlay.text_of(held) for held in session.open}
    lint = _own_fixes(path, lambda: engine.lint([path], Choice(), session.finder, detect=True))
    mended = mend.mend(lint, unsafe=False)
    mend.release(mended)
    for held, data in live.items():
        if data is not None:
            overlay.hold(held, data)
    changes = {
        uri_of(change.before.path): [
            lsp.TextEdit(session.positions.range(change.before, Span(0, len(change.before.text))), change.after)
        ]
        for change in mended.changes
        if os.path.abspath(change.before.path) == path
    }
    if not changes:
        return []
    return [lsp.CodeAction("Fix all safe studio-lint findings", FIX_ALL, edit=lsp.WorkspaceEdit(changes))]


def _own_fixes(path: str, lint: Callable[[], Report]) -> Callable[[], Report]:
    """The same lint, where only those findings have a fix whose edits are all in the file at `path`."""

    def own(finding: Finding) -> Finding:
        edits = finding.fix.edits if finding.fix else ()
        elsewhere = any(os.path.abspath(edit.source.path) != path for edit in edits)
        return finding.replace(fix=None) if elsewhere else finding

    def linted() -> Report:
        report = lint()
        return report.replace(findings=tuple(map(own, report.findings)))

    return linted


def _for_one(session: Session, finding: Finding, path: str) -> Iterator[lsp.CodeAction]:
    told = [diagnostic(finding, session.positions)]
    (finding,) = offers.of_findings([finding], session.linted)
    if finding.fix:
        safe = finding.fix.safety == SAFE
        yield lsp.CodeAction(
            f"{finding.code}: {finding.fix.message}{'' if safe else ' (unsafe: review the result)'}",
            lsp.CodeActionKind.QuickFix,
            diagnostics=told,
            is_preferred=safe,
            edit=workspace_edit(finding.fix.edits, session.positions),
        )
    hiding = _hiding(session, finding, path)
    if hiding is not None:
        yield lsp.CodeAction(
            f"{finding.code}: Suppress this finding with a comment",
            lsp.CodeActionKind.QuickFix,
            diagnostics=told,
            edit=workspace_edit([hiding], session.positions),
        )


def workspace_edit(edits: Iterable[Edit], positions: Positions) -> lsp.WorkspaceEdit:
    """Edits of one or several files in the shape in which an editor takes them."""
    changes: dict[str, list[lsp.TextEdit]] = {}
    for edit in edits:
        changes.setdefault(uri_of(edit.source.path), []).append(positions.edit(edit))
    return lsp.WorkspaceEdit(changes)


def _hiding(session: Session, finding: Finding, path: str) -> Edit | None:
    subjects = session.subjects(path)
    if subjects is None or os.path.abspath(finding.place.source.path) != path:
        return None
    (tree,) = subjects.of("Dockerfile" if subjects.kind == DOCKERFILE else "Document")
    return suppress.insertion(tree, finding.place.span, finding.code)


def _meant(session: Session, path: str, chosen: lsp.Range, named: Sequence[lsp.Diagnostic]) -> list[Finding]:
    """Findings on the lines of a range, those that it touches first, and those that the editor named."""
    source = reading.read(path)
    if not isinstance(source, Source):
        return []
    start, end = (session.positions.offset(source, position) for position in (chosen.start, chosen.end))
    lines = Span(source.line_span(source.line_of(start)).start, source.line_span(source.line_of(end)).end)
    known = {(one.code, one.range.start.line, one.range.start.character) for one in named}
    touched, near = [], []
    for finding in session.findings.get(path, ()):
        span = finding.place.span
        begin = session.positions.position(source, span.start)
        if span.start <= end and start <= span.end:
            touched.append(finding)
        elif (span.start <= lines.end and lines.start <= span.end) or (
            finding.code,
            begin.line,
            begin.character,
        ) in known:
            near.append(finding)
    return [*touched, *near]


def _asked(kind: str, only: list[str] | None) -> bool:
    """Kinds are dotted, and a kind stands for all below it."""
    return only is None or any(kind == wanted or kind.startswith(f"{wanted}.") for wanted in only)

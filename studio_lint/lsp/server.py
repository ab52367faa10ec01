"""The language server on stdio: what editors ask, and who answers."""

from __future__ import annotations

from enum import Enum

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer

from studio_lint import __version__
from studio_lint.base.watch import OutOfTime, Watch
from studio_lint.lsp import actions, completion, hover, links
from studio_lint.lsp.diagnostics import diagnostic
from studio_lint.lsp.garbage import Garbage
from studio_lint.lsp.positions import Positions, path_of, uri_of
from studio_lint.lsp.session import Session

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeVar

    Answer = TypeVar("Answer")

WATCHED = "**/*"


class Server(LanguageServer):
    """The protocol's side of a `Session`."""

    def __init__(self) -> None:
        super().__init__("studio-lint", __version__)
        self.session = Session()
        self.pulls = False
        self._pushed: set[str] = set()
        self._complained = ""
        self._garbage = Garbage()

    def begin(self, capabilities: lsp.ClientCapabilities) -> None:
        """What the editor can do: agreed units, and whether it asks for diagnostics itself."""
        self.session.positions = Positions(_word(self.workspace.position_encoding or "utf-16"))
        self.pulls = bool(capabilities.text_document and capabilities.text_document.diagnostic)

    def refresh(self, path: str) -> None:
        """Lint and tell the editor."""
        self.tell(self.session.check(path))
        self.clear_up()

    def refresh_all(self, left: Iterable[str] = ()) -> None:
        """The same for all that is open, and for files whose findings were let go."""
        self.tell({*left, *self.session.check_all()})
        self.clear_up()

    def clear_up(self) -> None:
        """Let go of what an answer leaves behind; pygls (2.1.1) keeps what came of each notification for good."""
        self._garbage.left_by_answer()
        held = getattr(self.protocol, "_request_futures", {})
        for number in [number for number, future in held.items() if future.done()]:
            del held[number]

    def tell(self, paths: Iterable[str]) -> None:
        """Send the findings of these files; an editor that asks for those of open files is not sent them."""
        for path in sorted(paths):
            if not (self.pulls and path in self.session.open):
                self._push(path, self.diagnostics(path))
        complaint = self.session.complaint
        if complaint and complaint != self._complained:
            self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, f"studio-lint: {complaint}"))
        self._complained = complaint

    def take_over(self, path: str) -> None:
        """A file was opened: an editor that asks for its findings from now on must not keep those it was sent."""
        if self.pulls and path in self._pushed:
            self._push(path, [])

    def _push(self, path: str, found: list[lsp.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri_of(path), found))
        if found:
            self._pushed.add(path)
        else:
            self._pushed.discard(path)

    def diagnostics(self, path: str) -> list[lsp.Diagnostic]:
        """What was last found in a file (an absolute path), as an editor takes it."""
        return [diagnostic(finding, self.session.positions) for finding in self.session.findings.get(path, ())]


def create() -> Server:
    """A server with all that it answers to, not started yet."""
    server = Server()
    _documents(server)
    _elsewhere(server)
    _questions(server)
    return server


def run() -> int:
    """Serve on stdin and stdout until the editor ends it."""
    create().start_io()
    return 0


def _documents(server: Server) -> None:
    @server.feature(lsp.INITIALIZED)
    def initialized(params: lsp.InitializedParams) -> None:
        server.begin(server.client_capabilities)
        _watch(server)

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        path = path_of(params.text_document.uri)
        if path is not None:
            server.take_over(path)
        changed(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def edited(params: lsp.DidChangeTextDocumentParams) -> None:
        changed(params.text_document.uri)

    def changed(uri: str) -> None:
        path = path_of(uri)
        if path is not None:
            server.session.change(path, server.workspace.get_text_document(uri).source)
            server.refresh(path)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: lsp.DidSaveTextDocumentParams) -> None:
        server.session.forget()
        server.refresh_all()

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        path = path_of(params.text_document.uri)
        if path is not None:
            left = server.session.close(path)
            server.refresh_all(left)


def _elsewhere(server: Server) -> None:
    """What happens outside the editor's documents: files on disk, settings."""

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def outside(params: lsp.DidChangeWatchedFilesParams) -> None:
        anew()

    @server.feature(lsp.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def configured(params: lsp.DidChangeConfigurationParams) -> None:
        anew()

    def anew() -> None:
        server.session.forget()
        server.refresh_all()
        if server.pulls:
            server.workspace_diagnostic_refresh(None)


def _watch(server: Server) -> None:
    """Ask to be told of changes on disk, where the editor can do so."""
    workspace = server.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    if not (watching and watching.dynamic_registration):
        return
    options = lsp.DidChangeWatchedFilesRegistrationOptions([lsp.FileSystemWatcher(WATCHED)])
    registration = lsp.Registration("files", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
    server.client_register_capability(lsp.RegistrationParams([registration]))


def _questions(server: Server) -> None:
    session = server.session

    def asked(answer: Callable[[], Answer], late: Answer) -> Answer:
        server.clear_up()
        return in_time(answer, late)

    @server.feature(lsp.TEXT_DOCUMENT_DIAGNOSTIC, lsp.DiagnosticOptions(True, False, identifier="studio-lint"))
    def pulled(params: lsp.DocumentDiagnosticParams) -> lsp.DocumentDiagnosticReport:
        path = path_of(params.text_document.uri)
        if path is None:
            return lsp.RelatedFullDocumentDiagnosticReport([])
        others = session.check(path) - {path}
        server.tell(others)
        server.clear_up()
        return lsp.RelatedFullDocumentDiagnosticReport(server.diagnostics(path))

    @server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=actions.KINDS))
    def offered(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        path = path_of(params.text_document.uri)
        only = None if params.context.only is None else [_word(kind) for kind in params.context.only]
        if path is None:
            return []
        return asked(lambda: actions.actions(session, path, params.range, only, params.context.diagnostics), [])

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hovered(params: lsp.HoverParams) -> lsp.Hover | None:
        path = path_of(params.text_document.uri)
        return asked(lambda: hover.hover(session, path, params.position), None) if path else None

    @server.feature(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=completion.TRIGGERS))
    def completed(params: lsp.CompletionParams) -> list[lsp.CompletionItem]:
        path = path_of(params.text_document.uri)
        return asked(lambda: _completions(session, path, params.position), []) if path else []

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_LINK)
    def linked(params: lsp.DocumentLinkParams) -> list[lsp.DocumentLink]:
        path = path_of(params.text_document.uri)
        return asked(lambda: links.links(session, path), []) if path else []


def _completions(session: Session, path: str, position: lsp.Position) -> list[lsp.CompletionItem]:
    subjects = session.subjects(path)
    if subjects is None:
        return []
    source = subjects.source
    line, column = source.position(session.positions.offset(source, position))
    return completion.completions(subjects.kind, source.text, line - 1, column - 1)


def in_time(answer: Callable[[], Answer], late: Answer) -> Answer:
    """The answer, or `late` where it takes longer than one file may."""
    try:
        with Watch():
            return answer()
    except OutOfTime:
        return late


def _word(value: Enum | str) -> str:
    """What goes over the wire for a word that the protocol knows, or an editor's own."""
    return str(value.value) if isinstance(value, Enum) else value

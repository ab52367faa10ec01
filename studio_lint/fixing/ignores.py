"""Suppression comments for what is found now: how an old repository adopts the linter."""

from __future__ import annotations

import os

from studio_lint.base.diagnostics import Edit
from studio_lint.base.record import Record
from studio_lint.base.source import Source, Span
from studio_lint.discovery.kinds import DOCKERFILE
from studio_lint.files import overlay, writing
from studio_lint.fixing import edits as fixing_edits
from studio_lint.fixing import languages
from studio_lint.fixing.mend import Change
from studio_lint.lint import suppress
from studio_lint.model.suppression import FILE_IGNORE
from studio_lint.syntax.comment import MARK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_lint.base.diagnostics import Finding
    from studio_lint.report import Linted, Report

    Places = dict[tuple[str, int], tuple[Edit, list[str]]]

PASSES = 5
"""At the most: a finding that is hidden may have kept another one silent."""

NEVER = ("SL001", "SL002", "SL005", "SL006")
"""What no comment hides: files that cannot be read, and the comments themselves."""

NO_COMMENTS = (".json", ".ipynb", ".js", ".ts", ".html", ".css", ".xml", ".md", ".csv", ".tsv", ".txt")
"""Ends of names of files in which `#` begins no comment."""


class Ignored(Record):
    """`report` is about the texts with the comments; `added` counts the findings that they hide."""

    report: Report
    changes: tuple[Change, ...]
    added: int


def add(lint: Callable[[], Report], reason: str) -> Ignored:
    """Lint and hide what is found behind comments with that reason; nothing is written.

    Meanwhile, and until `mend.release`, the texts with the comments stand in for the files.
    """
    adding = _Adding(lint)
    for _ in range(PASSES):
        if not adding.one_pass(reason):
            break
    return adding.outcome()


class _Adding:
    def __init__(self, lint: Callable[[], Report]) -> None:
        self._lint = lint
        self._first = self._report = lint()
        self._originals: dict[str, Source] = {}
        self._current: dict[str, Source] = {}
        self._given_up: set[str] = set()

    def one_pass(self, reason: str) -> bool:
        """Put a comment above whatever is reported; whether there was something to hide."""
        made = False
        for source, edits in _by_file(_places(self._report), reason):
            after = Source(source.path, fixing_edits.apply(edits, source.text), source.bom)
            if source.path in self._given_up or languages.objection(source, after) is not None:
                continue
            self._originals.setdefault(source.path, source)
            self._current[source.path] = after
            overlay.hold(source.path, writing.bytes_of(after))
            made = True
        if made:
            self._report = self._lint()
            self._give_up()
        return made

    def _give_up(self) -> None:
        """A file in which a comment hides nothing, or breaks something, is left as it was."""
        known = _comment_troubles(self._first)
        wrong = {path for path, _ in _comment_troubles(self._report) - known if path in self._current}
        for path in wrong:
            overlay.release(path)
            del self._current[path]
            self._given_up.add(path)
        if wrong:
            self._report = self._lint()

    def outcome(self) -> Ignored:
        changes = tuple(Change(self._originals[path], after.text) for path, after in self._current.items())
        return Ignored(self._report, changes, len(self._report.suppressed) - len(self._first.suppressed))


def _comment_troubles(report: Report) -> set[tuple[str, str]]:
    """Files and the text of their lines with comments that hide nothing, and files that cannot be read."""
    found = set()
    for finding in report.findings:
        if finding.code in NEVER:
            source = finding.place.source
            found.add((source.path, source.slice(source.line_span(source.line_of(finding.place.span.start))).strip()))
    return found


def _places(report: Report) -> Places:
    """For each line that takes a comment the codes that it is to name."""
    linted = {one.location: one for one in report.linted}
    found: Places = {}
    for finding in report.findings:
        edit = None if finding.code in NEVER else _edit(finding, linted)
        if edit is None:
            continue
        codes = found.setdefault((edit.source.path, edit.span.start), (edit, []))[1]
        if finding.code not in codes:
            codes.append(finding.code)
    return found


def _edit(finding: Finding, linted: dict[str, Linted]) -> Edit | None:
    """A comment that hides one finding, still without a reason; None where the file takes none."""
    source = finding.place.source
    home = linted.get(os.path.abspath(source.path))
    if home is not None:
        (tree,) = home.subjects(source).of("Dockerfile" if home.kind == DOCKERFILE else "Document")
        return suppress.insertion(tree, finding.place.span, finding.code)
    if source.path.lower().endswith(NO_COMMENTS) or languages.language(source) == "JSON":
        return None
    return _at_top(source, finding.code)


def _at_top(source: Source, code: str) -> Edit:
    """In a script: a line inside it may be part of a text or a continued command, the line below `#!` never is."""
    at = source.line_span(1).end if source.text.startswith("#!") else 0
    if not at:
        return Edit(source, Span(0, 0), f"# {MARK} {FILE_IGNORE}[{code}]\n")
    at += len("\r\n") if source.text.startswith("\r\n", at) else len("\n")
    missing = "\n" if at > len(source.text) else ""
    at = min(at, len(source.text))
    return Edit(source, Span(at, at), f"{missing}# {MARK} {FILE_IGNORE}[{code}]\n")


def _by_file(places: Places, reason: str) -> list[tuple[Source, list[Edit]]]:
    by_path: dict[str, tuple[Source, list[Edit]]] = {}
    for edit, codes in places.values():
        head, _, tail = edit.text.partition("[")
        newline = tail.partition("]")[2]
        text = f"{head}[{', '.join(sorted(codes))}] {reason}{newline}"
        by_path.setdefault(edit.source.path, (edit.source, []))[1].append(edit.replace(text=text))
    return list(by_path.values())

"""Fixes made, pass after pass, and only where the result reads as meant."""

from __future__ import annotations

import os

from studio_lint.base.diagnostics import SAFE
from studio_lint.base.record import Record
from studio_lint.base.source import Source
from studio_lint.files import boundary, overlay, writing
from studio_lint.fixing import edits as fixing_edits
from studio_lint.fixing import second_readers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studio_lint.base.diagnostics import Edit, Finding
    from studio_lint.report import Report

    Key = tuple[str, str, str, str]

PASSES = 10
"""At the most; a fix may uncover the next."""

READERS = ("SL001", "SL002", "SL003", "SL004")
"""What our own readers say of a file; a fix must not add to it."""


class Change(Record):
    """A mended file: what it held when it was read, and what it is to hold."""

    before: Source
    after: str

    def diff(self) -> str:
        """The change as `git apply` takes it; a secret in its lines becomes stars, and git refuses those."""
        from studio_lint.base.difference import unified
        from studio_lint.model.secrets.hiding import hide_secrets, masked

        hide_secrets(self.before)
        before, after = (writing.bytes_of(one).decode("utf-8") for one in (self.before, self.result))
        return masked(unified(self.before.path, before, after), self.before.secrets)

    @property
    def result(self) -> Source:
        """The file as it is to be written, under the same path and with the same byte order mark."""
        return Source(self.before.path, self.after, self.before.bom)


class Mended(Record):
    """`report` is about the texts as mended; `refused` says in words which fixes were not made, and why."""

    report: Report
    changes: tuple[Change, ...]
    made: int
    refused: tuple[str, ...]


def mend(lint: Callable[[], Report], unsafe: bool) -> Mended:
    """Lint and fix until nothing changes, ten passes at most; nothing is written.

    While it works, and afterwards (see `release`), the mended texts stand in
    for the files.
    """
    mending = _Mending(lint, unsafe)
    for _ in range(PASSES):
        if not mending.one_pass():
            break
    return mending.outcome()


def release(mended: Mended) -> None:
    """Let the files on disk count again."""
    for change in mended.changes:
        overlay.release(change.before.path)


def write(mended: Mended) -> list[str]:
    """Write what was mended; in words, what could not be written and why."""
    complaints = []
    written: dict[str, str] = {}
    for change in mended.changes:
        file = os.path.realpath(change.before.path)
        if written.get(file) == change.after:
            continue  # the same file by another name
        written[file] = change.after
        try:
            path = os.path.abspath(change.before.path)
            writing.replace(path, change.before, change.after, boundary.root_for_writing(path))
        except writing.NotWritten as reason:
            complaints.append(f"{change.before.path} is left as it was: {reason}")
    return complaints


class _Mending:
    def __init__(self, lint: Callable[[], Report], unsafe: bool) -> None:
        self._lint = lint
        self._unsafe = unsafe
        self._originals: dict[str, Source] = {}
        self._current: dict[str, Source] = {}
        self._refused: dict[Key, str] = {}
        self._made = 0
        self._report = lint()

    def one_pass(self) -> bool:
        """Make the fixes that do not touch one another; whether there were any."""
        chosen = set(map(id, fixing_edits.compatible(filter(self._wanted, self._report.findings))))
        findings = [finding for finding in self._report.findings if id(finding.fix) in chosen]
        if not findings:
            return False
        if self._try(findings) is None:
            return True
        made = False
        for finding in findings:
            if not self._still(finding):
                continue
            objection = self._try([finding])
            if objection is None:
                # Places have moved: the others wait for the next pass.
                made = True
                break
            self._refused[_key(finding)] = objection
        return made

    def outcome(self) -> Mended:
        changes = tuple(
            Change(before, self._current[path].text)
            for path, before in self._originals.items()
            if self._current[path].text != before.text
        )
        return Mended(self._report, changes, self._made, tuple(self._refused.values()))

    def _wanted(self, finding: Finding) -> bool:
        fix = finding.fix
        return fix is not None and (self._unsafe or fix.safety == SAFE) and _key(finding) not in self._refused

    def _still(self, finding: Finding) -> bool:
        return any(finding is held for held in self._report.findings)

    def _try(self, findings: Sequence[Finding]) -> str | None:
        """Make the fixes together; why they were not made, or None."""
        before = self._report
        edits = _by_file(findings)
        olds = {path: own[0].source for path, own in edits.items()}
        news = {
            path: Source(path, fixing_edits.apply(own, olds[path].text), olds[path].bom) for path, own in edits.items()
        }
        for path, own in edits.items():
            objection = _second_opinion(olds[path], news[path], own)
            if objection:
                return self._words(findings, objection)
        for new in news.values():
            overlay.hold(new.path, writing.bytes_of(new))
        after = self._lint()
        objection = _own_opinion(before, after, findings)
        if objection:
            self._take_back(olds)
            return self._words(findings, objection)
        for path, old in olds.items():
            self._originals.setdefault(path, old)
        self._current |= news
        self._report = after
        self._made += len(findings)
        return None

    def _take_back(self, olds: dict[str, Source]) -> None:
        for path, old in olds.items():
            if path in self._originals:
                overlay.hold(path, writing.bytes_of(old))
            else:
                overlay.release(path)

    @staticmethod
    def _words(findings: Sequence[Finding], objection: str) -> str:
        place = findings[0].place
        line = place.source.line_of(place.span.start)
        return f"{place.source.path}:{line}: {findings[0].code} is not mended: {objection}"


def _by_file(findings: Sequence[Finding]) -> dict[str, list[Edit]]:
    edits: dict[str, list[Edit]] = {}
    for finding in findings:
        for edit in finding.fix.edits if finding.fix else ():
            edits.setdefault(edit.source.path, []).append(edit)
    return edits


def _second_opinion(before: Source, after: Source, edits: Sequence[Edit]) -> str | None:
    if before.path.lower().endswith((".yml", ".yaml")):
        return second_readers.yaml_objection(before, after, [edit.span for edit in edits])
    return second_readers.dockerfile_objection(before, after)


def _own_opinion(before: Report, after: Report, findings: Sequence[Finding]) -> str | None:
    if after.failures:
        return "the result cannot be checked"
    for code in READERS:
        if _count(after, code) > _count(before, code):
            return "the result would not read"
    had = [_key(finding) for finding in before.findings]
    left = [_key(finding) for finding in after.findings]
    if any(left.count(key) >= had.count(key) for key in map(_key, findings)):
        return "the finding would still be there"
    return None


def _count(report: Report, code: str) -> int:
    return sum(finding.code == code for finding in report.findings)


def _key(finding: Finding) -> Key:
    """A finding's identity while lines move."""
    source = finding.place.source
    line = source.slice(source.line_span(source.line_of(finding.place.span.start)))
    return (finding.code, source.path, finding.message, line)

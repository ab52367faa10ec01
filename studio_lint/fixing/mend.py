"""Fixes made, pass after pass, and only where the result reads as meant."""

from __future__ import annotations

import os
from time import process_time

from studio_lint.base.diagnostics import SAFE
from studio_lint.base.record import Record
from studio_lint.base.source import Source
from studio_lint.base.watch import Watch
from studio_lint.files import boundary, overlay, writing
from studio_lint.fixing import edits as fixing_edits
from studio_lint.fixing import trial
from studio_lint.fixing.trial import Bench

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from studio_lint.base.diagnostics import Finding
    from studio_lint.report import Report

    Key = tuple[str, str, str, str]

PASSES = 10
"""At the most; a fix may uncover the next."""


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
        return masked(unified(_followed(self.before.path), before, after), self.before.secrets)

    @property
    def result(self) -> Source:
        """The file as it is to be written, under the same path and with the same byte order mark."""
        return Source(self.before.path, self.after, self.before.bom)


def _followed(path: str) -> str:
    """The path of the file that a link leads to, where it is inside the working directory: git patches no links."""
    target, here = os.path.realpath(path), os.path.realpath(os.getcwd())
    if os.path.realpath(os.path.dirname(path) or ".") == os.path.dirname(target) and not os.path.islink(path):
        return path
    inside = os.path.relpath(target, here).replace(os.sep, "/")
    return path if inside.startswith("..") else inside


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
    release_all(mended.changes)


def release_all(changes: Iterable[Change]) -> None:
    """The same for files that were changed in another way."""
    for change in changes:
        overlay.release(change.before.path)


def write(changes: Iterable[Change]) -> list[str]:
    """Write changed files; in words, what could not be written and why."""
    complaints = []
    written: dict[str, str] = {}
    for change in changes:
        file = os.path.realpath(change.before.path)
        if written.get(file) == change.after:
            continue  # the same file by another name
        written[file] = change.after
        try:
            path = os.path.abspath(change.before.path)
            writing.replace(path, change.before, change.after, boundary.root_for_writing(path))
        except writing.NotWritten as reason:
            complaints.append(f"{change.before.path} was not changed: {reason}")
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
        # All passes have one time, for as many files as have fixes now; what is left over is refused, with words.
        fixable = {finding.place.source.path for finding in self._report.findings if finding.fix is not None}
        self._watch = Watch(trial.LONGEST * len(fixable))
        self._bench = Bench(self._report.linted, self._watch)

    def one_pass(self) -> bool:
        """Make the fixes that do not touch one another; whether there were any."""
        chosen = set(map(id, fixing_edits.compatible(filter(self._wanted, self._report.findings))))
        findings = [finding for finding in self._report.findings if id(finding.fix) in chosen]
        if not findings:
            return False
        sound, refused = proved(self._bench, findings)
        self._refused.update((trial.key(finding), why) for finding, why in refused)
        if sound:
            self._make(sound)
        return bool(sound)

    def outcome(self) -> Mended:
        changes = tuple(
            Change(before, self._current[path].text)
            for path, before in self._originals.items()
            if self._current[path].text != before.text
        )
        left = [one for one in self._report.findings if one.fix is not None and trial.key(one) in self._refused]
        refused = (_words(finding, self._refused[trial.key(finding)]) for finding in left)
        return Mended(self._report, changes, self._made, tuple(dict.fromkeys(refused)))

    def _wanted(self, finding: Finding) -> bool:
        fix = finding.fix
        return fix is not None and (self._unsafe or fix.safety == SAFE) and trial.key(finding) not in self._refused

    def _make(self, findings: Sequence[Finding]) -> None:
        for path, (before, after, _) in trial.edited(findings).items():
            self._originals.setdefault(path, before)
            self._current[path] = after
            overlay.hold(path, writing.bytes_of(after))
        began = process_time()
        self._report = self._lint()
        self._watch.left -= process_time() - began
        self._bench = Bench(self._report.linted, self._watch)
        self._made += len(findings)


def proved(bench: Bench, findings: Sequence[Finding]) -> tuple[list[Finding], list[tuple[Finding, str]]]:
    """Those whose fixes can be made together, and the others with what is wrong with their fixes."""
    sound: list[Finding] = []
    refused: list[tuple[Finding, str]] = []
    for group in bench.apart(findings):
        made, others = _halved(bench, group)
        sound += made
        refused += others
    return sound, refused


def _halved(bench: Bench, findings: Sequence[Finding]) -> tuple[list[Finding], list[tuple[Finding, str]]]:
    """The same for fixes that have to do with each other.

    Fixes are tried all at once, and in halves where that fails: one that fails alone is refused, and one that
    fails only together with others is left out, with no word on it.
    """
    if not findings:
        return [], []
    why = bench.objection(findings)
    if why is None:
        return list(findings), []
    if len(findings) == 1:
        return [], [(findings[0], why)]
    middle = len(findings) // 2
    first, refused = _halved(bench, findings[:middle])
    second, more = _halved(bench, findings[middle:])
    both = [*first, *second]
    if first and second and bench.objection(both) is not None:
        both = first
    return both, [*refused, *more]


def _words(finding: Finding, objection: str) -> str:
    place = finding.place
    line = place.source.line_of(place.span.start)
    return f"{place.source.path}:{line}: {finding.code} was not fixed: {objection}"

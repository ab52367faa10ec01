"""Fixes tried on texts that are in the place of the files for a moment, and held to their proof."""

from __future__ import annotations

import os

from studio_lint.base.source import Source
from studio_lint.base.watch import OutOfTime, Watch
from studio_lint.files import overlay, writing
from studio_lint.fixing import edits as fixing_edits
from studio_lint.fixing import languages, meaning, proof, second_readers, sources
from studio_lint.lint import engine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from studio_lint.base.diagnostics import Edit, Finding
    from studio_lint.fixing.meaning import Meaning
    from studio_lint.fixing.proof import Declared
    from studio_lint.report import Linted

READERS = ("SL001", "SL002", "SL003", "SL004")
"""Rules on what our own readers cannot read; a fix must not add to their findings."""


class TrialState:
    """A file as it is now: its meaning and all that is found in it, selected or not; None where it cannot be read."""

    def __init__(self, linted: Linted) -> None:
        self.linted = linted
        self.meaning: Meaning | None = None
        self.findings: tuple[Finding, ...] | None = None
        source = linted.read()
        if not isinstance(source, Source):
            return
        subjects = linted.subjects(source)
        outcome = engine.check_subjects(subjects)
        if outcome.failures:
            return
        self.findings = outcome.findings
        try:
            self.meaning = meaning.of(subjects)
        except Exception:
            self.findings = None

    @property
    def read(self) -> frozenset[str]:
        """Absolute paths of the other files that it starts, or that its rules judge (what pip is given)."""
        found = self.meaning.read if isinstance(self.meaning, meaning.ImageMeaning) else frozenset()
        judged = {finding.place.source.path for finding in self.findings or ()}
        return frozenset(map(os.path.abspath, found | judged))


TOO_LONG = "proving the fixes takes too long"
LONGEST = 5.0
"""Seconds of processor time for the proofs of one file's fixes."""


class Bench:
    """Where fixes are tried. `linted`: the files that may be changed by them, or may read what is.

    `watch` has the time for all proofs, by default that of one file.
    """

    def __init__(self, linted: Iterable[Linted], watch: Watch | None = None) -> None:
        self._linted = {one.location: one for one in linted}
        self._states: dict[str, TrialState] = {}
        self._watch = Watch(LONGEST) if watch is None else watch

    def objection(self, findings: Sequence[Finding]) -> str | None:
        """Why the fixes of these findings, made together, fail their proof; None where they pass.

        The files are afterwards as they were. When the time is over, that is the objection to all.
        """
        if self._watch.left <= 0:
            return TOO_LONG
        held: dict[str, bytes | None] = {}
        try:
            with self._watch:
                return self._objection(findings, held)
        except OutOfTime:
            if self._watch.is_inner:
                raise
            return TOO_LONG
        finally:
            give_back(held)

    def _objection(self, findings: Sequence[Finding], overlaid: dict[str, bytes | None]) -> str | None:
        texts = edited(findings)
        what = proof.declared(finding.fix for finding in findings if finding.fix)
        for before, after, own in texts.values():
            found = _text_objection(before, after, own, what)
            if found:
                return found
        states = self._concerned(texts)
        if not states:
            return "it is not known what reads this file"
        hold((after for _, after, _ in texts.values()), overlaid)
        return next((words for state in states if (words := _state_objection(state, findings, what))), None)

    def apart(self, findings: Sequence[Finding]) -> list[list[Finding]]:
        """The findings in groups whose fixes have nothing to do with each other: no file that they change or affect."""
        leaders: dict[str, str] = {}

        def leader(path: str) -> str:
            while leaders.setdefault(path, path) != path:
                path = leaders[path]
            return path

        homes = []
        try:
            with self._watch:
                for finding in findings:
                    paths = [edit.source.path for edit in finding.fix.edits] if finding.fix else []
                    own = [*map(os.path.abspath, paths), *(one.linted.location for one in self._concerned(paths))]
                    for path in own:
                        leaders[leader(path)] = leader(own[0])
                    homes.append(own[0] if own else "")
        except OutOfTime:
            if self._watch.is_inner:
                raise
            return [list(findings)]
        groups: dict[str, list[Finding]] = {}
        for home, finding in zip(homes, findings, strict=True):
            groups.setdefault(leader(home), []).append(finding)
        return list(groups.values())

    def forget(self) -> None:
        """The files have changed."""
        self._states.clear()

    def _state(self, location: str) -> TrialState:
        if location not in self._states:
            self._states[location] = TrialState(self._linted[location])
        return self._states[location]

    def _concerned(self, texts: Iterable[str]) -> list[TrialState]:
        """The linted files that are edited, and those that read another edited file: a script, requirements."""
        paths = {os.path.abspath(path) for path in texts}
        found = [self._state(path) for path in paths if path in self._linted]
        others = paths - set(self._linted)
        if others:
            found += [
                state for path in self._linted if path not in paths and others & (state := self._state(path)).read
            ]
        return found


def edited(findings: Iterable[Finding]) -> dict[str, tuple[Source, Source, list[Edit]]]:
    """Text before, text after and edits of each file that the fixes change, by its path as printed."""
    edits: dict[str, list[Edit]] = {}
    for finding in findings:
        for edit in finding.fix.edits if finding.fix else ():
            edits.setdefault(edit.source.path, []).append(edit)
    made = {}
    for path, own in edits.items():
        old = own[0].source
        made[path] = old, Source(path, fixing_edits.apply(own, old.text), old.bom), own
    return made


def hold(sources: Iterable[Source], before: dict[str, bytes | None] | None = None) -> dict[str, bytes | None]:
    """Put texts in the place of files; what was there before, added to `before`, is to be given back."""
    before = {} if before is None else before
    for source in sources:
        before[source.path] = overlay.text_of(source.path)
        overlay.hold(source.path, writing.bytes_of(source))
    return before


def give_back(before: dict[str, bytes | None]) -> None:
    """The texts that `hold` has put aside count again, and the files on disk."""
    for path, data in before.items():
        if data is None:
            overlay.release(path)
        else:
            overlay.hold(path, data)


def _text_objection(before: Source, after: Source, edits: Sequence[Edit], what: Declared) -> str | None:
    found = (
        proof.comments_objection(before, after, what)
        or languages.objection(before, after)
        or sources.objection(before, after, len(edits))
    )
    if found:
        return found
    if before.path.lower().endswith((".yml", ".yaml")):
        spans = [edit.span for edit in edits]
        return proof.loss_objection(before, after, what) or second_readers.yaml_objection(before, after, spans)
    if languages.language(before):
        return None
    return second_readers.dockerfile_objection(before, after)


def _state_objection(before: TrialState, findings: Sequence[Finding], what: Declared) -> str | None:
    after = TrialState(before.linted)
    if after.findings is None or after.meaning is None or before.meaning is None or before.findings is None:
        return "the fixed file cannot be checked"
    for code in READERS:
        if _count(after, code) > _count(before, code):
            return "the fixed file would not be readable"
    if left(before.findings, after.findings, findings):
        return "the finding would remain"
    return (
        proof.objection(before.meaning, after.meaning, what, before.linted.path)
        or proof.news(before.findings, after.findings, findings)
        or proof.half_done(after.meaning, after.findings, what)
    )


def _count(state: TrialState, code: str) -> int:
    return sum(finding.code == code for finding in state.findings or ())


def left(before: Iterable[Finding], after: Iterable[Finding], fixed: Iterable[Finding]) -> bool:
    """Whether one of the fixed findings is there still."""
    had = proof.counted(map(key, before))
    has = proof.counted(map(key, after))
    return any(has.get(one, 0) >= max(had.get(one, 0), 1) for one in map(key, fixed))


def key(finding: Finding) -> tuple[str, str, str, str]:
    """A finding's identity while lines move."""
    source = finding.place.source
    line = source.slice(source.line_span(source.line_of(finding.place.span.start)))
    return (finding.code, source.path, finding.message, line)

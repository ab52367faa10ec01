"""What is open, and what was found in it."""

from __future__ import annotations

import os

from studio_lint.base.source import Source
from studio_lint.discovery.discovery import discover
from studio_lint.files import overlay, reading
from studio_lint.lint import engine
from studio_lint.lint.installers import Installers
from studio_lint.lint.selection import Choice
from studio_lint.lint.subjects import Subjects
from studio_lint.lsp.positions import Positions
from studio_lint.settings.finder import SettingsFinder
from studio_lint.settings.reader import SettingsError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_lint.base.diagnostics import Finding
    from studio_lint.discovery.decision import FileDecision
    from studio_lint.report import Linted

MOST_ENVIRONMENTS = 100
"""Texts of environments of which it is kept what was found in them."""

MOST_DOCKERFILES = 100
"""Dockerfiles of which it is kept what their RUNs run."""


class Session:
    """The open documents by absolute path, and the findings by the file that they stand in."""

    def __init__(self) -> None:
        self.positions = Positions()
        self.finder = SettingsFinder()
        self.findings: dict[str, list[Finding]] = {}
        self._linted: dict[str, Linted] = {}
        self.open: set[str] = set()
        self.complaint = ""
        self._found: dict[str, tuple[FileDecision, ...]] = {}
        self._reached: dict[str, set[str]] = {}
        self._environments: engine.Known = {}
        self._runs: engine.Runs = {}

    def change(self, path: str, text: str) -> None:
        """From now on the file reads as the editor shows it."""
        self.open.add(path)
        overlay.hold(path, text.encode("utf-8", "replace"))

    def close(self, path: str) -> set[str]:
        """From now on the file reads as it lies on disk; the files whose findings are no longer known.

        That is all that it led to: `check_all` finds anew what other open documents lead to as well.
        """
        self.open.discard(path)
        overlay.release(path)
        left = {path} | self._project(path) | self._reached.pop(path, set())
        for other in left:
            self.findings.pop(other, None)
            self._linted.pop(other, None)
            self._runs.pop(other, None)
        self.forget()
        return left

    def forget(self) -> None:
        """Something outside the editor changed: settings and the layout of projects are looked up anew."""
        self.finder = SettingsFinder()
        self._found.clear()

    def check(self, path: str) -> set[str]:
        """Lint the Studio that a file belongs to; the files whose findings may have changed."""
        self.complaint = ""
        return self._check(self._together(path))

    def _together(self, path: str) -> set[str]:
        """The open files of the Studio that a file belongs to, with that file.

        What has no rows that hold belongs to none, so that an edit costs nothing for each other file that is open.
        """
        home = self._project(path)
        return {path, *(other for other in self.open if other in self._found and self._project(other) & home)}

    def _check(self, together: set[str]) -> set[str]:
        targets = together.union(*(self._project(other) | self._reached.get(other, set()) for other in together))
        found: dict[str, list[Finding]] = {}
        for finding in self._lint(together):
            found.setdefault(os.path.abspath(finding.place.source.path), []).append(finding)
        for other in together:
            self._reached[other] = set(found)
        for target in targets | set(found):
            self.findings[target] = found.get(target, [])
        return targets | set(found)

    def check_all(self) -> set[str]:
        """Lint whatever is open."""
        self.complaint = ""
        changed: set[str] = set()
        done: set[str] = set()
        for path in sorted(self.open):
            self._rows(path)
        for path in sorted(self.open):
            if path not in done:
                together = self._together(path)
                done |= together
                changed |= self._check(together)
        return changed

    @property
    def linted(self) -> tuple[Linted, ...]:
        """All files that were linted so far, those of other projects included."""
        return tuple(self._linted.values())

    def subjects(self, path: str) -> Subjects | None:
        """Tree and models of a file that is linted; None for others and for what cannot be read."""
        row = next((row for row in self._rows(path) if row.linted and row.location == path), None)
        source = reading.read(path)
        if row is None or not isinstance(source, Source):
            return None
        readers = Installers(self.finder, engine.subjects_of).readers(row)
        settings = self.finder.of(os.path.dirname(path))
        return engine.subjects_of(source, row.kind, settings, row.within, readers)

    def _lint(self, paths: Iterable[str]) -> tuple[Finding, ...]:
        rows = {row.location: row for path in paths for row in self._rows(path)}
        if len(self._environments) > MOST_ENVIRONMENTS:
            self._environments.clear()
        if len(self._runs) > MOST_DOCKERFILES:
            self._runs.clear()
        try:
            found = [rows[location] for location in sorted(rows)]
            report = engine.lint_found(found, Choice(), self.finder, known=self._environments, runs=self._runs)
        except SettingsError as error:
            self.complaint = str(error)
            return ()
        self._linted.update((one.location, one) for one in report.linted)
        self.complaint = self.complaint or "\n".join(map(str, report.failures))
        return report.findings

    def _project(self, path: str) -> frozenset[str]:
        """Absolute paths of the files that are linted together with this one."""
        return frozenset(row.location for row in self._rows(path) if row.linted)

    def _rows(self, path: str) -> tuple[FileDecision, ...]:
        """What a file leads to. Where that is something, it holds until a file is saved or changes on disk."""
        if path not in self._found:
            try:
                rows = discover([path], self.finder, detect=True)
            except SettingsError as error:
                self.complaint = str(error)
                return ()
            if not any(row.linted for row in rows):
                return rows
            self._found[path] = rows
        return self._found[path]

"""From paths to the files to lint, each with the reason why, or why not.

A Dockerfile is held to the Studio contract only where something claims it for
a Studio, and in a repository with a Studio an environment file is read only
where something of that Studio names it. The others are left alone, and counted.
"""

from __future__ import annotations

import os

from studio_lint.base.source import Source
from studio_lint.base.watch import OutOfTime, Watch
from studio_lint.discovery import kinds
from studio_lint.discovery.claims import (
    context_of,
    installed,
    kind_by_content,
    listing,
    may_install,
    own_claim,
    references,
)
from studio_lint.discovery.decision import Candidate, FileDecision
from studio_lint.discovery.found_file import FILE, FOLDER, FoundFile
from studio_lint.discovery.kinds import CONFIG, DOCKERFILE, ENVIRONMENT
from studio_lint.discovery.surroundings import around, repository_of
from studio_lint.files import boundary, overlay
from studio_lint.files.paths import below, context_folders, repository_root, seqera_above, shown_path
from studio_lint.files.reading import Shelf
from studio_lint.settings.finder import in_time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TypeVar

    from studio_lint.base.kind_types import NameKind
    from studio_lint.discovery.walk import Level
    from studio_lint.settings.finder import SettingsFinder
    from studio_lint.settings.values import Settings

    Made = TypeVar("Made")
    Judge = Callable[["Candidate", Settings], tuple[bool, str]]

NAMED = "named on the command line"


def discover(
    paths: Sequence[str],
    finder: SettingsFinder,
    *,
    detect: bool = False,
    force_exclude: bool = False,
    shelf: Shelf | None = None,
) -> tuple[FileDecision, ...]:
    """What would be linted below `paths`, and what not, sorted by path. Raises SettingsError.

    `detect`: a file is no Studio's only because it is named (pre-commit names
    what has changed), but each leads to its Studio. `force_exclude`: what git
    ignores is left out even where it is named. `shelf` takes up what is read of the files on the way.
    """
    survey = _Survey(finder, detect, force_exclude, shelf or Shelf())
    for path in paths:
        survey.add(path)
    return survey.rows()


class _Survey:
    def __init__(self, finder: SettingsFinder, detect: bool, force_exclude: bool, shelf: Shelf) -> None:
        self.finder = finder
        self.shelf = shelf
        self.detect = detect
        self.force_exclude = force_exclude
        self.patterns = Watch()
        self.levels: dict[str, Level | None] = {}
        self.candidates: dict[str, Candidate] = {}
        self.walked: set[str] = set()
        self.around: dict[str, Candidate] = {}
        self.with_studio: set[str] = set()
        self.asides: list[FileDecision] = []

    def add(self, path: str) -> None:
        full = os.path.abspath(path)
        settings = self._settings(full)
        against = in_time(self.patterns, lambda: self._against(full, settings))
        if os.path.isdir(full):
            if against:
                self._aside(full, FOLDER, against)
            else:
                self._folder(full, named=not self.detect, given=True)
        elif against:
            kind = kinds.kind_in(os.path.basename(full), full, settings)
            self._aside(full, kind or FILE, against)
        else:
            self._named(full, settings)

    def _against(self, path: str, settings: Settings) -> str:
        excluded = settings.exclude.takes(path) or settings.exclude.takes_folder(path)
        if excluded or not self.force_exclude:
            return f"excluded by `{excluded}` in {settings.path}" if excluded else ""
        from studio_lint.discovery.walk import ignored_anywhere

        return ignored_anywhere(path, self.levels)

    def _named(self, path: str, settings: Settings) -> None:
        kind = kinds.kind_in(os.path.basename(path), path, settings)
        home = seqera_above(path)
        if not os.path.lexists(path) and overlay.text_of(path) is None:
            self._take(FoundFile(path, kind or FILE, path), named=True)
        elif self.detect and home:
            self._folder(home)
            if not self._knows(path):
                self._aside(path, kind or FILE, f"a link to {shown_path(home)}")
        elif kind:
            self._take(FoundFile(path, kind, os.path.realpath(path)), named=not self.detect)
        else:
            self._other(path, home)

    def _other(self, path: str, home: str | None) -> None:
        """A file whose name tells nothing: taken for what its text is, or led to the Studio that it belongs to."""
        kind = "" if self.detect else kind_by_content(path)
        if kind:
            self._take(FoundFile(path, kind, os.path.realpath(path)), named=True)
        elif home:
            self._folder(home)
            self._aside(path, FILE, f"a link to {shown_path(home)}")
        else:
            self._lead(path)

    def _lead(self, path: str) -> None:
        """From a file of a build context to the Dockerfiles that build it."""
        settings = self._settings(path)
        if settings.build_context and below(path, settings.build_context):
            from studio_lint.discovery.walk import walk

            self._take_studios(walk(settings.root, self.finder, kinds.kind_in), path)
            return
        tree = repository_root(os.path.dirname(path)) or os.getcwd()
        folder = os.path.dirname(path)
        while below(folder, tree) is not None:
            if self._take_studios(self._beside(folder), path):
                return
            folder = os.path.dirname(folder)
        self._aside(path, FILE, "not part of a Studio, skipped", trouble=not self.detect)

    def _beside(self, folder: str) -> Iterator[FoundFile]:
        """The Dockerfiles right in a folder."""
        settings = self.finder.of(folder)
        for name in sorted(listing(folder)):
            full = os.path.join(folder, name)
            if kinds.kind_in(name, full, settings) == DOCKERFILE and os.path.isfile(full):
                yield FoundFile(full, DOCKERFILE, os.path.realpath(full))

    def _take_studios(self, found: Iterable[FoundFile], path: str) -> bool:
        """Take the Dockerfiles that something claims for a Studio; whether there was one."""
        taken = False
        for one in found:
            if one.kind != DOCKERFILE or one.against:
                continue
            candidate = Candidate(one, named=False)
            if self._judge(candidate)[0]:
                self.candidates.setdefault(one.real, candidate)
                self._aside(path, FILE, f"a link to {shown_path(one.path)}")
                taken = True
        return taken

    def _folder(self, path: str, named: bool = False, given: bool = False) -> None:
        if path in self.walked:
            return
        self.walked.add(path)
        from studio_lint.discovery.walk import walk

        for found in walk(path, self.finder, kinds.kind_in, named=named, given=given):
            if found.kind == FOLDER:
                self._aside(found.path, FOLDER, found.against, found.trouble)
            else:
                self._take(found, named=False)

    def _take(self, found: FoundFile, named: bool) -> None:
        """One file is one candidate, by however many names it was reached; a link stands back behind the file."""
        known = self.candidates.get(found.real)
        if known is None:
            self.candidates[found.real] = Candidate(found, named)
            return
        known.named = known.named or named
        known.within = boundary.USERS_WORD if named else known.within
        if not found.against:
            known.against = ""
            if seqera_above(found.path) or (found.path == found.real and not seqera_above(known.path)):
                known.path, known.shown = found.path, shown_path(found.path)

    def _aside(self, path: str, kind: NameKind, reason: str, trouble: bool = False) -> None:
        self.asides.append(
            FileDecision(path=shown_path(path), kind=kind, linted=False, reason=reason, location=path, trouble=trouble)
        )

    def _knows(self, path: str) -> bool:
        return os.path.realpath(path) in self.candidates or path in self.candidates

    def _settings(self, path: str) -> Settings:
        return self.finder.of(path if os.path.isdir(path) else os.path.dirname(path))

    def rows(self) -> tuple[FileDecision, ...]:
        self._look_around()
        seen = {**self.around, **self.candidates}
        for candidate in [one for one in seen.values() if one.kind == CONFIG]:
            self._in_time(candidate, self._claim_references, None)
        judged = {}
        for real, candidate in {**self.around, **self.candidates}.items():
            asked_for = real in self.candidates
            if candidate.kind == DOCKERFILE and (asked_for or self._in_time(candidate, self._may_decide, True)):
                row = self._row(candidate)
                if asked_for:
                    judged[real] = row
                if row.linted:
                    self.with_studio.add(repository_of(candidate.path))
                    self._in_time(candidate, self._claim_installed, None)
        for real, candidate in self.candidates.items():
            if real not in judged:
                judged[real] = self._row(candidate)
        asides = {row.path: row for row in self.asides}
        for row in judged.values():
            asides.pop(row.path, None)
        return tuple(sorted([*judged.values(), *asides.values()], key=lambda row: row.path))

    def _may_decide(self, candidate: Candidate) -> bool:
        """Whether a Dockerfile that nobody asked for may install an environment that somebody did, or leave one out.

        A first look at its text, which spares most of them being read as a Dockerfile.
        """
        if any(one.kind == ENVIRONMENT and not one.named for one in self.candidates.values()):
            return True
        source = self.shelf.read(candidate.path, candidate.shown, candidate.within)
        return isinstance(source, Source) and may_install(source.text, by_script=True)

    def _row(self, candidate: Candidate) -> FileDecision:
        # Of a file that cannot be judged in its time the rules say so.
        linted, reason = self._in_time(candidate, self._judge, (True, "takes too long to read"))
        alone = not linted and candidate.kind == DOCKERFILE and not candidate.against and not candidate.trouble
        alone = alone or (not linted and candidate.foreign)
        trouble = not linted and candidate.trouble
        return FileDecision(
            path=candidate.shown,
            kind=candidate.kind,
            linted=linted,
            reason=reason,
            location=candidate.path,
            trouble=trouble,
            alone=alone,
            within=candidate.within,
            installers=tuple(candidate.installers),
            by_wave=candidate.by_wave,
        )

    def _in_time(self, candidate: Candidate, work: Callable[[Candidate], Made], late: Made) -> Made:
        watch = self.shelf.watch(candidate.path)
        try:
            with watch:
                return work(candidate)
        except (OutOfTime, MemoryError) as error:
            watch.stop()
            watch.starved = isinstance(error, MemoryError)
            return late

    def _look_around(self) -> None:
        """Studios that nobody asked for are looked at for what they say of environment files that somebody did."""
        environments = [one.path for one in self.candidates.values() if one.kind == ENVIRONMENT]
        paths = [path for path in environments if not any(below(path, folder) is not None for folder in self.walked)]
        if environments:
            paths += [os.path.join(folder, "") for folder in self.walked if repository_root(folder) != folder]
        for found in around(paths, self.finder, kinds.kind_in, whole=self.detect):
            if found.real not in self.candidates and not found.against:
                self.around.setdefault(found.real, Candidate(found, named=False))

    def _judge(self, candidate: Candidate) -> tuple[bool, str]:
        settings = self.finder.of(os.path.dirname(candidate.path))
        excluded = settings.exclude.takes(candidate.path)
        if excluded:
            candidate.against = f"excluded by `{excluded}` in {settings.path}"
        if candidate.against and not (candidate.claim and not excluded and not candidate.trouble):
            return False, candidate.against
        judges: dict[NameKind, Judge] = {
            DOCKERFILE: self._dockerfile,
            ENVIRONMENT: self._environment,
            CONFIG: self._config,
        }
        judge = judges.get(candidate.kind)
        return judge(candidate, settings) if judge else (True, NAMED)

    def _dockerfile(self, candidate: Candidate, settings: Settings) -> tuple[bool, str]:
        claim = candidate.claim or ("in .seqera" if seqera_above(candidate.path) else "")
        pattern = "" if claim else settings.dockerfiles.takes(candidate.path)
        if pattern:
            claim = f"matches `{pattern}` of `dockerfiles` in {settings.path}"
        source = self.shelf.read(candidate.path, candidate.shown, candidate.within)
        if not isinstance(source, Source):
            claim = claim or (NAMED if candidate.named else "")
            candidate.trouble = not claim
            return bool(claim), claim or source.reason
        own, refused = own_claim(source)
        if refused:
            return False, refused
        claim = claim or own or (NAMED if candidate.named else "")
        return bool(claim), claim or "contains no sign of a Studio, such as connect-client"

    def _environment(self, candidate: Candidate, settings: Settings) -> tuple[bool, str]:
        if candidate.claim:
            return True, candidate.claim
        pattern = settings.environments.takes(candidate.path)
        if pattern:
            return True, f"matches `{pattern}` of `environments` in {settings.path}"
        if candidate.named:
            return True, NAMED
        source = self.shelf.read(candidate.path, candidate.shown, candidate.within)
        readable = source if isinstance(source, Source) else source.decoded or source.source
        if kinds.is_environment(readable.text):
            repository = repository_of(candidate.path)
            if repository and repository in self.with_studio and not seqera_above(candidate.path):
                candidate.foreign = True
                return False, "the Studio in this repository does not name or install it"
            return True, "a conda environment"
        if seqera_above(candidate.path) and not _is_lock(candidate.path):
            return True, "in .seqera"
        if isinstance(source, Source):
            return False, "its contents are not a conda environment"
        candidate.trouble = True
        return False, source.reason

    def _config(self, candidate: Candidate, settings: Settings) -> tuple[bool, str]:
        folder, name = os.path.split(candidate.path)
        if seqera_above(candidate.path) == folder:
            if kinds.is_config_name(name):
                return True, "the studio-config"
            return True, "its name is almost studio-config.yaml"
        source = self.shelf.read(candidate.path, candidate.shown, candidate.within)
        if candidate.named or (isinstance(source, Source) and kinds.is_config(source.text)):
            return True, "a studio-config outside .seqera"
        return False, "its contents are not a studio-config"

    def _claim_references(self, candidate: Candidate) -> None:
        """What a studio-config names belongs to its Studio."""
        if not self._judge(candidate)[0]:
            return
        self.with_studio.add(repository_of(candidate.path))
        known_only = os.path.realpath(candidate.path) in self.around
        within = candidate.within or boundary.root_of(candidate.path)
        source = self.shelf.read(candidate.path, candidate.shown, candidate.within)
        for kind, target in references(source, candidate.path, within):
            if os.path.isfile(target):
                claimed = self._claim(target, kind, f"named by {candidate.shown}", within, known_only)
                if claimed is not None and kind == ENVIRONMENT:
                    claimed.by_wave = True

    def _claim_installed(self, candidate: Candidate) -> None:
        """An environment file that a Studio's Dockerfile installs is an environment."""
        source = self.shelf.read(candidate.path, candidate.shown, candidate.within)
        by_script = any(one.kind == ENVIRONMENT for one in (*self.candidates.values(), *self.around.values()))
        if not isinstance(source, Source) or not may_install(source.text, by_script):
            return
        contexts = context_folders(candidate.path, self._settings(candidate.path).build_context)
        within = candidate.within or boundary.root_of(candidate.path)
        known_only = os.path.realpath(candidate.path) in self.around
        reason = f"installed by {candidate.shown}"
        context = context_of(candidate.path, contexts, within, self.shelf.read)
        for path in installed(source, self._settings(candidate.path), context):
            places = (os.path.normpath(os.path.join(folder, path)) for folder in contexts)
            target = next((place for place in places if boundary.is_file(place, within)), None)
            claimed = self._claim(target, ENVIRONMENT, reason, within, known_only) if target else None
            if claimed is not None:
                claimed.installers.append(candidate.path)

    def _claim(self, target: str, kind: NameKind, reason: str, within: str, known_only: bool) -> Candidate | None:
        """Give a file to a Studio; `known_only`: what nobody asked for stays out."""
        real = boundary.inside(target, within) or target
        known = self.candidates.get(real)
        if known is None and known_only:
            return None
        if known is None:
            known = self.candidates[real] = Candidate(FoundFile(target, kind, real, within=within), named=False)
        known.kind = kind
        known.claim = known.claim or reason
        return known


def _is_lock(path: str) -> bool:
    """Whether a file is by its name a lock file, which a Dockerfile may install and Wave never does."""
    from studio_lint.facts.solving import LOCK_ENDINGS

    return path.endswith(LOCK_ENDINGS)

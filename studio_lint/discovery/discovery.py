"""From paths to the files to lint, each with the reason why, or why not.

A Dockerfile is held to the Studio contract only where something claims it for
a Studio; what is no Studio's is left alone, and counted.
"""

from __future__ import annotations

import os

from studio_lint.base.record import Record
from studio_lint.base.source import Source
from studio_lint.base.watch import OutOfTime
from studio_lint.discovery import kinds
from studio_lint.discovery.found import FILE, FOLDER, FoundFile
from studio_lint.discovery.kinds import CONFIG, DOCKERFILE, ENVIRONMENT
from studio_lint.files import boundary, overlay, reading
from studio_lint.files.paths import below, context_folders, repository_root, seqera_above, shown_path
from studio_lint.files.reading import Shelf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TypeVar

    from studio_lint.base.source import Unreadable
    from studio_lint.settings.finder import SettingsFinder
    from studio_lint.settings.values import Settings

    Made = TypeVar("Made")

NAMED = "named on the command line"


class FileDecision(Record):
    """A file, what it is, and what becomes of it.

    path      as printed
    kind      DOCKERFILE, ENVIRONMENT or CONFIG; FOLDER or FILE for what is none of them
    linted    whether the rules look at it
    reason    why, or why not, in words
    location  absolute path
    trouble   not linted, and the user should be told
    alone     a Dockerfile that is left alone because nothing claims it for a Studio
    within    the repository that it may be read in; None: that of `location`; USERS_WORD: wherever it is
    """

    path: str
    kind: str
    linted: bool
    reason: str
    location: str
    trouble: bool = False
    alone: bool = False
    within: str | None = None


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


class _Candidate:
    """A file that may be linted; `claim` fills up while the tree is read."""

    def __init__(self, found: FoundFile, named: bool) -> None:
        self.path = found.path
        self.shown = shown_path(found.path)
        self.kind = found.kind
        self.against = found.against
        self.trouble = found.trouble
        self.named = named
        self.within = boundary.USERS_WORD if named else found.within
        self.claim = ""


class _Survey:
    def __init__(self, finder: SettingsFinder, detect: bool, force_exclude: bool, shelf: Shelf) -> None:
        self.finder = finder
        self.shelf = shelf
        self.detect = detect
        self.force_exclude = force_exclude
        self.candidates: dict[str, _Candidate] = {}
        self.walked: set[str] = set()
        self.asides: list[FileDecision] = []

    def add(self, path: str) -> None:
        full = os.path.abspath(path)
        settings = self._settings(full)
        excluded = settings.exclude.takes(full) or settings.exclude.takes_folder(full)
        against = f"excluded by `{excluded}` in {settings.path}" if excluded else ""
        if self.force_exclude:
            from studio_lint.discovery.walk import ignored_anywhere

            against = against or ignored_anywhere(full)
        if os.path.isdir(full):
            if against:
                self._aside(full, FOLDER, against)
            else:
                self._folder(full, named=not self.detect)
        elif against:
            kind = _kind(os.path.basename(full), full, settings)
            self._aside(full, kind or FILE, against)
        else:
            self._named(full, settings)

    def _named(self, path: str, settings: Settings) -> None:
        kind = _kind(os.path.basename(path), path, settings)
        home = seqera_above(path)
        if not os.path.lexists(path) and overlay.held(path) is None:
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
        kind = "" if self.detect else _kind_by_content(path)
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

            self._take_studios(walk(settings.root, self.finder, _kind), path)
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
        for name in sorted(_listing(folder)):
            full = os.path.join(folder, name)
            if _kind(name, full, settings) == DOCKERFILE and os.path.isfile(full):
                yield FoundFile(full, DOCKERFILE, os.path.realpath(full))

    def _take_studios(self, found: Iterable[FoundFile], path: str) -> bool:
        """Take the Dockerfiles that something claims for a Studio; whether there was one."""
        taken = False
        for one in found:
            if one.kind != DOCKERFILE or one.against:
                continue
            candidate = _Candidate(one, named=False)
            if self._judge(candidate)[0]:
                self.candidates.setdefault(one.real, candidate)
                self._aside(path, FILE, f"a link to {shown_path(one.path)}")
                taken = True
        return taken

    def _folder(self, path: str, named: bool = False) -> None:
        if path in self.walked:
            return
        self.walked.add(path)
        from studio_lint.discovery.walk import walk

        for found in walk(path, self.finder, _kind, named):
            if found.kind == FOLDER:
                self._aside(found.path, FOLDER, found.against, found.trouble)
            else:
                self._take(found, named=False)

    def _take(self, found: FoundFile, named: bool) -> None:
        """One file is one candidate, by however many names it was reached; a link stands back behind the file."""
        known = self.candidates.get(found.real)
        if known is None:
            self.candidates[found.real] = _Candidate(found, named)
            return
        known.named = known.named or named
        known.within = boundary.USERS_WORD if named else known.within
        if not found.against:
            known.against = ""
            if seqera_above(found.path) or (found.path == found.real and not seqera_above(known.path)):
                known.path, known.shown = found.path, shown_path(found.path)

    def _aside(self, path: str, kind: str, reason: str, trouble: bool = False) -> None:
        self.asides.append(
            FileDecision(path=shown_path(path), kind=kind, linted=False, reason=reason, location=path, trouble=trouble)
        )

    def _knows(self, path: str) -> bool:
        return os.path.realpath(path) in self.candidates or path in self.candidates

    def _settings(self, path: str) -> Settings:
        return self.finder.of(path if os.path.isdir(path) else os.path.dirname(path))

    def rows(self) -> tuple[FileDecision, ...]:
        for candidate in [one for one in self.candidates.values() if one.kind == CONFIG]:
            self._in_time(candidate, self._claim_references, None)
        judged = {}
        for real, candidate in list(self.candidates.items()):
            if candidate.kind == DOCKERFILE:
                judged[real] = self._row(candidate)
                if judged[real].linted:
                    self._in_time(candidate, self._claim_installed, None)
        for real, candidate in self.candidates.items():
            if real not in judged:
                judged[real] = self._row(candidate)
        asides = {row.path: row for row in self.asides}
        for row in judged.values():
            asides.pop(row.path, None)
        return tuple(sorted([*judged.values(), *asides.values()], key=lambda row: row.path))

    def _row(self, candidate: _Candidate) -> FileDecision:
        # Of a file that cannot be judged in its time the rules say so.
        linted, reason = self._in_time(candidate, self._judge, (True, "takes long to read"))
        alone = not linted and candidate.kind == DOCKERFILE and not candidate.against and not candidate.trouble
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
        )

    def _in_time(self, candidate: _Candidate, work: Callable[[_Candidate], Made], late: Made) -> Made:
        watch = self.shelf.watch(candidate.path)
        try:
            with watch:
                return work(candidate)
        except (OutOfTime, MemoryError):
            watch.stop()
            return late

    def _judge(self, candidate: _Candidate) -> tuple[bool, str]:
        settings = self.finder.of(os.path.dirname(candidate.path))
        excluded = settings.exclude.takes(candidate.path)
        if excluded:
            candidate.against = f"excluded by `{excluded}` in {settings.path}"
        if candidate.against and not (candidate.claim and not excluded and not candidate.trouble):
            return False, candidate.against
        judge = {DOCKERFILE: self._dockerfile, ENVIRONMENT: self._environment, CONFIG: self._config}.get(candidate.kind)
        return judge(candidate, settings) if judge else (True, NAMED)

    def _dockerfile(self, candidate: _Candidate, settings: Settings) -> tuple[bool, str]:
        claim = candidate.claim or ("in .seqera" if seqera_above(candidate.path) else "")
        pattern = "" if claim else settings.dockerfiles.takes(candidate.path)
        if pattern:
            claim = f"matches `{pattern}` of `dockerfiles` in {settings.path}"
        source = self.shelf.read(candidate.path, candidate.shown, candidate.within)
        if not isinstance(source, Source):
            claim = claim or (NAMED if candidate.named else "")
            candidate.trouble = not claim
            return bool(claim), claim or source.reason
        own, refused = _own_claim(source)
        if refused:
            return False, refused
        claim = claim or own or (NAMED if candidate.named else "")
        return bool(claim), claim or "contains no sign of a Studio, such as connect-client"

    def _environment(self, candidate: _Candidate, settings: Settings) -> tuple[bool, str]:
        if candidate.claim:
            return True, candidate.claim
        pattern = settings.environments.takes(candidate.path)
        if pattern:
            return True, f"matches `{pattern}` of `environments` in {settings.path}"
        if candidate.named:
            return True, NAMED
        source = self.shelf.read(candidate.path, candidate.shown, candidate.within)
        if kinds.is_environment(source.text if isinstance(source, Source) else source.source.text):
            return True, "a conda environment"
        if seqera_above(candidate.path):
            return True, "in .seqera"
        if isinstance(source, Source):
            return False, "its contents are not a conda environment"
        candidate.trouble = True
        return False, source.reason

    def _config(self, candidate: _Candidate, settings: Settings) -> tuple[bool, str]:
        folder, name = os.path.split(candidate.path)
        if seqera_above(candidate.path) == folder:
            if kinds.is_config_name(name):
                return True, "the studio-config"
            return True, "its name is almost that of a studio-config"
        source = self.shelf.read(candidate.path, candidate.shown, candidate.within)
        if candidate.named or (isinstance(source, Source) and kinds.is_config(source.text)):
            return True, "a studio-config outside .seqera"
        return False, "its contents are not a studio-config"

    def _claim_references(self, candidate: _Candidate) -> None:
        """What a studio-config names belongs to its Studio."""
        if not self._judge(candidate)[0]:
            return
        within = candidate.within or boundary.root_of(candidate.path)
        source = self.shelf.read(candidate.path, candidate.shown, candidate.within)
        for kind, target in _references(source, candidate.path, within):
            if os.path.isfile(target):
                self._claim(target, kind, f"named by {candidate.shown}", within)

    def _claim_installed(self, candidate: _Candidate) -> None:
        """An environment file that a Studio's Dockerfile installs is an environment."""
        source = self.shelf.read(candidate.path, candidate.shown, candidate.within)
        if not isinstance(source, Source) or not _may_install(source.text):
            return
        contexts = self._contexts(candidate.path)
        within = candidate.within or boundary.root_of(candidate.path)
        for path in _installed(source, self._settings(candidate.path)):
            places = (os.path.normpath(os.path.join(folder, path)) for folder in contexts)
            target = next((place for place in places if boundary.is_file(place, within)), None)
            if target:
                self._claim(target, ENVIRONMENT, f"installed by {candidate.shown}", within)

    def _contexts(self, path: str) -> list[str]:
        """Folders that may be the build context of the Dockerfile at `path`, the likeliest first."""
        return context_folders(path, self._settings(path).build_context)

    def _claim(self, target: str, kind: str, reason: str, within: str) -> None:
        real = boundary.inside(target, within) or target
        known = self.candidates.get(real)
        if known is None:
            known = self.candidates[real] = _Candidate(FoundFile(target, kind, real, within=within), named=False)
        known.kind = kind
        known.claim = known.claim or reason


def _kind(name: str, path: str, settings: Settings) -> str:
    kind = kinds.kind_of_name(name)
    if kind:
        return kind
    if settings.dockerfiles.takes(path):
        return DOCKERFILE
    return ENVIRONMENT if settings.environments.takes(path) else ""


def _kind_by_content(path: str) -> str:
    """What a file is that the user named, though its name does not tell."""
    if path.lower().endswith((".yml", ".yaml")):
        return ENVIRONMENT
    source = reading.read(path, within=boundary.USERS_WORD)
    if not isinstance(source, Source):
        return FILE
    return DOCKERFILE if kinds.begins_dockerfile(source.text) else ""


def _own_claim(source: Source) -> tuple[str, str]:
    """What a Dockerfile says of itself: (why it is a Studio's, why it is not)."""
    if not kinds.may_claim(source.text):
        return "", ""
    from studio_lint.syntax.dockerfile import reader as dockerfile_reader

    tree = source.once(dockerfile_reader.read)
    mark = kinds.mark_of(tree)
    if mark == "not-studio":
        return "", "marked `# studio-lint: not-studio`"
    if mark == "studio":
        return "marked `# studio-lint: studio`", ""
    return ("an instruction mentions connect-client" if kinds.has_connect(tree) else ""), ""


def _references(source: Source | Unreadable, path: str, within: str) -> Iterator[tuple[str, str]]:
    """Kind and absolute path of what the studio-config at `path` names in its repository."""
    if not isinstance(source, Source):
        return
    from studio_lint.model.studio import project, studio_config
    from studio_lint.syntax.yaml import reader as yaml_reader

    made = project.build(studio_config.build(yaml_reader.read(source)), path, within)
    fields = {project.DOCKERFILE_FIELD: DOCKERFILE, project.ENVIRONMENT_FIELD: ENVIRONMENT}
    for reference in made.references:
        if below(reference.target, within) is not None:
            yield fields[reference.field], reference.target


def _installed(source: Source, settings: Settings) -> tuple[str, ...]:
    """Paths from the build context of the environment files that a Dockerfile installs."""
    from studio_lint.model.build import assemble
    from studio_lint.model.commands import installed_environments
    from studio_lint.syntax.dockerfile.reader import read

    return installed_environments.environment_files(assemble.build(source.once(read), settings.options()))


def _may_install(text: str) -> bool:
    return ("conda" in text or "mamba" in text) and (".yml" in text or ".yaml" in text)


def _listing(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []

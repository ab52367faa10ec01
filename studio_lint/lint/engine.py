"""Read, model, rules, silence, select, suppress, sort."""

from __future__ import annotations

import os

from studio_lint import registry
from studio_lint.base.source import Source
from studio_lint.base.watch import OutOfTime, Watch
from studio_lint.discovery.discovery import discover
from studio_lint.discovery.kinds import DOCKERFILE, ENVIRONMENT, begins_dockerfile, kind_of_name
from studio_lint.files import boundary, reading
from studio_lint.files.paths import context_folders, seqera_above
from studio_lint.lint.installers import Installers
from studio_lint.lint.judged import JUDGED
from studio_lint.lint.judging import Outcome, in_dockerfile, in_yaml, judge
from studio_lint.lint.selection import Choice, Policy
from studio_lint.lint.subjects import Subjects
from studio_lint.model.options import Options
from studio_lint.report import Linted, Report, reaches
from studio_lint.settings.finder import SettingsFinder
from studio_lint.syntax.comment import MARK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from studio_lint.base.diagnostics import Finding
    from studio_lint.base.kind_types import FileKind, NameKind
    from studio_lint.base.source import Unreadable
    from studio_lint.discovery.decision import FileDecision
    from studio_lint.lint.subjects import Asker
    from studio_lint.model.commands.run_steps import KeptRuns
    from studio_lint.model.context.context import Context
    from studio_lint.model.environment.readers import EnvironmentReader
    from studio_lint.report import Failure, Suppressed
    from studio_lint.settings.values import Settings

    Known = dict[str, tuple[str, "Outcome"]]
    Runs = dict[str, KeptRuns]
    Readers = tuple[EnvironmentReader, ...]
    Progress = Callable[[int, int], None]

ONLINE = "online"
"""The family that judges what registries and channels answer."""

STDIN = "-"

MANY = 48
"""Dockerfiles from which on more than one process may look at them."""


SILENCE = Outcome()


def lint(
    paths: Sequence[str],
    choice: Choice = Choice(),
    finder: SettingsFinder | None = None,
    *,
    stdin_name: str = "",
    detect: bool = False,
    force_exclude: bool = False,
    progress: Progress | None = None,
    online: Asker | None = None,
) -> Report:
    """Lint files and directories; `-` is the standard input, which stands for the file `stdin_name`.

    `detect` and `force_exclude` are those of `discovery.discover`; `progress` is
    told how many of how many files are done; `online` asks registries and channels. Paths in the report are relative to
    the working directory where they can be. Raises SettingsError.
    """
    finder = finder or SettingsFinder()
    named = [path for path in paths if path != STDIN]
    shelf = reading.Shelf()
    rows = discover(named, finder, detect=detect, force_exclude=force_exclude, shelf=shelf) if named else ()
    run = _Run(choice, finder, shelf, online)
    if STDIN not in paths:
        return run.over(rows, progress)
    shown = stdin_name or "<stdin>"
    source = reading.read_stdin(shown)
    kind = kind_of(shown, source.text) if isinstance(source, Source) else ""
    run.check(source, kind, os.path.abspath(shown))
    return run.over(rows, progress)


def lint_found(
    rows: Sequence[FileDecision],
    choice: Choice = Choice(),
    finder: SettingsFinder | None = None,
    progress: Progress | None = None,
    known: Known | None = None,
    runs: Runs | None = None,
) -> Report:
    """Lint what `discovery.discover` found. Raises SettingsError.

    `known` is what came of the environments before, `runs` the RUNs of the Dockerfiles before, by where these lie.
    """
    return _Run(choice, finder or SettingsFinder(), reading.Shelf(), known=known, runs=runs).over(rows, progress)


class _Run:
    """What has been found so far."""

    def __init__(
        self,
        choice: Choice,
        finder: SettingsFinder,
        shelf: reading.Shelf,
        online: Asker | None = None,
        known: Known | None = None,
        runs: Runs | None = None,
    ) -> None:
        self._choice = choice
        self._finder = finder
        self._shelf = shelf
        self._online = online
        self._policies: dict[int, Policy] = {}
        self._findings: list[Finding] = []
        self._failures: list[Failure] = []
        self._suppressed: list[Suppressed] = []
        self._linted: list[Linted] = []
        self._known: Known = {} if known is None else known
        self._runs = runs
        self._installers = Installers(finder, subjects_of)
        self._files = 0
        self._studios = 0
        self._failing = False

    def over(self, rows: Sequence[FileDecision], progress: Progress | None) -> Report:
        """The report on these files and on all that was checked before."""
        linted = [row for row in rows if row.linted]
        shared = self._shared([row for row in linted if row.kind == DOCKERFILE], progress)
        for done, row in enumerate(linted):
            if progress is not None and not shared:
                progress(done, len(linted))
            if done and not shared:
                collect()
            readers = self._installers.readers(row) if row.installers else ()
            source = self._shelf.take(row.location, row.path, row.within)
            self.check(source, row.kind, row.location, row.within, readers, shared.get(row.location))
        return self.report(rows)

    def _shared(self, rows: Sequence[FileDecision], progress: Progress | None) -> dict[str, Outcome]:
        """What the rules say about Dockerfiles that are so many that several processes share them; else nothing."""
        if len(rows) < MANY or self._online is not None:
            return {}
        from studio_lint.lint import workers

        number = workers.number(len(rows))
        if number == 1:
            return {}
        parts = [rows[first::number] for first in range(number)]

        def work(part: Sequence[FileDecision]) -> list[tuple[str, Outcome]]:
            shown = progress if part is parts[0] else None
            return list(self._outcomes(part, len(rows), shown))

        return {location: outcome for part in workers.share(parts, work) for location, outcome in part}

    def _outcomes(
        self, rows: Sequence[FileDecision], all: int, progress: Progress | None
    ) -> Iterator[tuple[str, Outcome]]:
        """What the rules say about a part of all files, by their location; nothing about those that cannot be read."""
        for done, row in enumerate(rows):
            if progress is not None:
                progress(done * all // len(rows), all)
            collect()
            source = reading.read(row.location, row.path, row.within)
            if isinstance(source, Source):
                settings = self._policy(row.location).settings
                yield row.location, self._outcome(source, row.kind, settings, row.location, row.within)

    def check(
        self,
        source: Source | Unreadable,
        kind: NameKind,
        location: str,
        within: str | None = None,
        readers: Readers = (),
        known: Outcome | None = None,
    ) -> None:
        """Run the rules over one file, which lies at that absolute path, and keep what is to be reported.

        `within` is the repository that it is read in, or `USERS_WORD`; `readers` are those who install an
        environment, none stands for Wave; `known` is what the rules say of it, where they were asked before.
        """
        self._files += 1
        self._studios += kind == DOCKERFILE
        policy = self._policy(location)
        if kind == ENVIRONMENT and not isinstance(source, Source):
            from studio_lint.lint import decoding

            source = decoding.for_readers(source, readers)
        if not isinstance(source, Source):
            outcome = check_unreadable(source)
        elif kind == ENVIRONMENT:
            self._linted.append(_linted(source.path, location, kind, policy.settings, within, readers))
            outcome = self._environment(source, policy.settings, location, readers)
        else:
            self._linted.append(_linted(source.path, location, kind, policy.settings, within))
            outcome = self._outcome(source, kind, policy.settings, location, within) if known is None else known
        if outcome == SILENCE:
            return
        from studio_lint.lint import limits

        reported = [policy.graded(finding) for finding in outcome.findings if policy.takes(finding)]
        reported = limits.listed(reported)
        self._failing = self._failing or any(reaches(finding.severity, policy.fail_on) for finding in reported)
        self._findings += reported
        self._failures += outcome.failures
        self._suppressed += [hidden for hidden in outcome.suppressed if policy.takes(hidden.finding)]

    def _environment(self, source: Source, settings: Settings, location: str, readers: Readers) -> Outcome:
        """What Wave installs depends on nothing but its text: of one alike there is nothing to say either."""
        if readers:
            return self._outcome(source, ENVIRONMENT, settings, location, readers=readers)
        path, outcome = self._known.get(source.text, ("", None))
        if outcome is None or (path != source.path and outcome != SILENCE):
            outcome = self._outcome(source, ENVIRONMENT, settings, location)
            self._known[source.text] = source.path, outcome
        return outcome

    def _outcome(
        self,
        source: Source,
        kind: NameKind,
        settings: Settings,
        location: str,
        within: str | None = None,
        readers: Readers = (),
    ) -> Outcome:
        if self._runs is not None and kind == DOCKERFILE:
            from studio_lint.model.commands.run_steps import KeptRuns

            self._runs.setdefault(location, KeptRuns()).follow(source)
        subjects = subjects_of(source, kind, settings, within, readers)
        if self._online is not None:
            subjects.ask(self._online)
        outcome = check_subjects(subjects, self._shelf.watch(location))
        subjects.let_go()
        return outcome

    def _policy(self, path: str) -> Policy:
        """What holds for a file (absolute path); one policy for all files under one settings file."""
        settings = self._finder.of(os.path.dirname(path))
        if id(settings) not in self._policies:
            self._policies[id(settings)] = Policy(self._choice, settings)
        return self._policies[id(settings)]

    def report(self, rows: Sequence[FileDecision]) -> Report:
        return Report(
            ordered(self._findings),
            files=self._files,
            studios=self._studios,
            left_alone=sum(row.alone and row.kind == DOCKERFILE for row in rows),
            environments_left_alone=sum(row.alone and row.kind == ENVIRONMENT for row in rows),
            failing=self._failing,
            troubles=tuple((row.path, row.reason) for row in rows if row.trouble),
            failures=tuple(self._failures),
            suppressed=tuple(self._suppressed),
            linted=tuple(self._linted),
        )


def collect() -> None:
    """Look for what refers to itself of the file before, while little else is young.

    Amid the work on a file nearly everything is alive, and looking through it costs a fifth more.
    """
    import gc

    gc.collect(0)


def _linted(
    path: str, location: str, kind: NameKind, settings: Settings, within: str | None, readers: Readers = ()
) -> Linted:
    return Linted(
        path,
        location,
        kind,
        lambda: reading.read(location, path, within),
        lambda source: subjects_of(source, kind, settings, within, readers),
    )


def subjects_of(
    source: Source, kind: NameKind, settings: Settings, within: str | None = None, readers: Readers = ()
) -> Subjects:
    """What rules may be given for a text that stands for the file at its path, under these settings.

    `within` is the repository that the file is in; what it leads to is read there only. `readers` are those who
    install an environment; none stands for Wave.
    """
    path = os.path.abspath(source.path)
    if kind == ENVIRONMENT:
        return Subjects(source, kind, readers=readers)
    options = settings.options(in_seqera=seqera_above(path) is not None)
    root = within or boundary.root_of(path)
    context = None
    if kind == DOCKERFILE and os.path.isfile(path):
        from studio_lint.model.context.context import Context

        def read(path: str, shown: str) -> Source | None:
            found = reading.read(path, shown, root)
            return found if isinstance(found, Source) else None

        folders = [one for one in context_folders(path, settings.build_context) if boundary.inside(one, root)]
        context = Context(folders, path, read) if folders else None
    return Subjects(source, kind, options, context, root=root)


def check_unreadable(unreadable: Unreadable) -> Outcome:
    """What is to be said of a file that has no text."""
    rows = registry.rows_for("files", ("Unreadable",))
    return judge(rows, lambda _: (unreadable,), unreadable.source)


def check_source(
    source: Source, kind: NameKind, options: Options = Options(), context: Context | None = None
) -> Outcome:
    """What the rules say about a text that stands for no file, or for one that lies elsewhere."""
    return check_subjects(Subjects(source, kind, options, context))


def check_subjects(subjects: Subjects, watch: Watch | None = None) -> Outcome:
    """What the rules say about one text, one cause once, and what its comments hide; nothing is selected yet.

    `watch` has the time that is left for the file.
    """
    judged = JUDGED[subjects.kind]
    families = (*judged.families, ONLINE) if subjects.asked else judged.families
    text = subjects.source.text
    mentions = in_dockerfile(text) if subjects.kind == DOCKERFILE else in_yaml(text)
    rows = [row for family in families for row in registry.rows_for(family, subjects.scopes) if mentions(row.needs)]
    guests = [guest for guest in judged.guests if any(word in text for word in guest.words)]
    rows += [registry.row(guest.family, guest.module) for guest in guests]
    watch = Watch() if watch is None else watch
    try:
        with watch:
            if watch.starved:
                raise MemoryError
            outcome = judge(rows, subjects.of, subjects.source)
            outcome = _suppressed(outcome, subjects) if MARK in subjects.source.text else outcome
            return _suppressed_elsewhere(outcome, subjects.source) if subjects.kind == DOCKERFILE else outcome
    except (OutOfTime, MemoryError) as error:
        if isinstance(error, OutOfTime):
            watch.stop()
        from studio_lint.lint import limits

        return Outcome((limits.overtime(subjects.source, memory=isinstance(error, MemoryError)),))


def _suppressed_elsewhere(outcome: Outcome, source: Source) -> Outcome:
    """The outcome after the comments of the scripts and settings that an image brings."""
    if all(finding.place.source.path == source.path for finding in outcome.findings):
        return outcome
    from studio_lint.lint import suppress

    kept, hidden = suppress.elsewhere(outcome.findings, source)
    return Outcome(tuple(kept), outcome.failures, (*outcome.suppressed, *hidden))


def _suppressed(outcome: Outcome, subjects: Subjects) -> Outcome:
    """The outcome after the file's comments; what is wrong with these is said too."""
    from studio_lint.lint import suppress

    kind = subjects.kind
    try:
        (tree,) = subjects.of("Dockerfile" if kind == DOCKERFILE else "Document")
    except Exception:
        return outcome
    items = suppress.in_dockerfile(tree) if kind == DOCKERFILE else suppress.in_document(tree)
    complete = not outcome.failures and suppress.is_whole(tree)
    kept, hidden, suppressions = suppress.apply(outcome.findings, subjects.source, items, complete)
    rows = registry.rows_for("files", ("Suppressions",))
    own = judge(rows, lambda _: (suppressions,), subjects.source)
    own_kept, own_hidden, _ = suppress.apply(own.findings, subjects.source, items, complete)
    return Outcome((*kept, *own_kept), (*outcome.failures, *own.failures), (*hidden, *own_hidden))


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By path, place and code; the same thing about the same place once."""
    by_key: dict[tuple[str, int, str, int, str], Finding] = {}
    for finding in findings:
        place = finding.place
        key = (place.source.path, place.span.start, finding.code, place.span.end, finding.message)
        by_key.setdefault(key, finding)
    return tuple(by_key[key] for key in sorted(by_key))


def kind_of(path: str, text: str) -> FileKind:
    """What kind of file a text is: by its name, else by its first instruction."""
    known = kind_of_name(os.path.basename(path))
    if known:
        return known
    return DOCKERFILE if begins_dockerfile(text) else ENVIRONMENT

"""Read, model, rules, silence, select, suppress, sort."""

from __future__ import annotations

import os

from studio_lint import reading, registry
from studio_lint.model.options import Options
from studio_lint.paths import shown_path
from studio_lint.record import Record
from studio_lint.report import Failure, Report, reaches
from studio_lint.selection import Choice, Policy
from studio_lint.settings import SettingsFinder
from studio_lint.source import Source
from studio_lint.subjects import CONFIG, DOCKERFILE, ENVIRONMENT, Subjects

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from studio_lint.diagnostics import Finding
    from studio_lint.model.context import Context
    from studio_lint.registry import Rule
    from studio_lint.source import Unreadable

FAMILIES = {
    DOCKERFILE: ("files", "build", "studio", "runtime", "images"),
    ENVIRONMENT: ("files", "environment"),
    CONFIG: ("files", "config", "images"),
}
"""For each kind of file the families of rules that may have something to say."""

STDIN = "-"


class Unit(Record):
    """A file to lint. `path` is opened and printed; `kind` is a key of FAMILIES."""

    path: str
    kind: str
    stdin: bool = False


class Outcome(Record):
    """What the rules said about one file, and what failed on the way."""

    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()


def lint(
    paths: Sequence[str],
    choice: Choice = Choice(),
    finder: SettingsFinder | None = None,
    stdin_name: str = "",
) -> Report:
    """Lint files and directories; `-` is the standard input, which stands for the file `stdin_name`.

    Paths in the report are relative to the working directory where they can be.
    Raises SettingsError.
    """
    policies = _Policies(choice, finder or SettingsFinder())
    units = list(_units(paths, stdin_name))
    findings: list[Finding] = []
    failures: list[Failure] = []
    failing = False
    for unit in units:
        policy = policies.of(unit.path)
        outcome = _check_unit(unit, policy)
        reported = [policy.graded(finding) for finding in outcome.findings if policy.takes(finding)]
        failing = failing or any(reaches(finding.severity, policy.fail_on) for finding in reported)
        findings += reported
        failures += outcome.failures
    return Report(
        ordered(findings),
        files=len(units),
        studios=sum(unit.kind == DOCKERFILE for unit in units),
        failing=failing,
        failures=tuple(failures),
    )


class _Policies:
    """The policy for each file; one for all files under one settings file."""

    def __init__(self, choice: Choice, finder: SettingsFinder) -> None:
        self._choice = choice
        self._finder = finder
        self._made: dict[int, Policy] = {}

    def of(self, path: str) -> Policy:
        settings = self._finder.of(os.path.dirname(os.path.abspath(path)))
        return self._made.setdefault(id(settings), Policy(self._choice, settings))


def _check_unit(unit: Unit, policy: Policy) -> Outcome:
    source = reading.read_stdin(unit.path) if unit.stdin else reading.read(unit.path)
    if not isinstance(source, Source):
        return check_unreadable(source)
    return check_source(source, unit.kind, policy.settings.options(in_seqera=_in_seqera(unit.path)))


def _in_seqera(path: str) -> bool:
    return os.path.basename(os.path.dirname(os.path.abspath(path))) == ".seqera"


def check_unreadable(unreadable: Unreadable) -> Outcome:
    """What is to be said of a file that has no text."""
    rules = [rule for rule in registry.rules_of("files") if rule.scope == "Unreadable"]
    return _run(rules, lambda _: (unreadable,), unreadable.source.path)


def check_source(source: Source, kind: str, options: Options = Options(), context: Context | None = None) -> Outcome:
    """What the rules say about one text, one cause once; nothing is selected or suppressed yet."""
    subjects = Subjects(source, kind, options, context)
    rules = [rule for family in FAMILIES[kind] for rule in registry.rules_of(family) if rule.scope in subjects.scopes]
    return _run(rules, subjects.of, source.path)


def _run(rules: list[Rule], subjects: Callable[[str], tuple[object, ...]], path: str) -> Outcome:
    findings: list[Finding] = []
    failures: dict[int, Failure] = {}
    for rule in rules:
        try:
            for subject in subjects(rule.scope):
                findings += rule.check(subject)
        except Exception as error:
            failures.setdefault(id(error), Failure(f"{rule.meta.name}, over {path}", error))
    return Outcome(tuple(_without_silenced(findings, rules)), tuple(failures.values()))


def _without_silenced(findings: list[Finding], rules: Iterable[Rule]) -> Iterator[Finding]:
    """One cause, one finding: a rule says nothing about a file of which its silencer spoke."""
    silencers = {rule.meta.name: rule.meta.silenced_by for rule in rules}
    spoke = {(finding.place.source.path, finding.name) for finding in findings}
    for finding in findings:
        path = finding.place.source.path
        if not any((path, name) in spoke for name in silencers[finding.name]):
            yield finding


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By path, place and code; the same thing about the same place once."""
    by_key: dict[tuple[str, int, str, int, str], Finding] = {}
    for finding in findings:
        place = finding.place
        key = (place.source.path, place.span.start, finding.code, place.span.end, finding.message)
        by_key.setdefault(key, finding)
    return tuple(by_key[key] for key in sorted(by_key))


def _units(paths: Sequence[str], stdin_name: str) -> Iterator[Unit]:
    for path in paths:
        if path == STDIN:
            yield Unit(stdin_name or "<stdin>", _kind(os.path.basename(stdin_name)) or ENVIRONMENT, stdin=True)
        elif os.path.isdir(path):
            for folder, _, names in os.walk(path):
                for name in sorted(names):
                    kind = _kind(name)
                    if kind:
                        yield Unit(shown_path(os.path.join(folder, name)), kind)
        else:
            yield Unit(shown_path(path), _kind(os.path.basename(path)) or ENVIRONMENT)


def kind_of(source: Source) -> str:
    """What kind of file a text is: by its name, else by its beginning."""
    known = _kind(os.path.basename(source.path))
    if known:
        return known
    first = next((line for line in source.text.splitlines() if line.strip() and not line.lstrip().startswith("#")), "")
    return DOCKERFILE if first.split(maxsplit=1)[:1] and first.split()[0].upper() in ("FROM", "ARG") else ENVIRONMENT


def _kind(name: str) -> str | None:
    low = name.lower()
    if low.startswith(("dockerfile", "containerfile")) or low.endswith(".dockerfile"):
        return None if low.endswith(".dockerignore") else DOCKERFILE
    if low.startswith("studio-config.y"):
        return CONFIG
    if low.startswith(("environment", "conda", "env.")) and low.endswith((".yml", ".yaml")):
        return ENVIRONMENT
    return None

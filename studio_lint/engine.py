"""Read, model, rules, silence, select, suppress, sort."""

from __future__ import annotations

import os

from studio_lint import reading, registry
from studio_lint.model.options import Options
from studio_lint.record import Record
from studio_lint.report import Failure, Report
from studio_lint.source import Source
from studio_lint.subjects import CONFIG, DOCKERFILE, ENVIRONMENT, Subjects

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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


class Outcome(Record):
    """What the rules said about one file, and what failed on the way."""

    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()


class Selection(Record):
    """Codes to report: all (None) or these, but for the ignored ones."""

    codes: frozenset[str] | None = None
    ignored: frozenset[str] = frozenset()

    def takes(self, code: str) -> bool:
        return code not in self.ignored and (self.codes is None or code in self.codes)


def lint(
    paths: Sequence[str],
    selection: Selection = Selection(),
    options: Options = Options(),
    stdin_name: str = "",
) -> Report:
    """Lint files and directories; `-` is the standard input, named `stdin_name`.

    Paths in the report are relative to the working directory where they can be.
    """
    units = list(_units(paths, stdin_name))
    outcomes = [_check_unit(unit, options) for unit in units]
    findings = [finding for outcome in outcomes for finding in outcome.findings]
    return Report(
        ordered(finding for finding in findings if selection.takes(finding.code)),
        files=len(units),
        studios=sum(unit.kind == DOCKERFILE for unit in units),
        failures=tuple(failure for outcome in outcomes for failure in outcome.failures),
    )


def _check_unit(unit: Unit, options: Options) -> Outcome:
    source = reading.read(unit.path)
    if not isinstance(source, Source):
        return check_unreadable(source)
    return check_source(source, unit.kind, options)


def check_unreadable(unreadable: Unreadable) -> Outcome:
    """What is to be said of a file that has no text."""
    rules = [rule for rule in registry.rules_of("files") if rule.scope == "Unreadable"]
    return Outcome(tuple(finding for rule in rules for finding in rule.check(unreadable)))


def check_source(source: Source, kind: str, options: Options = Options(), context: Context | None = None) -> Outcome:
    """What the rules say about one text, one cause once; nothing is selected or suppressed yet."""
    subjects = Subjects(source, kind, options, context)
    rules = [rule for family in FAMILIES[kind] for rule in registry.rules_of(family) if rule.scope in subjects.scopes]
    findings: list[Finding] = []
    failures: dict[int, Failure] = {}
    for rule in rules:
        try:
            for subject in subjects.of(rule.scope):
                findings += rule.check(subject)
        except Exception as error:
            failures.setdefault(id(error), Failure(f"{rule.meta.name}, over {source.path}", error))
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
        if os.path.isdir(path):
            for folder, _, names in os.walk(path):
                for name in sorted(names):
                    kind = _kind(name)
                    if kind:
                        yield Unit(shown_path(os.path.join(folder, name)), kind)
        else:
            yield Unit(shown_path(path), _kind(os.path.basename(path)) or ENVIRONMENT)


def _kind(name: str) -> str | None:
    low = name.lower()
    if low.startswith(("dockerfile", "containerfile")) or low.endswith(".dockerfile"):
        return None if low.endswith(".dockerignore") else DOCKERFILE
    if low.startswith("studio-config.y"):
        return CONFIG
    if low.startswith(("environment", "conda", "env.")) and low.endswith((".yml", ".yaml")):
        return ENVIRONMENT
    return None


def shown_path(path: str) -> str:
    """The path relative to the working directory, with `/`; absolute where there is no such way."""
    try:
        path = os.path.relpath(path)
    except ValueError:
        path = os.path.abspath(path)
    return path.replace(os.sep, "/")

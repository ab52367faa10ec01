"""What the rules say about one file; a rule that can have nothing to say about it is not imported."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.watch import OutOfTime
from studio_lint.base.watch import check as check_time
from studio_lint.discovery.kinds import brings_files, folded
from studio_lint.registry import RegistryError
from studio_lint.report import Failure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.base.source import Source
    from studio_lint.registry import Rule, RuleRow
    from studio_lint.report import Suppressed

    Mentions = Callable[[tuple[str, ...]], bool]


class Outcome(Record):
    """What the rules said about one file, what failed on the way, and what comments hide."""

    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()


def judge(rows: Iterable[RuleRow], subjects: Callable[[str], tuple[object, ...]], source: Source) -> Outcome:
    """What rules say about what `subjects` has of the type that each judges. Raises MemoryError and RegistryError."""
    findings: list[Finding] = []
    failures: dict[int, Failure] = {}
    spoke: list[Rule] = []
    for row in rows:
        try:
            given = [subject for subject in subjects(row.scope) if not row.asks or has(subject, row.asks)]
            if not given:
                continue
            check_time()
            spoke.append(row.rule())
            for subject in given:
                findings += spoke[-1].check(subject)
        except OutOfTime:
            from studio_lint.lint import limits

            findings.append(limits.overtime(source, row.name))
            break
        except (MemoryError, RegistryError):
            raise
        except Exception as error:
            failures.setdefault(id(error), Failure(f"{row.name}, over {source.path}", error))
    kept = list(_without_silenced(findings, spoke))
    if kept:
        from studio_lint.model.secrets.hiding import discreet

        kept = list(map(discreet, kept))
    return Outcome(tuple(kept), tuple(failures.values()))


def _without_silenced(findings: list[Finding], rules: Iterable[Rule]) -> Iterator[Finding]:
    """One cause, one finding: a rule says nothing about a file of which its silencer spoke."""
    if not findings:
        return
    silencers = {rule.meta.name: rule.meta.silenced_by for rule in rules}
    spoke = {(finding.place.source.path, finding.name) for finding in findings}
    for finding in findings:
        path = finding.place.source.path
        if not any((path, name) in spoke for name in silencers.get(finding.name, ())):
            yield finding


def has(subject: object, asks: str) -> bool:
    """Whether a subject has what a rule asks of it (`Meta.asks`)."""
    value = subject
    for name in asks.split("."):
        value = getattr(value, name)
    return bool(value)


def in_dockerfile(text: str) -> Mentions:
    """Whether the text of a Dockerfile holds one of the words of `Meta.needs`.

    Files that the build brings along hold words of their own: then only the names of instructions are asked for.
    """
    capitals = folded(text)
    brings = brings_files(capitals)

    def mentions(needs: tuple[str, ...]) -> bool:
        return not needs or any((brings and not word.isupper()) or word.upper() in capitals for word in needs)

    return mentions


def in_yaml(text: str) -> Mentions:
    """The same of a YAML file; in one with a backslash any word may be spelled by its numbers."""
    folded = text.upper()
    escapes = "\\" in text

    def mentions(needs: tuple[str, ...]) -> bool:
        return not needs or escapes or any(word.upper() in folded for word in needs)

    return mentions

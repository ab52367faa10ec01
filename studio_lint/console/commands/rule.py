"""`studio-lint rule`: explain a rule, or list all rules."""

from __future__ import annotations

from studio_lint import registry
from studio_lint.base.errors import UsageError
from studio_lint.base.nearest import did_you_mean
from studio_lint.console.arguments import Option, parse, usage
from studio_lint.console.cli import write

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.facts.failures.kind import Kind
    from studio_lint.registry import Rule

OPTIONS = (
    Option("--output-format", "text or json", "FORMAT", ("text", "json")),
    Option("--help", "show this help", short="-h"),
)


def run(given: list[str]) -> int:
    """Print the rules; the exit status is 0. Raises UsageError, also for a name that is no rule."""
    arguments = parse(given, OPTIONS)
    if arguments.has("--help"):
        write(
            usage(
                "rule",
                "[CODE|NAME|FAMILY]",
                "Explain a rule, list a family such as SL4, or list all rules.\n"
                "SL8 lists the failures that explain recognizes.",
                OPTIONS,
            )
        )
        return 0
    if len(arguments.rest) > 1:
        raise UsageError(f"rule takes one rule, not {len(arguments.rest)}")
    json = arguments.last("--output-format") == "json"
    if arguments.rest:
        word = arguments.rest[0]
        if word.casefold() == registry.FAILURES.casefold():
            write(_json([failure_data(kind) for kind in _kinds()]) if json else failures())
            return 0
        failure = _failure(word)
        if failure is not None:
            write(_json(failure_data(failure)) if json else failure_page(failure))
            return 0
        rules = _of_family(word)
        if not rules:
            rule = _wanted(word)
            write(_json(data(rule)) if json else page(rule))
            return 0
    else:
        rules = registry.all_rules()
    write(_json([data(rule) for rule in rules]) if json else listing(rules))
    return 0


def _of_family(word: str) -> tuple[Rule, ...]:
    """The rules of a family (`SL4`, `runtime`) or, for `ALL`, of every one; () for a word that is neither."""
    codes = registry.codes_of(word)
    if not codes or registry.find(word) is not None:
        return ()
    return tuple(rule for rule in registry.all_rules() if rule.meta.code in codes)


def _failure(word: str) -> Kind | None:
    """The kind of failure of that code or name; a rule of the same name comes first."""
    if registry.find(word) is not None:
        return None
    from studio_lint.facts.failures import kinds

    return kinds.find(word)


def _kinds() -> tuple[Kind, ...]:
    from studio_lint.facts.failures.kinds import KINDS

    return KINDS


def failures() -> str:
    """One line for each kind of failure that `explain` knows."""
    width = max(len(kind.name) for kind in _kinds())
    return "".join(f"{kind.code}  {kind.name:<{width}}  {kind.summary}\n" for kind in _kinds())


def failure_page(kind: Kind) -> str:
    """All that is to be known about a kind of failure, for a terminal."""
    return f"{kind.code} {kind.name}   error   reported by: studio-lint explain\n\n{kind.doc}\n\n{kind.url}\n"


def failure_data(kind: Kind) -> dict[str, object]:
    """A kind of failure as plain values."""
    return {
        "code": kind.code,
        "name": kind.name,
        "family": "failures",
        "severity": "error",
        "fix": None,
        "summary": kind.summary,
        "explanation": kind.doc,
        "silenced_by": [],
        "reports_on": "log",
        "url": kind.url,
    }


def _wanted(word: str) -> Rule:
    rule = registry.find(word)
    if rule is None:
        raise UsageError(f"unknown rule {word!r}{did_you_mean(word, list(registry.selectors()))}")
    return rule


def page(rule: Rule) -> str:
    """All that is to be known about a rule, for a terminal."""
    meta = rule.meta
    fix = f"   fix: {meta.fix}" if meta.fix else ""
    return f"{meta.code} {meta.name}   {meta.severity}{fix}\n\n{rule.doc}\n\n{rule.url}\n"


def listing(rules: tuple[Rule, ...]) -> str:
    """One line a rule."""
    width = max((len(rule.meta.name) for rule in rules), default=0)
    return "".join(
        f"{rule.meta.code}  {rule.meta.name:<{width}}  {rule.meta.severity:<7}  {rule.summary}\n" for rule in rules
    )


def data(rule: Rule) -> dict[str, object]:
    """A rule as plain values."""
    meta = rule.meta
    return {
        "code": meta.code,
        "name": meta.name,
        "family": rule.family,
        "severity": meta.severity,
        "fix": meta.fix,
        "summary": rule.summary,
        "explanation": rule.doc,
        "silenced_by": list(meta.silenced_by),
        "url": rule.url,
    }


def _json(value: object) -> str:
    import json

    return json.dumps(value, indent=2) + "\n"

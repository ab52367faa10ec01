"""`studio-lint rule`: explain one rule, or list all."""

from __future__ import annotations

from studio_lint import registry
from studio_lint.base.errors import UsageError
from studio_lint.base.nearest import meant
from studio_lint.console.arguments import Option, parse, usage
from studio_lint.console.cli import write

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.registry import Rule

OPTIONS = (
    Option("--output-format", "text or json", "FORMAT", ("text", "json")),
    Option("--help", "show this", short="-h"),
)


def run(given: list[str]) -> int:
    """Print the rules; the exit status is 0. Raises UsageError, also for a name that is no rule."""
    arguments = parse(given, OPTIONS)
    if arguments.has("--help"):
        write(usage("rule", "[CODE|NAME]", "Explain one rule, or list all.", OPTIONS))
        return 0
    if len(arguments.rest) > 1:
        raise UsageError(f"one rule at a time, not {len(arguments.rest)}")
    json = arguments.last("--output-format") == "json"
    if arguments.rest:
        rule = _wanted(arguments.rest[0])
        write(_json(data(rule)) if json else page(rule))
    else:
        rules = registry.all_rules()
        write(_json([data(rule) for rule in rules]) if json else listing(rules))
    return 0


def _wanted(word: str) -> Rule:
    rule = registry.find(word)
    if rule is None:
        raise UsageError(f"there is no rule {word!r}{meant(word, list(registry.selectors()))}")
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

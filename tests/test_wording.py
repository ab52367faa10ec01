"""What a user reads keeps to docs/style.md where a test can tell: certainty, shape, and words."""

from __future__ import annotations

import re

import pytest

from studio_lint.base.diagnostics import ERROR, Finding
from tests.cases import folders, lint, rules

pytestmark = pytest.mark.once

FINDINGS = [finding for rule in rules() for bad in folders(rule, "bad") for finding in lint(bad).findings]
MESSAGES = sorted({(finding.severity, finding.message) for finding in FINDINGS})
TITLES = sorted({finding.fix.message for finding in FINDINGS if finding.fix})
FATAL = re.compile(
    r"(?:the build|the next RUN) fails|the session (?:never starts|ends immediately)|sessions cannot start"
)
CONDITION = re.compile(r"\b(?:if|unless|without credentials)\b")
ODD = re.compile(
    r"\b(?:this|it|which|that|they) (?:is|are) no\b|`` is no\b|\bstands?\b(?! for)|\blies?\b|\bbehind\b"
    r"|\bin front of\b|\bblanks?\b|\bthe build stops\b|\bmend|\bparted\b|\bis told\b|\bknows no\b|\bmeant is\b"
    r"|\bput right\b|\bdrop\b",
    re.IGNORECASE,
)


def bare(text: str) -> str:
    """A text without what it quotes from files."""
    return re.sub(r"`[^`]*`", "``", text)


@pytest.mark.parametrize(("severity", "message"), MESSAGES)
def test_only_an_error_is_certain_to_be_fatal(severity: str, message: str) -> None:
    """A warning or an advice that ends a build or a session says on what condition."""
    assert severity == ERROR or not FATAL.search(bare(message)) or CONDITION.search(bare(message))


@pytest.mark.parametrize("message", sorted({message for _, message in MESSAGES}))
def test_a_message_is_short_and_has_one_pause_and_no_full_stop(message: str) -> None:
    text = bare(message)
    assert len(message) <= 100
    assert len(re.findall(r"[:;](?= |$)", text)) <= 1
    assert not text.endswith(".")


@pytest.mark.parametrize("title", TITLES)
def test_the_title_of_a_quick_fix_is_an_imperative(title: str) -> None:
    assert re.match(r"(?:[A-Z][a-z]+) ", title)


def texts(finding: Finding) -> list[str]:
    fix = [finding.fix.message] if finding.fix else []
    return [finding.message, finding.help or "", finding.place.label, *(one.label for one in finding.related), *fix]


def test_no_text_has_a_turn_that_the_guide_rules_out() -> None:
    found = sorted({text for finding in FINDINGS for text in texts(finding) if ODD.search(bare(text))})
    assert found == []


@pytest.mark.parametrize("help", sorted({finding.help for finding in FINDINGS if finding.help}))
def test_a_help_begins_with_a_verb(help: str) -> None:
    """Or with the reason for the verb that follows."""
    verb = re.match(r"([a-z]+) ", help) or re.search(r"[:;] ([a-z]+) ", help)
    assert verb, help
    assert verb[1] not in ("it", "the", "a", "this", "known", "that")

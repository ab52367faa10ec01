"""A help that is followed to the letter works: the finding goes, and nothing equal or worse comes."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from studio_lint.base.diagnostics import Finding
from studio_lint.files import overlay
from studio_lint.lint import engine
from studio_lint.report import SEVERITIES
from tests.answers import recorded
from tests.cases import case_id, filled, folders, inside, lint, rules
from tests.following import follow, is_followed

pytestmark = pytest.mark.once

BAD = [bad for rule in rules() for bad in folders(rule, "bad")]
REVEALED = {"SL006": {"SL005"}}
"""A comment whose name was wrong is now read, and in its fixture nothing is there to suppress."""
ASKED_ANEW = {"SL704"}
"""What would be answered for another version is not recorded."""

KINDS = {
    "left open": r".*(?:…|\b(?:NAME|VERSION|VALUE|CODE|COMMAND|URL)\b|name[=@ ]+version|/path/to/|as `name|your).*",
    "a choice": r".*(?:\bor\b|one of|known keys|takes `|counted|another).*",
    "a move": r"(?:move|merge|indent|put|name|list|separate|start|keep|copy|re(?:move|name|place)|add|did you mean).*",
    "in words": r"(?:fix|save|pass|push|revoke|run|export|check|install|use|quote|set|stop|write|configure|end).*",
}
"""Helps that offer no text to put in, or not all of it, by what they ask for instead; the first kind that fits."""


def _weight(finding: Finding) -> int:
    """For how many places a finding is: "this and 3 more packages"."""
    more = re.search(r"\band (?:to )?(\d+) more\b", finding.message)
    return 1 + int(more[1]) if more else 1


def tally(findings: Iterable[Finding], level: str) -> Counter[str]:
    """How often each code is said at a severity or above it."""
    counts: Counter[str] = Counter()
    for finding in findings:
        if SEVERITIES.index(finding.severity) <= SEVERITIES.index(level):
            counts[finding.code] += _weight(finding)
    return counts


def with_text(path: str, text: str, bad: Path) -> Iterable[Finding]:
    """What is found with another text in the place of a file."""
    overlay.hold(path, text.encode())
    try:
        return engine.lint(["."], online=recorded(bad)).findings
    finally:
        overlay.release(path)


def works(finding: Finding, before: Iterable[Finding], after: Iterable[Finding]) -> bool:
    code, level = finding.code, finding.severity
    old, new = tally(before, level), tally(after, level)
    came = {other for other in new if new[other] > old[other]} - REVEALED.get(code, set())
    return new[code] < old[code] and not came


@pytest.mark.parametrize("bad", BAD, ids=case_id)
def test_a_help_works_when_followed(bad: Path, tmp_path: Path) -> None:
    with filled(bad) as whole:
        shutil.copytree(whole, tmp_path / "it")
    (tmp_path / "it" / ".git").mkdir()
    with inside(tmp_path / "it"):
        findings = engine.lint(["."], online=recorded(bad)).findings
        for finding in findings:
            if finding.help is None or finding.code in ASKED_ANEW:
                continue
            for path, texts in follow(finding):
                tried = list(dict.fromkeys(texts))
                assert any(works(finding, findings, with_text(path, text, bad)) for text in tried), (
                    f"{finding.code} {finding.message}\n  help: {finding.help}\n" + "\n---\n".join(tried)
                )


def test_most_helps_offer_what_to_put_in(record_property: pytest.RecordProperty) -> None:
    helps = {finding.help for bad in BAD for finding in lint(bad).findings if finding.help}
    kinds: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for help in sorted(help for help in helps if not is_followed(help)):
        kind = next((kind for kind, said in KINDS.items() if re.fullmatch(said, help)), None)
        assert kind, f"neither followed by tests/following.py nor of a kind: {help}"
        kinds[kind].append(help)
    for kind, found in kinds.items():
        assert found, kind
        record_property(f"{kind} ({len(found)})", found)
    assert len(helps) > 2 * sum(map(len, kinds.values())), {kind: len(found) for kind, found in kinds.items()}

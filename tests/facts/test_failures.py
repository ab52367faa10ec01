"""The rows on failures: each is dated, sourced and of a known kind, and no pattern runs away."""

from __future__ import annotations

import re
import time
from datetime import date

import pytest

from studio_lint import registry
from studio_lint.facts.failures.kinds import BY_NAME, CUT, KINDS, UNKNOWN
from studio_lint.facts.failures.shell import STATUS
from studio_lint.facts.failures.signature import Signature
from studio_lint.facts.failures.tables import ALL
from studio_lint.model.failure.finders import FINDERS
from studio_lint.model.failure.matching import fields
from studio_lint.model.failure.telling import quoted
from studio_lint.syntax.build_log.line_prefixes import bare_lines

TREE_KINDS = {"conda-not-found", "conda-missing-channel", "conda-unsolvable", "conda-virtual-package"}
BOMB = 100_000


def row_id(row: Signature) -> str:
    return f"{row.kind}: {row.needs[:30]}"


@pytest.mark.parametrize("row", ALL, ids=row_id)
def test_row(row: Signature) -> None:
    assert row.kind in BY_NAME
    assert row.needs
    assert date.fromisoformat(row.since) <= date.today() or date.today().year < 2026
    assert row.source
    assert set(row.where.split()) <= set(FINDERS) | {"-"}
    assert row.where
    assert set(row.yields) <= set(BY_NAME)
    assert row.on in ("output", "error", "start")
    groups = set(re.compile(row.line).groupindex) if row.line else set()
    wanted = set(re.findall(r"\{(\w+)\}", row.message + (row.help or "")))
    given = groups | {"newest", "spec", "name"} | {name[:-1] for name in groups if name.endswith("2")}
    assert wanted <= given, "a message speaks of what the pattern does not find"


@pytest.mark.parametrize("row", ALL, ids=row_id)
def test_rules_of_a_row_have_codes(row: Signature) -> None:
    for code in row.rules:
        assert code == "-" or re.fullmatch(r"SL[0-7]\d\d", code)


@pytest.mark.parametrize("row", [row for row in ALL if row.line], ids=row_id)
def test_pattern_does_not_run_away(row: Signature) -> None:
    """A hundred thousand of every character that it names, around the text that it needs, cost it next to nothing."""
    letters = sorted({*row.line, *" aA0./:-_'\"\\"})
    begun = time.process_time()
    for letter in letters:
        fields(row, f"{letter * BOMB}{row.needs}{letter * BOMB}")
    fields(row, row.needs * (BOMB // len(row.needs)))
    fields(row, f"{row.needs} " * (BOMB // len(row.needs)))
    assert time.process_time() - begun < 5, "a fraction of a second on any machine"


def test_codes_and_names_are_given_once() -> None:
    assert len({kind.code for kind in KINDS}) == len({kind.name for kind in KINDS}) == len(KINDS)
    assert all(re.fullmatch(r"SL8\d\d", kind.code) for kind in KINDS)
    assert not {kind.code for kind in KINDS} & {rule.meta.code for rule in registry.all_rules()}


def test_every_kind_is_told_by_something() -> None:
    told = {row.kind for row in ALL} | {kind for _, kind, _, _ in STATUS} | TREE_KINDS | {UNKNOWN, CUT}
    assert {kind.name for kind in KINDS} == told


@pytest.mark.parametrize(
    "letter", ["└─ x ", "a", "\x1b[", "\r", "&", "<", "[", "=", "-", "0", " ", "#1 ", '"', "://", "token="]
)
def test_peeling_and_masking_do_not_run_away(letter: str) -> None:
    text = letter * (BOMB * 3 // len(letter))
    begun = time.process_time()
    for _, line in bare_lines(f"<pre>\n{text}\n"):
        quoted(line)
    assert time.process_time() - begun < 20

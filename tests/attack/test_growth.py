"""What is read takes time in proportion to its size, in each dimension in which it can grow."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path

import pytest

from tests.attack.dimensions import DIMENSIONS
from tests.attack.runner import Attack, carry_out, faults

pytestmark = pytest.mark.skipif(os.name != "posix", reason="limits of the operating system")

MANY = 400
SECONDS = 3
"""For `MANY` of anything; the system ends what takes longer."""

NOISE = 0.15
"""Seconds that a measurement may be off."""


def _attack(name: str, count: int, seconds: int) -> Attack:
    arguments = ("check", ".") if not name.startswith("settings") else ("check", "-q", ".")
    files = DIMENSIONS[name](count)
    return Attack(f"{name}-{count}", files, arguments=arguments, status=(0, 1, 2), seconds=seconds)


@pytest.mark.parametrize("name", DIMENSIONS)
def test_many(name: str, tmp_path: Path) -> None:
    attack = _attack(name, MANY, SECONDS)
    outcome = carry_out(attack, tmp_path)
    assert faults(attack, outcome) == []
    assert "internal error" not in outcome.printed


@pytest.mark.slow
@pytest.mark.parametrize("name", DIMENSIONS)
def test_growth(name: str, tmp_path: Path) -> None:
    """Twice as much takes about twice as long, at 1, 2, 4 and 8 times as many, or ends at a limit."""
    took = []
    for step, count in enumerate((MANY, 2 * MANY, 4 * MANY, 8 * MANY)):
        attack = _attack(name, count, 10)
        place = tmp_path / str(step)
        place.mkdir()
        outcome = carry_out(attack, place)
        assert faults(attack, outcome) == []
        took.append(outcome.seconds)
    assert all(after <= 2.7 * before + NOISE for before, after in pairwise(took)), took
    assert took[-1] < 5 + NOISE, took

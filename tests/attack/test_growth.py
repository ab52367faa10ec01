"""What is read takes time in proportion to its size, in each dimension in which it can grow."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path

import pytest

from tests.attack import only_if_asked
from tests.attack.dimensions import DIMENSIONS
from tests.attack.runner import Attack, carry_out, faults

pytestmark = [pytest.mark.skipif(os.name != "posix", reason="limits of the operating system"), pytest.mark.once]

MANY = 100
MOST = 3_200
SECONDS = 2
"""Of processor time for `MANY` of anything; the system ends what takes longer. Slow machines need half of it."""

STEPS = (400, 800, 1_600, MOST)
NOISE = 0.1
"""Seconds that the best of some measurements may be off."""
TRIES = 4


def _attack(name: str, count: int, seconds: int) -> Attack:
    arguments = ("check", "--diff", "--unsafe-fixes", ".") if name.startswith("fix") else ("check", "-q", ".")
    # Of fixes a sixteenth: of one file two hundred findings are listed, and those after them wait for the next pass.
    files = DIMENSIONS[name](count // 16 if name.startswith("fix") else count)
    return Attack(f"{name}-{count}", files, arguments=arguments, status=(0, 1, 2), seconds=seconds)


@pytest.mark.parametrize("name", DIMENSIONS)
def test_many(name: str, tmp_path: Path) -> None:
    attack = _attack(name, MANY, SECONDS)
    outcome = carry_out(attack, tmp_path)
    assert faults(attack, outcome) == []
    assert "internal error" not in outcome.printed


@pytest.mark.parametrize("name", [pytest.param(name, id=name, marks=only_if_asked) for name in DIMENSIONS])
def test_growth(name: str, tmp_path: Path) -> None:
    """Twice as much takes about twice as long, at 1, 2, 4 and 8 times as many, or ends at a limit.

    Other work on the machine makes a measurement longer, never shorter: the best of a few counts.
    """
    best = [100.0] * len(STEPS)
    for turn in range(TRIES):
        for step, count in enumerate(STEPS):
            place = tmp_path / f"{turn}-{step}"
            place.mkdir()
            attack = _attack(name, count, 10)
            outcome = carry_out(attack, place)
            assert faults(attack, outcome) == []
            best[step] = min(best[step], outcome.seconds)
        if _is_linear(best):
            return
    raise AssertionError(f"{name}: {best} seconds for {STEPS}")


def _is_linear(seconds: list[float]) -> bool:
    grows = all(after <= 2.5 * before + NOISE for before, after in pairwise(seconds))
    return grows and seconds[-1] < 5 + NOISE


@pytest.mark.parametrize(
    ("seconds", "linear"),
    [
        ([0.1, 0.2, 0.4, 0.8], True),
        ([0.1, 0.4, 1.6, 6.4], False),
        ([0.02, 0.05, 0.15, 0.5], False),
        ([4, 4, 4, 4], True),
    ],
)
def test_what_is_linear(seconds: list[float], linear: bool) -> None:
    assert _is_linear(seconds) == linear

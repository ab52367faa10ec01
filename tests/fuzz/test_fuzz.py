"""A few seconds of what `python -m tests.fuzz` does for minutes, and every input that once broke something."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz import seeds
from tests.fuzz.mutate import Mutator
from tests.fuzz.targets import ALL, BY_NAME, Target

pytestmark = pytest.mark.once

COUNT = 60


@pytest.mark.parametrize("target", ALL, ids=lambda target: target.name)
def test_a_few(target: Target) -> None:
    mutator = Mutator(target.seeds(), f"tests:{target.name}")
    for number in range(COUNT):
        target.run(mutator.text(number))


@pytest.mark.parametrize("target", ALL, ids=lambda target: target.name)
def test_the_seeds_themselves(target: Target) -> None:
    for text in target.seeds()[:40]:
        target.run(text)


@pytest.mark.parametrize("path", seeds.regressions(), ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_once_broke(path: Path) -> None:
    BY_NAME[path.parent.name].run(path.read_bytes().decode("utf-8", "surrogatepass"))


def test_the_same_key_gives_the_same_texts() -> None:
    first, second = Mutator(("FROM a\n", "RUN b"), "k"), Mutator(("FROM a\n", "RUN b"), "k")
    assert [first.text(number) for number in (5, 1)] == [second.text(number) for number in (5, 1)]
    assert len(first.blown_up(1, 5_000)) == 5_000

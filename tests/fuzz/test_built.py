"""A few of the inputs that `python -m tests.fuzz.built` gives to BuildKit."""

from __future__ import annotations

import sys

import pytest

from tests.fuzz import built
from tests.fuzz.grammar import Contexts, Dockerfiles


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux" or not built.is_there(), reason="no daemon of Docker for Linux to ask")
def test_what_is_built_is_what_we_read() -> None:
    built.make_base()
    assert [found for found in built.differences("tests", 10) if found[1]] == []


def test_the_same_key_gives_the_same_inputs() -> None:
    first, second = Dockerfiles("k"), Dockerfiles("k")
    assert [first.text() for _ in range(3)] == [second.text() for _ in range(3)]
    assert Contexts("k").files() == Contexts("k").files()

"""Did you mean."""

from __future__ import annotations

import pytest

from studio_lint.base.nearest import distance, nearest


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("dockerfle", ["dockerfile", "registry"], "dockerfile"),
        ("lifeSpanHours", ["lifespanHours", "isPrivate"], "lifespanHours"),
        ("teh", ["the", "ten"], None),
        ("channel", ["channels", "dependencies"], "channels"),
        ("gpus", ["cpu", "gpu", "memory"], "gpu"),
        ("abc", ["xyz"], None),
        ("x" * 65, ["x" * 64], None),
    ],
)
def test_nearest(word: str, known: list[str], meant: str | None) -> None:
    assert nearest(word, known) == meant


def test_swapped_neighbours_are_one_slip() -> None:
    assert distance("form", "from") == 1
    assert distance("abcd", "wxyz") == 4

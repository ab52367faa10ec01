"""What is kept is exact, and bounded."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from studio_lint.base import memo


def _length() -> tuple[list[str], Callable[[str], int]]:
    """A function that is remembered, and what it was asked for."""
    asked: list[str] = []

    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    return asked, memo.remembered(length)


def test_made_once() -> None:
    asked, length = _length()
    assert [length("ab"), length("abc"), length("ab")] == [2, 3, 2]
    assert asked == ["ab", "abc"]


def test_nothing_is_kept_of_long_texts() -> None:
    asked, length = _length()
    long = "x" * (memo.LONGEST + 1)
    assert [length(long), length(long)] == [memo.LONGEST + 1] * 2
    assert len(asked) == 2


def test_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "MOST", 2)
    asked, length = _length()
    assert [length(text) for text in ("a", "b", "c", "c", "a")] == [1] * 5
    assert asked == ["a", "b", "c", "a"]

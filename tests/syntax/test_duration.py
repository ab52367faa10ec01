"""Lengths of time as Go reads them."""

from __future__ import annotations

import pytest

from studio_lint.syntax.duration import nanoseconds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("30s", 30_000_000_000),
        ("1m30s", 90_000_000_000),
        ("1.5h", 5_400_000_000_000),
        (".5ms", 500_000),
        ("-2us", -2_000),
        ("0", 0),
        ("", None),
        ("30", None),
        ("1x", None),
        ("s", None),
        ("1..5s", None),
        ("9999999999h", None),
    ],
)
def test_nanoseconds(text, value):
    assert nanoseconds(text) == value

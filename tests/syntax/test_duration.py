"""Lengths of time as Go reads them."""

from __future__ import annotations

import pytest

from studio_lint.syntax.dockerfile.duration import nanoseconds, parse


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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 'invalid duration ""'),
        ("-", 'invalid duration "-"'),
        (".s", 'invalid duration ".s"'),
        ("1h 5m", 'unknown unit "h " in duration "1h 5m"'),
        ("1.5", 'missing unit in duration "1.5"'),
        ("1..5s", 'missing unit in duration "1..5s"'),
        ("1h2d", 'unknown unit "d" in duration "1h2d"'),
        ("-1\u00e9", 'unknown unit "\\xc3\\xa9" in duration "-1\\xc3\\xa9"'),
        ("9999999999h", 'invalid duration "9999999999h"'),
    ],
)
def test_refused(text, words):
    assert parse(text) == f"time: {words}"

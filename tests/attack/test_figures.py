"""Every number in SECURITY.md is counted, or is a limit that a test names."""

from __future__ import annotations

import re

import pytest

from studio_lint.site.figures import with_figures
from tests.cases import ROOT

WRITTEN = {
    "20 seconds": "the time for an answer, tests/online/test_hostile.py",
    "4 MiB": "the size of an answer, tests/online/test_hostile.py",
}
"""Numbers that are written, and what holds them."""


def test_figures_are_counted() -> None:
    page = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert with_figures(page) == page
    bare = re.sub(r"<!-- figure .*?<!-- end -->|`[^`]*`", "", page, flags=re.S)
    for number in WRITTEN:
        assert number in bare
        bare = bare.replace(number, "")
    assert re.findall(r"\b\d[\d,]*\b|\b(?:ninety|hundred|dozen|thousand)\w*", bare) == []


def test_the_written_limits_hold() -> None:
    pytest.importorskip("httpx", reason="the extra `online` is not installed")
    from studio_lint.online import registry, web

    assert f"{registry.LONGEST:g} seconds" in WRITTEN
    assert f"{web.MOST_BYTES >> 20} MiB" in WRITTEN

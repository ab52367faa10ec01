"""Servers on this machine; no test of `--online` speaks to any other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.online.server import Served, serving


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Served]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    # Nowhere else: hosts that are not public are not asked.
    monkeypatch.setattr("studio_lint.online.addresses.PERMITTED", frozenset(("localhost", "127.0.0.1")))
    monkeypatch.setenv("RATTLER_CACHE_DIR", str(tmp_path / "cache"))
    with serving() as server:
        yield server

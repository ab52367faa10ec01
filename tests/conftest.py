"""What holds for the whole suite."""

from __future__ import annotations

import gc


def pytest_collection_finish() -> None:
    """Tens of thousands of tests and their cases stay to the end: looking through them for garbage took a third."""
    gc.freeze()
    gc.set_threshold(50_000)

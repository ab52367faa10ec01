"""Attacks on whoever lints a stranger's repository, as data, and what runs them.

A module of this folder that has `ATTACKS` is a list of them; `test_attacks.py`
carries out each one and demands that it has no effect.
"""

from __future__ import annotations

import os

import pytest

only_if_asked = [
    pytest.mark.slow,
    pytest.mark.skipif("STUDIO_LINT_ATTACKS" not in os.environ, reason="takes minutes: STUDIO_LINT_ATTACKS=1 runs it"),
]

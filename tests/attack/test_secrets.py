"""No spelling of a secret is printed, and what only looks like one is."""

from __future__ import annotations

import pytest

from studio_lint.model.secrets.hiding import masked
from tests.attack.spellings import HARMLESS, MORE, OTHERS, SECRET, SPELLINGS


@pytest.mark.parametrize("spelling", SPELLINGS + OTHERS + MORE)
def test_a_secret_is_masked(spelling: str) -> None:
    assert SECRET[2:9] not in masked(spelling.replace("{}", SECRET))


@pytest.mark.parametrize("line", HARMLESS)
def test_what_is_none_stays(line: str) -> None:
    assert masked(line) == line

"""docs/architecture.md describes the tree as it is: every room, in the order of imports, and only files that exist."""

from __future__ import annotations

import re

import pytest

from tests.cases import ROOT
from tests.test_layers import MAY, MODEL, PACKAGE

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
ROOMS = re.findall(r"\*\*`(\w+)(?:/|\.py)`\*\*", PAGE)
"""In the order of the page."""


def test_every_room_has_a_paragraph() -> None:
    there = {path.parent.name for path in PACKAGE.glob("*/__init__.py")} | {path.stem for path in PACKAGE.glob("*.py")}
    assert set(ROOMS) == there - {"__init__", "__main__", "rule_table"}
    assert len(ROOMS) == len(set(ROOMS))


def test_a_room_comes_after_those_that_it_imports() -> None:
    after = {room: (MAY[room] - {room, "rule_table"}) & set(ROOMS[at:]) for at, room in enumerate(ROOMS) if room in MAY}
    assert {room: rooms for room, rooms in after.items() if rooms} == {}


def test_rooms_of_the_model() -> None:
    rows = re.findall(r"^\| `(\w+)` \| .* \| (.*) \|$", PAGE, flags=re.MULTILINE)
    assert tuple(room for room, _ in rows) == MODEL
    for room, begin in rows:
        for name in re.findall(r"`(.+?)`", begin):
            assert (PACKAGE / "model" / room / name).is_file(), (room, name)


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`([\w/]+/[\w/]*\.?\w*)`", PAGE))))
def test_every_path_is_there(path: str) -> None:
    places = (ROOT / path, PACKAGE / path, PACKAGE / "model" / path)
    assert any(place.exists() for place in places), path

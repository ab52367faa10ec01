"""Each attack of this folder is carried out, and none has an effect."""

from __future__ import annotations

import importlib
import os
import pkgutil
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from tests import attack
from tests.attack import only_if_asked
from tests.attack.runner import CANARY, Attack, carry_out, faults

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="limits, pipes and links as POSIX has them"),
    pytest.mark.once,
]


def _attacks() -> list[Attack]:
    found: list[Attack] = []
    for module in pkgutil.iter_modules(attack.__path__):
        if not module.name.startswith("test_"):
            found += getattr(importlib.import_module(f"{attack.__name__}.{module.name}"), "ATTACKS", [])
    return found


ATTACKS = _attacks()


def _parameter(one: Attack) -> ParameterSet:
    return pytest.param(one, id=one.name, marks=only_if_asked if one.is_slow else [])


@pytest.mark.parametrize("one", [_parameter(one) for one in ATTACKS])
def test_no_effect(one: Attack, tmp_path: Path) -> None:
    assert faults(one, carry_out(one, tmp_path)) == []


def test_names_are_unique() -> None:
    names = [one.name for one in ATTACKS]
    assert len(set(names)) == len(names)


# What watches must see: these commands do on purpose what an attack would like to.
CAUGHT = {
    "reads": (("check", "../outside/secret.txt"), "reads "),
    "writes": (("check", "--output-format", "json=../outside/new.json", "."), "writes "),
    "prints": (("check", "../outside/Dockerfile"), f"printed '{CANARY}'"),
}


@pytest.mark.parametrize("name", CAUGHT)
def test_an_effect_is_seen(name: str, tmp_path: Path) -> None:
    arguments, fault = CAUGHT[name]
    one = Attack(name, {"environment.yml": "dependencies: [python]\n"}, arguments=arguments)
    assert any(fault in line for line in faults(one, carry_out(one, tmp_path)))


LONG = "dependencies:\n" + "".join(f"  - p{number}=>1\n" for number in range(4_000))


def test_a_hang_is_seen(tmp_path: Path) -> None:
    one = Attack("hang", {f"{folder}/environment.yml": LONG for folder in range(8)}, seconds=1)
    assert faults(one, carry_out(one, tmp_path)) == ["did not end within 1 s of processor time (signal 24)"]


def test_too_much_memory_is_seen(tmp_path: Path) -> None:
    """It must not pass for a file without findings. Where nothing at all is left, Python itself may never end."""
    outcome = carry_out(Attack("memory", {"environment.yml": LONG}, memory=1 << 24), tmp_path)
    # Where it runs out decides who says so: the file's own limit, the program, or the operating system's words.
    told = outcome.status in (1, 2) and "memory" in outcome.printed
    assert outcome.killed or told, outcome.printed

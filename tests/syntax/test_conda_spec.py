"""Match specs, held to what conda says of them."""

from __future__ import annotations

from typing import Any

import pytest

from studio_lint.syntax.conda.conda_spec import refusal
from tests.texts import vectors

ROWS = [row for row in vectors("matchspec") if row["spec"]]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["spec"][:60])
def test_refused_where_conda_refuses(row: dict[str, Any]) -> None:
    assert (refusal(row["spec"]) == "") is row["conda"]["ok"]


@pytest.mark.parametrize(
    ("spec", "taken"),
    [
        ("numpy==", False),
        ("numpy=", True),
        ("numpy>", True),
        ("numpy>=", False),
        ("numpy= ", False),
        ("numpy=  1.8", False),
        ("numpy = 1.8", True),
        ("numpy >=1.8 , <2", True),
        ("numpy >=1.8 <2", False),
        ("numpy =1.8 | =1.9", False),
        ("numpy 1.8|1.9", True),
        ("numpy 1.8 py310_0", True),
        ("numpy=1.8=py310_0=x", False),
        ("numpy~=1.8.*", False),
        ("numpy<2.*", True),
        ("numpy=1.*.2", True),
        ("numpy=^1.*$", True),
        ("numpy=1.8$", False),
        ("numpy>=(1.8|1.9)", False),
        ("numpy 1!2.0", True),
        ("numpy a!2.0", False),
        ("numpy 1..2", False),
        ("numpy=-1", False),
        ("numpy[version='>=1.8,<2']", True),
        ("numpy[version=]", False),
        ("numpy[kind=x]", False),
        ("numpy[md5=abc,build_number='>1']", True),
        ("pandas[all]", True),
        ("pandas[a][b]", False),
        ("conda-forge::numpy", True),
        ("conda-forge:: numpy", False),
        ("conda-forge:main:numpy", True),
        ("libstdc++", False),
        ("_libgcc_mutex=0.1", True),
        ("__glibc>=2.17", True),
        ("a--b", False),
        (".foo", False),
        ("numpy#new", True),
        ("https://a.org/linux-64/x-1-0.conda", True),
    ],
)
def test_as_conda_26(spec: str, taken: bool) -> None:
    """Each put to `conda.models.match_spec` of conda 26.9."""
    assert (refusal(spec) == "") is taken

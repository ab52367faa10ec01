"""Match specs by who reads them, held to what micromamba 1.5.10 and conda say of them."""

from __future__ import annotations

from typing import Any

import pytest

from studio_lint.model.environment.dialects import REFUSES, conda_refusal, mamba_1_refusal, verdict
from studio_lint.model.environment.readers import EnvironmentReader
from studio_lint.syntax.conda.matchspec import read
from studio_lint.syntax.conda.name import is_legal_name
from tests.texts import text_of, vectors

ROWS = [row for row in vectors("matchspec") if row["spec"]]
OLD = EnvironmentReader(program="micromamba", version=(1, 5, 10))
CONDA = EnvironmentReader(program="conda")
READ_AS_NAMES = ("foo[extras=[bar]]", "foo[[version=1]]", "foo[version=1][build=0]")
"""micromamba 1.5.10 reads a name with a bracket in it."""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["spec"][:60])
def test_what_micromamba_1_refuses_is_refused(row: dict[str, Any]) -> None:
    """What it reads may still be no package (`numpy>=1.8;<2`), and then it is an error as well."""
    spec, old = read(text_of(row["spec"])), row["micromamba_1"]
    if old["ok"] and is_legal_name(old["name"]):
        assert spec.problems or not mamba_1_refusal(spec)
    elif spec.problems:
        assert verdict(OLD, spec) == REFUSES
    else:
        assert mamba_1_refusal(spec) or row["spec"] in READ_AS_NAMES


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["spec"][:60])
def test_what_conda_refuses_is_refused(row: dict[str, Any]) -> None:
    spec = read(text_of(row["spec"]))
    if not row["conda"]["ok"]:
        assert verdict(CONDA, spec) == REFUSES if spec.problems else conda_refusal(spec)

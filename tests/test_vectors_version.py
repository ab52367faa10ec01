"""Versions and constraints, held to what libmamba 2.8.1 makes of them."""

from __future__ import annotations

from functools import cmp_to_key

import pytest

from studio_lint.model.environment.version import compare, matches, read_version
from studio_lint.model.environment.version_conflict import satisfiable
from studio_lint.syntax.conda.matchspec import read
from tests.texts import text_of, vectors

TABLE = vectors("version_match")
VERSIONS = {text: read_version(text) for text in TABLE["candidates"]}


def test_order():
    found = sorted(TABLE["candidates"], key=cmp_to_key(lambda a, b: compare(VERSIONS[a], VERSIONS[b])))
    assert found == TABLE["order"]


@pytest.mark.parametrize("row", TABLE["specs"], ids=lambda row: row["spec"])
def test_matches(row):
    spec = read(text_of(row["spec"]))
    if "error" in row["mamba"]:
        assert spec.refused
        return
    # Nothing is called `foo^1.8`, and no build of foo `1.8 0`.
    kinds = [problem.kind for problem in spec.problems]
    fits = spec.key in ("foo", "foo*") and "build-impossible" not in kinds
    found = [text for text, version in VERSIONS.items() if fits and matches(spec.version, version)]
    assert found == row["mamba"]["matches"]


@pytest.mark.parametrize("row", TABLE["specs"], ids=lambda row: row["spec"])
def test_what_has_a_match_is_satisfiable(row):
    spec = read(text_of(row["spec"]))
    if row["mamba"].get("matches"):
        assert satisfiable([spec.version])

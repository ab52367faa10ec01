"""`inspect` says of every vector what the programs say: the words of its JSON are held to them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from studio_lint.base.source import Source
from studio_lint.console.commands.inspect import inspected
from studio_lint.settings.finder import SettingsFinder
from studio_lint.syntax.conda.name import is_legal_name
from tests.cases import ROOT
from tests.test_vectors_environment import UNKNOWABLE

VECTORS = ROOT / "tests" / "vectors"
SPECS = json.loads((VECTORS / "matchspec.json").read_text(encoding="utf-8"))
ENVIRONMENTS = json.loads((VECTORS / "environment.json").read_text(encoding="utf-8"))
OTHERWISE = {
    "channels_relative": "a path: whether it is there, the file does not show",
    "spec:foo-1.8-0.tar.bz2": "a path: whether it is there, the file does not show",
    "comment_selector": "a package's name that no channel has",
    "merge": "without channels, since `<<` is passed over: some builders know conda-forge all the same",
    "spec:python=py310": "a version that another package could have",
    "spec:é": "nothing is installed for it, and micromamba says nothing",
    "chan_inline": "the URL was taken out of the vectors",
    **UNKNOWABLE,
}
"""What micromamba says of a file for a reason that `inspect` does not look at."""
HIDDEN = "…"
"""Stands in the table for a path that was hidden in it: no spec."""


def inspect(path: str, text: str) -> Any:
    return json.loads(json.dumps(inspected(Source(path, text), SettingsFinder(isolated=True))))


@pytest.mark.parametrize("row", [row for row in SPECS if HIDDEN not in row["spec"]], ids=lambda row: repr(row["spec"]))
def test_spec(row: dict[str, Any]) -> None:
    spec = json.dumps(row["spec"], ensure_ascii=False)
    (entry,) = inspect("environment.yml", f"channels: [conda-forge]\ndependencies:\n  - {spec}\n")["dependencies"]
    verdict = row["micromamba_2"]
    assert entry["accepted"] == (verdict["ok"] and is_legal_name(verdict["name"].lower()))
    assert (entry["error"] is None) == entry["accepted"]
    if entry["accepted"]:
        assert [entry[part] for part in ("name", "version", "build", "channel")] == [
            verdict["name"].lower(),
            verdict["version"],
            verdict["build"],
            verdict["channel"],
        ]


def test_all_specs_of_one_file_in_order() -> None:
    specs = [row["spec"] for row in SPECS]
    lines = "".join(f"  - {json.dumps(spec, ensure_ascii=False)}\n" for spec in specs)
    entries = inspect("environment.yml", f"channels: [conda-forge]\ndependencies:\n{lines}")["dependencies"]
    assert len(entries) == len(specs)
    assert [entry["line"] for entry in entries] == list(range(3, 3 + len(specs)))


@pytest.mark.parametrize("row", ENVIRONMENTS, ids=lambda row: row["name"])
def test_file(row: dict[str, Any]) -> None:
    data = inspect("environment.yml", row["environment_yml"])
    assert data["accepted"] == (row["micromamba_2"]["rc"] == 0) or row["name"] in OTHERWISE

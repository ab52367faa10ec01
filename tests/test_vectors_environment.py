"""Every environment file of `vectors/environment.json`, as micromamba 2 took it.

An error wherever micromamba refused for a reason that the file itself shows;
a finding wherever it passed something over without a word; no error on the
rest.
"""

from __future__ import annotations

from typing import Any

import pytest

from studio_lint.base.source import Source
from studio_lint.lint import engine
from tests.texts import vectors

ROWS: list[dict[str, Any]] = vectors("environment")

UNKNOWABLE = {
    "ver_v": "`v1.8` is a version that a channel could hold; the channel of the test does not",
    "build_missing": "the channel of the test has no such build; another may",
    "spec:python=3.13": "the channel of the test has no such version",
    "spec:foo.": "a name that CEP 26 allows; no package of the test's channel has it",
    "spec:_": "a name that CEP 26 allows; no package of the test's channel has it",
    "spec:conda-forge/noarch/foo-1.8-0.conda": "the channel of the test lies in a folder that has no such file",
    "channels_missing_local": "the path was taken out of the vectors: the file does not show it",
}
"""Refused, for a reason that the file does not show."""

SILENT = {
    "no_deps_key": "environment-shape",
    "deps_multiline_string": "environment-shape",
    "deps_folded": "environment-shape",
    "deps_map": "environment-shape",
    "deps_number": "environment-shape",
    "doc_list": "environment-shape",
    "two_docs": "yaml-syntax",
    "dep_tilde": "entry-ignored",
    "dep_empty_str": "entry-ignored",
    "dep_map_python": "entry-ignored",
    "dep_map_unknown": "entry-ignored",
    "dep_map_PIP": "entry-ignored",
    "dup_key_deps": "yaml-duplicate-key",
    "dup_key_name": "yaml-duplicate-key",
    "spec:é": "spec-invalid",
    "prefix": "key-ignored",
    "platforms": "key-ignored",
    "category": "key-ignored",
    "channels_empty_str": "channel-unknown",
    "channels_only_nodefaults": "channels-missing",
    "dup_same": "package-repeated",
    "dup_narrow": "package-repeated",
    "single_colon_chan": "channel-single-colon",
    "spec:pip:foo": "channel-single-colon",
    "brackets_unknown": "spec-extras",
    "spec:foo[1.8]": "spec-extras",
    "spec:foo[all]": "spec-extras",
    "spec:foo[a,b]": "spec-extras",
    "spec:foo (>=1.8)": "spec-extras",
    "pip_no_pip_dep": "pip-not-listed",
    "pip_no_python": "pip-not-listed",
    "spec:python=3.1": "version-truncated",
}
"""Taken by micromamba with exit status 0, although something in the file has no effect: the rule that says so."""

LEFT_OUT = {"chan_inline": "the URL was taken out of the vectors: what stands there now is no package"}


def findings(text: str) -> list[tuple[str, str]]:
    outcome = engine.check_source(Source("environment.yml", text), "environment")
    assert not outcome.failures
    return [(finding.name, finding.severity) for finding in outcome.findings]


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_row(row: dict[str, Any]) -> None:
    name = row["name"]
    found = findings(row["environment_yml"])
    refused = any(severity == "error" for _, severity in found)
    if name in LEFT_OUT:
        return
    if name in SILENT:
        assert row["micromamba_2"]["rc"] == 0
        assert SILENT[name] in [rule for rule, _ in found]
        return
    expected = row["micromamba_2"]["rc"] != 0 and name not in UNKNOWABLE
    assert refused == expected, found


@pytest.mark.parametrize("row", [row for row in ROWS if not row["micromamba_2"]["rc"]], ids=lambda row: row["name"])
def test_a_green_build_without_a_package_is_an_error(row: dict[str, Any]) -> None:
    if not row["micromamba_2"]["installed"]:
        assert "error" in [severity for _, severity in findings(row["environment_yml"])]


def test_exceptions_are_rows() -> None:
    assert {*UNKNOWABLE, *SILENT, *LEFT_OUT} <= {row["name"] for row in ROWS}


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["micromamba_2"]["pip_requirements"]], ids=lambda row: row["name"]
)
def test_what_reaches_pip(row: dict[str, Any]) -> None:
    from studio_lint.model.environment.environment import build
    from studio_lint.syntax.yaml import reader as yaml_reader

    lines = build(yaml_reader.read(Source("environment.yml", row["environment_yml"]))).pip
    written = "".join(f"{item.line.text.value if item.line else 'null'}\n" for item in lines)
    assert [written] == row["micromamba_2"]["pip_requirements"]

"""Environment files with the slips that people make, put to the readers of micromamba and conda themselves.

`micromamba`: yaml-cpp with the reader of environment files and of match specs of micromamba 2.8.1, built from their
sources: "refused" (also where no channel can have such a package), "loses" (green, and something is not installed) or
"fine". `conda`: the readers of conda 26.9; "versions differ" where it began to refuse in a late release. Each half of
the files is right.
"""

from __future__ import annotations

from typing import Any

import pytest

from studio_lint.base.source import Source
from studio_lint.discovery.kinds import ENVIRONMENT
from studio_lint.lint import engine
from studio_lint.model.environment.readers import EnvironmentReader
from studio_lint.settings.finder import SettingsFinder
from tests.texts import vectors

ROWS: list[dict[str, Any]] = vectors("environment_slips")
CONDA = (EnvironmentReader(program="conda", folder="/tmp"),)

NOT_HELD_BY_CONDA = {
    "brace": "read, and then the section `foo:` is one that no installer of conda knows",
    "chan_comma": "read, and then no such channel can be downloaded",
    "chan_dash_c": "read, and then no such channel can be downloaded",
    "chan_http_noscheme": "read, and then no such channel can be downloaded",
    "chan_num": "a number for a channel is not looked at",
    "colon_end": "read, and then `numpy:` is a section that no installer of conda knows",
    "ls": "a line separator at the end of a value, which conda's YAML reader takes for a line end",
    "map_ver": "read, and then `numpy:` is a section that no installer of conda knows",
    "misindent2": "read, and then no channel has the version `-=scipy`",
    "misindent3": "read, and then no channel has the version `-=scipy`",
    "name_slash": "read, and then refused as the name of an environment",
    "name_space": "read, and then refused as the name of an environment",
    "noindent_pip_samecol": "read, and then `rich` is looked for in the channels",
    "pip_null_item": "read, and then an item that is null cannot be written for pip",
    "pip_str": "read, and then each letter is a line for pip",
    "qm": "read, and then `foo:` is a section that no installer of conda knows",
    "sel": "read, and then `sel(linux):` is a section that no installer of conda knows",
    "sel_bad": "read, and then `sel(linux64):` is a section that no installer of conda knows",
    "spec_X2": "read, and then no channel has the version `1.8.x`",
    "spec_chan_sp": "read, and then `conda-forge::` is a section that no installer of conda knows",
    "spec_star_mid": "two of its lines exclude each other",
    "spec_v": "read, and then no channel has the version `v1.8`",
    "spec_x": "read, and then no channel has the version `1.x`",
    "tab_after_colon": "ruamel.yaml refuses a tab that libyaml takes",
    "tab_trailing": "ruamel.yaml refuses a tab that libyaml takes",
}
"""Files that conda's readers judge otherwise, each with its reason: they read them, and the build fails later."""


def severities(text: str, readers: tuple[EnvironmentReader, ...] = ()) -> set[str]:
    settings = SettingsFinder(isolated=True).of(".")
    subjects = engine.subjects_of(Source("environment.yml", text), ENVIRONMENT, settings, None, readers)
    outcome = engine.check_subjects(subjects)
    assert not outcome.failures
    return {finding.severity for finding in outcome.findings}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_as_micromamba(row: dict[str, Any]) -> None:
    found = severities(row["environment_yml"])
    if row["micromamba"] == "refused":
        assert "error" in found
    elif row["micromamba"] == "loses":
        assert found & {"error", "warning"}
    else:
        assert "error" not in found


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_as_conda(row: dict[str, Any]) -> None:
    if row["conda"] == "versions differ":
        pytest.skip("an older conda takes it, a newer one does not")
    found = severities(row["environment_yml"], CONDA)
    assert (("error" in found) is (row["conda"] == "refused")) is (row["name"] not in NOT_HELD_BY_CONDA)


def test_the_rows_are_all_there() -> None:
    assert len(ROWS) == 159
    assert {*NOT_HELD_BY_CONDA} <= {row["name"] for row in ROWS}

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
    "read, and then no such channel can be downloaded": (
        *("chan_comma", "chan_dash_c", "chan_http_noscheme", "chan_semicolon", "chan_sp", "chan_www", "chan_www2"),
    ),
    "read, and then a section is one that no installer of conda knows, or a newer conda ignores it": (
        *("brace", "colon_end", "deps_apt", "deps_cran", "deps_groups", "deps_npm", "deps_obj", "deps_pip3", "qm"),
        *("deps_pip_caps", "deps_pip_ver", "deps_uv", "map_ver", "ns4", "sel", "sel_bad", "spec_chan_sp"),
    ),
    "read, and then no channel has such a version or package": (
        *("kind_export_win", "misindent2", "misindent3", "noindent_pip_samecol", "spec_X2", "spec_star_mid", "spec_v"),
        *("spec_x", "v_caps", "v_dash", "v_words", "v_zero"),
    ),
    "read, and then what is below `pip:` is no list of lines": (
        *("deps_pip_bool", "deps_pip_dict", "deps_pip_in_pip", "pip_null_item", "pip_str"),
    ),
    "read, and then refused as the name of an environment": ("name_slash", "name_space"),
    "read, and nothing is installed": ("deps_empty",),
    "a nested value of `variables` is not looked at by conda's reader": ("vars_nested",),
    "a number for a channel is not looked at": ("chan_num",),
    "a line separator at the end of a value, which conda's YAML reader takes for a line end": ("ls",),
    "ruamel.yaml refuses a tab that libyaml takes": ("tab_after_colon", "tab_trailing"),
}
"""Files that conda's readers judge otherwise, by the reason: most are read, and the build fails later."""
NOT_HELD = {name for names in NOT_HELD_BY_CONDA.values() for name in names}


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
    assert (("error" in found) is (row["conda"] == "refused")) is (row["name"] not in NOT_HELD)


def test_the_rows_are_all_there() -> None:
    assert len(ROWS) == 311
    assert {row["name"] for row in ROWS} >= NOT_HELD

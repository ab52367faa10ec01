"""The GitHub action: its shell is run as GitHub runs it, with the files GitHub gives."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "action" / "run.sh"
BAD = "channels:\n  - conda-forge\ndependencies:\n  - python=3.12\n  - samtools=>1.21\n"
GOOD = BAD.replace("=>", "=")

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("bash") is None, reason="needs bash as on a Linux or macOS runner"
)


def run(tmp_path: Path, **inputs: str) -> tuple[int, str, str, str]:
    """Exit status, standard output, outputs and step summary of one run."""
    if "python" not in inputs:
        executable(tmp_path / "temp/studio-lint/bin/python", f'exec "{sys.executable}" "$@"')
        (tmp_path / "temp/studio-lint/ready").touch()
    files = {name: tmp_path / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    environment = {
        "PATH": os.environ["PATH"],
        "RUNNER_TEMP": str(tmp_path / "temp"),
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_WORKSPACE": str(tmp_path / "repo"),
        **{name: str(path) for name, path in files.items()},
        **{f"INPUT_{name.upper()}": value for name, value in inputs.items()},
    }
    done = subprocess.run(
        ["bash", "-p", str(SCRIPT)], cwd="/", env=environment, capture_output=True, text=True, check=False
    )
    outputs, summary = (path.read_text() if path.exists() else "" for path in files.values())
    return done.returncode, done.stdout, outputs, summary


def executable(path: Path, script: str) -> None:
    """A program that is there already; one that is not is what the action installs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    studio = tmp_path / "repo" / "studio"
    studio.mkdir(parents=True)
    (studio / "environment.yml").write_text(BAD)
    return studio


def test_findings_become_annotations_and_a_summary(tmp_path: Path, repository: Path) -> None:
    status, printed, outputs, summary = run(tmp_path, paths="studio")
    assert status == 1
    assert outputs == "exit-code=1\n"
    assert "::error file=studio/environment.yml,line=5," in printed
    assert (
        "| error [SL103](https://studio-lint.readthedocs.io/rules/spec-invalid/) | studio/environment.yml:5 |"
        in summary
    )
    stopped = next(line for line in printed.splitlines() if line.startswith("::stop-commands::"))
    assert f"::{stopped.removeprefix('::stop-commands::')}::" in printed.splitlines()


def test_a_clean_repository_passes(tmp_path: Path, repository: Path) -> None:
    (repository / "environment.yml").write_text(GOOD)
    status, printed, outputs, summary = run(tmp_path)
    assert (status, outputs) == (0, "exit-code=0\n")
    assert "::error" not in printed
    assert summary == "## studio-lint\n\nNo problems in 1 file.\n\n"


def test_sarif_working_directory_and_fail_on(tmp_path: Path, repository: Path) -> None:
    status, printed, outputs, _ = run(tmp_path, working_directory="studio", fail_on="never", sarif="log.sarif")
    assert status == 0
    assert outputs == "exit-code=0\nsarif=studio/log.sarif\n"
    log = (repository / "log.sarif").read_text()
    assert '"version": "2.1.0"' in log
    assert '"uri": "studio/environment.yml"' in log
    assert "::error file=studio/environment.yml,line=5," in printed


def test_annotations_and_summary_can_be_left_out(tmp_path: Path, repository: Path) -> None:
    status, printed, _, summary = run(tmp_path, annotations="false", summary="false", ignore="SL1")
    assert status == 0
    assert "::error" not in printed
    assert summary == ""


def test_a_usage_error_is_status_2_and_says_so_where_people_look(tmp_path: Path, repository: Path) -> None:
    status, printed, outputs, summary = run(tmp_path, select="SL<b>9%,\nSL1")
    assert (status, outputs) == (2, "exit-code=2\n")
    (annotation,) = (line for line in printed.splitlines() if line.startswith("::error"))
    assert annotation.startswith("::error title=studio-lint did not finish::studio-lint: ")
    assert annotation.endswith(" (exit status 2)")
    assert "SL<b>9%25" in annotation
    assert summary.startswith("## studio-lint\n\nstudio-lint did not finish: nothing was checked, or not everything.\n")
    assert "SL&lt;b&gt;9%" in summary


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        (
            {"python": ".venv/bin/python"},
            "the input python must be a command or an absolute path, not .venv/bin/python",
        ),
        ({"version": "../../x"}, "the input version must be a version of studio-lint, not ../../x"),
        (
            {"python": "no-such-python"},
            "studio-lint could not be installed with no-such-python; the log of this step says why",
        ),
    ],
    ids=["python", "version", "not-installed"],
)
def test_what_cannot_start_is_status_2(tmp_path: Path, repository: Path, inputs: dict[str, str], said: str) -> None:
    (tmp_path / "temp").mkdir()
    status, printed, outputs, summary = run(tmp_path, **inputs)
    assert (status, outputs) == (2, "exit-code=2\n")
    assert f"::error title=studio-lint did not finish::{said}" in printed.splitlines()
    assert said in summary


@pytest.mark.parametrize(
    ("version", "online", "installed"),
    [
        ("", "true", f"{ROOT}[online]"),
        ("0.1.0", "true", "studio-lint[online]==0.1.0"),
        ("0.1.0", "false", "studio-lint==0.1.0"),
    ],
    ids=["own", "version", "version-offline"],
)
def test_what_is_asked_for_is_installed(
    tmp_path: Path, repository: Path, version: str, online: str, installed: str
) -> None:
    """Also where an earlier step has installed studio-lint in its own version, without what --online needs."""
    python = tmp_path / "python"
    (tmp_path / "temp").mkdir()
    made = 'mkdir -p "$4/bin"; cp "$0" "$4/bin/python"'
    executable(python, f'[ "$1" = -I ] || exit 9\nif [ "$3" = venv ]; then {made}; else shift 2; echo "$*"; fi')
    status, printed, _, _ = run(tmp_path, online=online, version=version, python=str(python))
    assert status == 0
    assert f"pip install --quiet --disable-pip-version-check --no-input {installed}\n" in printed
    (linted,) = (line for line in printed.splitlines() if line.startswith("studio_lint "))
    assert linted.startswith("studio_lint check --detect --force-exclude --output-format full ")
    assert linted.endswith(" --online -- ." if online == "true" else "/summary.md -- .")


def test_every_input_reaches_the_script() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    passed = action["runs"]["steps"][0]["env"]
    assert set(passed) == {f"INPUT_{name.upper().replace('-', '_')}" for name in action["inputs"]}
    script = SCRIPT.read_text()
    assert [name for name in passed if name not in script] == []


def test_a_log_is_explained_beside_the_line(tmp_path: Path, repository: Path) -> None:
    fixture = ROOT / "fixtures" / "logs" / "apt-unknown-name"
    shutil.copy(fixture / "Dockerfile", repository)
    (repository / "environment.yml").unlink()
    shutil.copy(fixture / "build.log", repository)
    status, printed, outputs, summary = run(tmp_path, working_directory="studio", explain="build.log")
    assert status == 1
    assert "::error file=studio/Dockerfile,line=3," in printed
    assert "title=SL811 apt-not-found::the distribution has no package `libhtsdev`" in printed
    assert outputs == "exit-code=1\n"
    assert summary == ""


def test_a_log_that_is_not_there(tmp_path: Path, repository: Path) -> None:
    status, printed, outputs, _ = run(tmp_path, explain="no.log")
    assert status == 2
    assert "::error title=studio-lint did not finish::" in printed
    assert outputs == "exit-code=2\n"

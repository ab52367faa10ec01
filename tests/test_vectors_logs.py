"""Logs of builds and starts, each with the line of the user's files that caused it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from studio_lint.base.source import Source
from studio_lint.lint import engine
from tests.cases import ROOT, inside
from tests.explaining import explain, write

ROWS: list[dict[str, Any]] = json.loads((ROOT / "tests" / "vectors" / "logs.json").read_text(encoding="utf-8"))

SAID = {
    "apt-asks": ("nobody answers", "-y"),
    "apt-no-lists": ("package lists", "apt-get update"),
    "apt-not-root": ("root", "USER root"),
    "apt-release-archived": ("buster", "supported release"),
    "apt-unknown-name": ("libhtsdev", "libhts-dev"),
    "apt-virtual-package": ("virtual", "netcat-openbsd"),
    "buildah": ("streamlit-plotlyy", "correct the name"),
    "classic-builder": ("streamlit-plotlyy", "correct the name"),
    "conda-build-gone": ("build", "libglib=2.78.4"),
    "conda-channel-unknown": ("no-such-channel", "name"),
    "conda-conflict": ("python", "loosen"),
    "conda-cuda": ("__cuda", "build string"),
    "conda-missing-channel": ("libzlib", "conda-forge"),
    "conda-network": ("could not be reached", "again"),
    "conda-pip-section": ("leidenalgg", "leidenalg"),
    "conda-unknown-name": ("scanpyy", "scanpy"),
    "conda-unknown-version": ("perl", "version"),
    "conda-yaml": ("YAML", "indentation"),
    "copy-from-stage-path": ("/opt/venvs", "/opt/venv"),
    "copy-ignored": (".dockerignore", "!app.py"),
    "copy-missing": ("requirements.txt", "context"),
    "from-empty-arg": ("python:", "ARG TAG"),
    "image-needs-login": ("login", "credentials"),
    "image-no-such-tag": ("missing/tool", "tag"),
    "image-rate-limit": ("429", "wait"),
    "kaniko": ("requirements.txt", "COPY"),
    "no-space": ("space", "smaller"),
    "npm-no-lock": ("package-lock.json", "npm install"),
    "npm-peer-conflict": ("together", "fit"),
    "npm-unknown-name": ("code-serverr-nope", "name"),
    "pip-certificate": ("certificate", "the name is right"),
    "pip-conflict": ("numpy", "loosen"),
    "pip-externally-managed": ("own Python", "virtual environment"),
    "pip-needs-git": ("git", "install `git`"),
    "pip-needs-header": ("pg_config", "libpq-dev"),
    "pip-no-compiler": ("gcc", "python3-dev"),
    "pip-unknown-name": ("streamlit-plotlyy", "correct the name"),
    "pip-unknown-version": ("markupsafe==9.9.9", "versions"),
    "pixi-conflict": ("python", "loosen"),
    "pixi-unknown-version": ("numpy", "version that exists"),
    "r-silent-then-missing": ("never installed", "ggplot2"),
    "r-system-library": ("libxml2-dev", "apt-get install -y libxml2-dev"),
    "run-command-not-found": ("conda", "base image"),
    "run-crlf": ("CRLF", "LF line endings"),
    "run-killed": ("memory", "less"),
    "run-not-executable": ("executable", "--chmod=755"),
    "run-other-platform": ("processor", "linux/amd64"),
    "start-app-missing": ("app.py", "COPY app.py"),
    "start-command-missing": ("marimo", "install it"),
    "start-jupyter-root": ("root", "--allow-root"),
    "start-port-taken": ("port", "another port"),
    "two-stages-one-error": ("package lists", "apt-get update"),
    "unknown": ("exit code 4", ""),
    "unknown-instruction": ("RUNN", "RUN"),
    "wave-timeout": ("longer", "fewer"),
}
"""A word of the cause and one of the remedy."""

BEFORE = {
    "npm-no-lock": "SL218",
    "start-app-missing": "SL413",
    "start-command-missing": "SL413",
    "start-jupyter-root": "SL415",
    "apt-asks": "SL215",
    "apt-no-lists": "SL215",
    "two-stages-one-error": "SL215",
    "conda-missing-channel": "SL130",
    "kaniko": "SL218",
    "run-command-not-found": "SL220",
    "conda-unknown-version": "SL106",
    "conda-yaml": "SL002",
    "copy-ignored": "SL206",
    "copy-missing": "SL206",
    "from-empty-arg": "SL203",
    "unknown-instruction": "SL004",
    "conda-build-gone": "SL704",
    "conda-channel-unknown": "SL705",
    "conda-conflict": "SL703",
    "conda-cuda": "SL703",
    "conda-unknown-name": "SL704",
    "pixi-conflict": "SL703",
    "pixi-unknown-version": "SL704",
    "image-no-such-tag": "SL701",
    "image-needs-login": "SL706",
}
"""The rule that says the same on the same files, those of SL7 with --online."""

NOT_BEFORE = {
    "pip-externally-managed": (
        "SL217",
        "a COPY marks the image's Python in the test, and the base that the Dockerfile names has no pip",
    ),
    "r-silent-then-missing": ("SL219", "the next RUN asks for the package, so the failure does stop the build"),
}
"""The rule that says such a thing of other files, and why it says nothing of these."""


def folder(row: dict[str, Any], path: Path) -> Path:
    files = {"build.log": row["log"], **(row.get("files") or {})}
    files |= {"Dockerfile": row["dockerfile"]} if row["dockerfile"] else {}
    files |= {"environment.yml": row["environment_yml"]} if row["environment_yml"] else {}
    write(path, files)
    return path


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_cause(row: dict[str, Any], tmp_path: Path) -> None:
    status, said = explain(folder(row, tmp_path))
    assert status == 1
    finding, *others = said["findings"]
    assert others == []
    assert finding["name"] == row["kind"]
    place = row["cause_line"]
    if place["file"] is None:
        assert finding["path"] == "build.log"
    else:
        assert (finding["path"], finding["line"]) == (place["file"], place["line"])
        assert row["word"] is None or _meet(finding, row["word"], tmp_path / place["file"])
    cause, remedy = SAID[row["name"]]
    assert cause in finding["message"]
    assert remedy in (finding["help"] or "")
    assert any(near["path"] == "build.log" for near in finding["related"])
    assert finding["log"]["line"] <= len(row["log"].splitlines())


def _meet(finding: dict[str, Any], word: str, path: Path) -> bool:
    """Whether the marked text and the word overlap in the file."""
    source = Source("", path.read_text(encoding="utf-8"))
    start = source.line_starts[finding["line"] - 1] + finding["column"] - 1
    end = source.line_starts[finding["end_line"] - 1] + finding["end_column"] - 1
    found = [at for at in range(len(source.text)) if source.text.startswith(word, at)]
    return any(start < at + len(word) and at < end for at in found)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_rule_that_says_it_before(row: dict[str, Any], tmp_path: Path) -> None:
    _, said = explain(folder(row, tmp_path))
    (finding,) = said["findings"]
    if row["name"] in BEFORE:
        assert finding["would_say"] == BEFORE[row["name"]]
    if finding["would_say"] is not None:
        online = " with `--online`" if finding["would_say"].startswith("SL7") else ""
        assert finding["notes"][-1] == f"{finding['would_say']} reports this before the build{online}"


@pytest.mark.parametrize("name", NOT_BEFORE)
def test_rule_that_cannot_say_it(name: str, tmp_path: Path) -> None:
    row = next(row for row in ROWS if row["name"] == name)
    _, said = explain(folder(row, tmp_path))
    with inside(tmp_path):
        found = {finding.code for finding in engine.lint(["."]).findings}
    assert NOT_BEFORE[name][0] not in found
    assert said["findings"][0]["would_say"] is None


def test_every_row_has_its_words() -> None:
    assert set(SAID) == {row["name"] for row in ROWS}
    assert set(BEFORE) <= set(SAID)
    assert set(NOT_BEFORE) <= set(SAID) - set(BEFORE)

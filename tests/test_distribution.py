"""What is released besides the Python package: workflows, the extension, the recipe, the image."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from studio_lint import __version__
from tests.cases import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
EXTENSION = ROOT / "editors" / "vscode"


def jobs(workflow: Path) -> Iterator[dict[str, Any]]:
    yield from yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"].values()


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_by_digest_with_the_tag_beside(workflow: Path) -> None:
    used = [line.strip() for line in workflow.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert used
    for line in used:
        name, _, comment = line.rpartition("uses: ")[2].partition(" # v")
        digest = name.partition("@")[2]
        assert name == "./" or (len(digest) == 40 and int(digest, 16) and comment), line


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_jobs_have_the_permissions_they_need(workflow: Path) -> None:
    assert "\npermissions: {}\n" in workflow.read_text(encoding="utf-8")
    for job in jobs(workflow):
        assert job["permissions"]
        checkouts = [step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
        assert all(step["with"]["persist-credentials"] is False for step in checkouts)


@pytest.mark.parametrize("file", [*WORKFLOWS, ROOT / "action.yml"], ids=lambda path: path.stem)
def test_no_expression_is_part_of_a_script(file: Path) -> None:
    whole = yaml.safe_load(file.read_text(encoding="utf-8"))
    groups = list(whole["jobs"].values()) if "jobs" in whole else [whole["runs"]]
    scripts = [step["run"] for group in groups for step in group["steps"] if "run" in step]
    assert scripts
    assert [script for script in scripts if "${{" in script] == []


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize(("tag", "status"), [(f"v{__version__}", 0), ("v9.9.9", 1)])
def test_every_package_has_one_version(tag: str, status: int) -> None:
    command = ["bash", str(ROOT / ".ci" / "versions"), tag]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stdout


def test_the_extension_is_ready_for_the_marketplaces() -> None:
    package = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
    assert {"publisher", "icon", "license", "repository", "categories", "engines"} <= package.keys()
    assert "private" not in package
    assert (EXTENSION / package["icon"]).read_bytes().startswith(b"\x89PNG")
    assert all((EXTENSION / name).is_file() for name in ("README.md", "CHANGELOG.md", "LICENSE"))
    trust = package["capabilities"]["untrustedWorkspaces"]
    assert (trust["supported"], trust["restrictedConfigurations"]) == ("limited", ["studio-lint.command"])


def test_the_image_does_not_run_as_root() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("USER ")] == ["USER 10001:10001"]

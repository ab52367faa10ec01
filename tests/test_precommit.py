"""pre-commit really runs the hooks of this repository: a bad commit is stopped or mended, a good one passes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cases import PROJECTS, ROOT

pytestmark = pytest.mark.slow

COPIED = ("studio_lint", ".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE")
"""What the hooks are installed from; pre-commit clones the rest as well, and it takes no part."""

CONFIG = """\
repos:
  - repo: {source}
    rev: {rev}
    hooks:
      - id: {hook}
"""


class Repository:
    """A throwaway git repository with settings of its own."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        own = {"HOME": str(home), "PRE_COMMIT_HOME": str(home / "pre-commit"), "GIT_CONFIG_NOSYSTEM": "1"}
        people = {
            f"GIT_{who}_{what}": "test@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
        }
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
        self.environment = {**kept, **own, **people}
        self.run("git", "init", "-q", ".")

    def run(self, *command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=self.folder, env=self.environment, check=check, capture_output=True, text=True, timeout=540
        )

    def commit(self, check: bool = True) -> subprocess.CompletedProcess[str]:
        self.run("git", "add", "-A")
        return self.run("git", "commit", "-q", "-m", "x", check=check)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """This repository as pre-commit clones it, uncommitted changes included."""
    pytest.importorskip("pre_commit")
    if shutil.which("git") is None:
        pytest.skip("there is no git")
    base = tmp_path_factory.mktemp("pre-commit")
    (base / "source").mkdir()
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, base / "source" / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, base / "source" / name)
    source = Repository(base / "source", base)
    source.commit()
    return source


@pytest.fixture
def project(source: Repository, tmp_path: Path, request: pytest.FixtureRequest) -> Repository:
    """A repository with the hook that the test names, installed. Both hooks share one environment."""
    folder = tmp_path / "project"
    folder.mkdir()
    project = Repository(folder, source.folder.parent)
    rev = source.run("git", "rev-parse", "HEAD").stdout.strip()
    config = CONFIG.format(source=source.folder.as_posix(), rev=rev, hook=request.param)
    (folder / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    project.run(sys.executable, "-m", "pre_commit", "install")
    installed = project.run(sys.executable, "-m", "pre_commit", "install-hooks", check=False)
    if installed.returncode and not os.environ.get("CI"):
        pytest.skip(f"the hook cannot be installed here: {installed.stdout[-300:]}")
    assert installed.returncode == 0, installed.stdout
    return project


@pytest.mark.parametrize("project", ["studio-lint"], indirect=True)
def test_bad_commit_is_stopped_and_mended_one_passes(project: Repository) -> None:
    studio = project.folder / "studio"
    shutil.copytree(PROJECTS / "docs-minimal-dockerfile", studio)
    stopped = project.commit(check=False)
    assert stopped.returncode == 1
    assert "error[SL201] stage-cycle: " in stopped.stderr
    assert "--> studio/Dockerfile:8:13" in stopped.stderr
    assert project.run("git", "log", "--oneline", check=False).stdout == ""

    shutil.copy(PROJECTS / "docs-http-server" / "Dockerfile", studio / "Dockerfile")
    (project.folder / "README.md").write_text("No file of a Studio.\n", encoding="utf-8")
    assert project.commit(check=False).returncode == 0
    assert project.run("git", "status", "--porcelain").stdout == ""


@pytest.mark.parametrize("project", ["studio-lint"], indirect=True)
def test_a_changed_script_leads_to_its_studio(project: Repository) -> None:
    shutil.copytree(PROJECTS / "good-mlflow", project.folder, dirs_exist_ok=True)
    (project.folder / "Dockerfile").write_text("FROM debian\nRUN echo a service of somebody's\n", encoding="utf-8")
    assert project.commit(check=False).returncode == 0
    script = project.folder / ".seqera" / "start.sh"
    text = script.read_text(encoding="utf-8")
    script.write_text(text.replace("${CONNECT_TOOL_PORT}", "5000"), encoding="utf-8")
    stopped = project.commit(check=False)
    assert stopped.returncode == 1
    assert "error[SL402] port-hard-coded: " in stopped.stderr
    assert "--> .seqera/start.sh:" in stopped.stderr


@pytest.mark.parametrize(("project", "status"), [("studio-lint", 0), ("studio-lint-studio", 1)], indirect=["project"])
def test_a_commit_that_only_deletes_a_copied_file(project: Repository, status: int) -> None:
    """pre-commit passes deleted files to no hook: only the one for whole Studios sees what is missing now."""
    shutil.copytree(PROJECTS / "good-mlflow", project.folder, dirs_exist_ok=True)
    assert project.commit(check=False).returncode == 0
    (project.folder / ".seqera" / "start.sh").unlink()
    done = project.commit(check=False)
    assert done.returncode == status, done.stderr
    assert ("error[SL206] copy-source-missing: `start.sh` " in done.stderr) == bool(status)


@pytest.mark.parametrize("project", ["studio-lint-fix"], indirect=True)
def test_the_fix_hook_mends(project: Repository) -> None:
    environment = project.folder / "environment.yml"
    bad = (PROJECTS / "docs-environment" / "environment.yml").read_text(encoding="utf-8")
    environment.write_text(bad, encoding="utf-8")
    stopped = project.commit(check=False)
    assert stopped.returncode == 1
    assert "files were modified by this hook" in stopped.stderr
    mended = environment.read_text(encoding="utf-8")
    assert "- matplotlib==3.10.*\n" in mended
    assert "- seaborn==0.13.2\n" in mended
    assert project.commit(check=False).returncode == 0
    assert environment.read_text(encoding="utf-8") == mended


@pytest.mark.parametrize("project", ["studio-lint-fix"], indirect=True)
def test_what_the_fix_hook_cannot_mend_stops_the_commit(project: Repository) -> None:
    shutil.copytree(PROJECTS / "docs-minimal-dockerfile", project.folder / "studio")
    # The first commit mends what it can, the second has nothing more to write and is stopped all the same.
    for _ in range(2):
        stopped = project.commit(check=False)
        assert stopped.returncode == 1
        assert "error[SL201] stage-cycle: " in stopped.stderr

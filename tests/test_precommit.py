"""pre-commit really runs the hook of this repository: a bad commit is stopped, a good one passes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cases import PROJECTS, ROOT

pytestmark = pytest.mark.slow

NOT_COPIED = (".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", "node_modules", "dist", "site", "*.egg-info")

CONFIG = """\
repos:
  - repo: {source}
    rev: {rev}
    hooks:
      - id: studio-lint
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
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    pytest.importorskip("pre_commit")
    if shutil.which("git") is None:
        pytest.skip("there is no git")
    base = tmp_path_factory.mktemp("pre-commit")
    shutil.copytree(ROOT, base / "source", ignore=shutil.ignore_patterns(*NOT_COPIED), symlinks=True)
    source = Repository(base / "source", base)
    source.commit()
    rev = source.run("git", "rev-parse", "HEAD").stdout.strip()

    (base / "project").mkdir()
    project = Repository(base / "project", base)
    config = CONFIG.format(source=source.folder.as_posix(), rev=rev)
    (project.folder / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    project.run(sys.executable, "-m", "pre_commit", "install")
    installed = project.run(sys.executable, "-m", "pre_commit", "install-hooks", check=False)
    if installed.returncode and not os.environ.get("CI"):
        pytest.skip(f"the hook cannot be installed here: {installed.stdout[-300:]}")
    assert installed.returncode == 0, installed.stdout
    return project


def test_bad_commit_is_stopped_and_mended_one_passes(repository: Repository) -> None:
    studio = repository.folder / "studio"
    shutil.copytree(PROJECTS / "docs-minimal-dockerfile", studio)
    stopped = repository.commit(check=False)
    assert stopped.returncode == 1
    assert "error[SL201] stage-cycle: " in stopped.stderr
    assert "--> studio/Dockerfile:8:13" in stopped.stderr
    assert repository.run("git", "log", "--oneline", check=False).stdout == ""

    shutil.copy(PROJECTS / "docs-http-server" / "Dockerfile", studio / "Dockerfile")
    (repository.folder / "README.md").write_text("No file of a Studio.\n", encoding="utf-8")
    assert repository.commit(check=False).returncode == 0
    assert repository.run("git", "status", "--porcelain").stdout == ""

"""Nothing of the linted repository runs when studio-lint is installed or started, whatever its files are called."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.attack.planted import hostile_environment, plant
from tests.cases import ROOT

pytestmark = pytest.mark.skipif(os.name != "posix" or shutil.which("bash") is None, reason="needs bash as on a runner")

# Stands in for this package, so that the real venv and the real pip need no package index.
BACKEND = """\
import zipfile
WHEEL = "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"
def build_wheel(folder, config_settings=None, metadata_directory=None):
    name = "studio_lint-1-py3-none-any.whl"
    with zipfile.ZipFile(f"{folder}/{name}", "w") as made:
        made.writestr("studio_lint/__init__.py", "")
        made.writestr("studio_lint/__main__.py", MAIN)
        made.writestr("studio_lint-1.dist-info/METADATA", "Metadata-Version: 2.1\\nName: studio-lint\\nVersion: 1\\n")
        made.writestr("studio_lint-1.dist-info/WHEEL", WHEEL)
        made.writestr("studio_lint-1.dist-info/RECORD", "")
    return name
MAIN = '''
import json, logging, os, sys
print("started in", os.getcwd())
print("searches", json.dumps(sys.path))
'''
"""
PROJECT = """\
[build-system]
requires = []
build-backend = "standin"
backend-path = ["."]
[project]
name = "studio-lint"
version = "1"
"""
SCRIPT_OF_STEP = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"][0]


@pytest.fixture
def caught(tmp_path: Path) -> Path:
    folder = tmp_path / "caught"
    folder.mkdir()
    return folder


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    root = tmp_path / "checkout"
    plant(root)
    (root / "environment.yml").write_text("dependencies:\n  - samtools=>1.21\n", encoding="utf-8")
    return root


@pytest.fixture
def action(tmp_path: Path) -> Path:
    """The action with a package beside it that is installed in a second."""
    folder = tmp_path / "action"
    shutil.copytree(ROOT / "action", folder / "action")
    (folder / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    (folder / "standin.py").write_text(BACKEND, encoding="utf-8")
    return folder


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.slow
@pytest.mark.parametrize("search", ["", ":", ".:bin:", "{checkout}/.venv/bin:{checkout}/bin:", "{link}/bin:"])
def test_the_action_runs_nothing_of_the_checkout(
    search: str, checkout: Path, action: Path, caught: Path, tmp_path: Path
) -> None:
    """As GitHub runs the step, with the real venv and pip."""
    (tmp_path / "temp").mkdir()
    (tmp_path / "link").symlink_to(checkout)
    own = os.path.dirname(os.path.realpath(sys._base_executable))  # type: ignore[attr-defined]
    path = search.format(checkout=checkout, link=tmp_path / "link") + f"{own}:{os.environ['PATH']}"
    environment = {
        **hostile_environment(caught),
        "PATH": path,
        "HOME": str(tmp_path),
        "RUNNER_TEMP": str(tmp_path / "temp"),
        "GITHUB_WORKSPACE": str(checkout),
        "GITHUB_ACTION_PATH": str(action),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
    }
    done = subprocess.run(
        [shutil.which("bash") or "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", SCRIPT_OF_STEP["run"]],
        cwd=SCRIPT_OF_STEP["working-directory"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert files(caught) == []
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"started in {checkout}\n" in done.stdout
    (searched,) = (line for line in done.stdout.splitlines() if line.startswith("searches "))
    assert f'"{checkout}' not in searched
    assert '""' not in searched


HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_runs_nothing_of_the_checkout(hook: dict[str, str], checkout: Path, caught: Path) -> None:
    """As pre-commit starts it: in the repository's root, with the hook's environment first on the search path."""
    started = isolated([*hook["entry"].split(), "environment.yml"], checkout, caught)
    assert files(caught) == []
    assert (started.returncode, started.stdout) == (0, "") if "--fix" in hook["entry"] else "SL103" in started.stdout


@pytest.mark.parametrize(
    "arguments", [["check", "."], ["files"], ["server", "--help"], ["check", "--online", "."]], ids=str
)
def test_isolated_mode_runs_nothing_of_the_checkout(arguments: list[str], checkout: Path, caught: Path) -> None:
    started = isolated(["python", "-I", "-m", "studio_lint", *arguments], checkout, caught)
    assert files(caught) == []
    assert started.returncode in (0, 1) or "--online needs" in started.stderr


def isolated(command: list[str], checkout: Path, caught: Path) -> subprocess.CompletedProcess[str]:
    first = str(Path(sys.executable).parent)
    environment = {**hostile_environment(caught), "PATH": f"{first}:{os.environ['PATH']}"}
    program = shutil.which(command[0], path=first)
    assert program is not None
    return subprocess.run(
        [program, *command[1:]], cwd=checkout, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    ("command", "ran"),
    [
        ([sys.executable, "-c", "0"], "package encodings __init__"),
        ([sys.executable, "-E", "-m", "venv", "."], "package importlib __init__|package runpy __init__"),
        (["bash", "-c", "true"], "shell-start"),
        (["bin/studio-lint"], "command studio-lint"),
    ],
    ids=lambda given: given if isinstance(given, str) else None,
)
def test_what_is_planted_runs_where_nothing_prevents_it(
    command: list[str], ran: str, checkout: Path, caught: Path
) -> None:
    """Else the tests above could not fail. What `-m` imports first is not the same in each Python."""
    environment = {"PATH": os.environ["PATH"], **hostile_environment(caught)}
    subprocess.run(command, cwd=checkout, env=environment, capture_output=True, timeout=60, check=False)
    assert set(ran.split("|")) & set(files(caught))


def test_the_module_option_takes_no_module_of_the_folder_it_is_started_in(tmp_path: Path, caught: Path) -> None:
    """Python itself puts that folder first; `-I` is still needed for what is imported before us."""
    for name in ("yaml", "packaging", "tree_sitter"):
        (tmp_path / f"{name}.py").write_text(f"open({str(caught / name)!r}, 'w').close()\n", encoding="utf-8")
    (tmp_path / "environment.yml").write_text("dependencies:\n  - samtools=>1.21\n", encoding="utf-8")
    command = [sys.executable, "-m", "studio_lint", "check", "--detect", "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert files(caught) == []
    assert "SL103" in done.stdout


@pytest.mark.parametrize(
    "arguments", [["check", "."], ["check", "--fix", "."], ["files"], ["inspect", "environment.yml"]]
)
def test_the_command_runs_nothing_of_the_checkout(arguments: list[str], checkout: Path, caught: Path) -> None:
    """As people, editors and the documentation start it, with what a profile sets but for Python's own variables."""
    environment = {name: value for name, value in hostile_environment(caught).items() if not name.startswith("PYTHON")}
    first = Path(sys.executable).parent
    done = subprocess.run(
        [first / "studio-lint", *arguments],
        cwd=checkout,
        env={**environment, "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert files(caught) == []
    assert done.returncode in (0, 1)


PLANTED = ("venv/__init__.py", "venv/__main__.py", "pip.py", "logging.py", "sitecustomize.py", "usercustomize.py")
OURS = ("studio_lint/__init__.py", "studio_lint/__main__.py")
STARTS = {
    "module": (["-m", "studio_lint"], PLANTED),
    "isolated": (["-I", "-m", "studio_lint"], (*PLANTED, *OURS)),
    "command": ([str(Path(sys.executable).parent / "studio-lint")], (*PLANTED, *OURS)),
}
"""How Python may be started, and what may then be in the folder without running. SECURITY.md names the exception."""


@pytest.mark.parametrize("start", STARTS)
def test_modules_in_the_root_do_not_run(start: str, tmp_path: Path, caught: Path) -> None:
    words, planted = STARTS[start]
    for name in (*planted, "yaml.py", "ruamel/__init__.py", "packaging/__init__.py", "pygls.py", "httpx.py"):
        path = tmp_path / "checkout" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"open({str(caught)!r} + '/{name.replace('/', '_')}', 'w').close()\n", encoding="utf-8")
    (tmp_path / "checkout" / "environment.yml").write_text("dependencies:\n  - samtools=>1.21\n", encoding="utf-8")
    command = [sys.executable, *words, "check", "--fix", "."]
    done = subprocess.run(command, cwd=tmp_path / "checkout", capture_output=True, text=True, timeout=60, check=False)
    assert files(caught) == []
    assert "Fixed 2 findings" in done.stderr


WRITTEN = (
    "*.md",
    "docs/*.md",
    "docs/ci/*",
    "*.yml",
    ".pre-commit-hooks.yaml",
    "action/*",
    ".github/**/*.yml",
    "Dockerfile",
)
EXTENSIONS = ("editors/*/src/*", "editors/*/README.md", "recipe/*")


def test_every_start_that_is_written_down_is_isolated() -> None:
    """In the action, the hooks, the image, the extensions and the documentation."""
    pages = [page for pattern in (*WRITTEN, *EXTENSIONS) for page in ROOT.glob(pattern) if page.is_file()]
    starts = []
    for page in pages:
        text = page.read_text(encoding="utf-8").replace('", "', " ")
        at = text.find("-m studio_lint")
        while at >= 0:
            if not text.startswith("-m studio_lint.", at) and page.name not in ("SECURITY.md", "CHANGELOG.md"):
                starts.append((str(page.relative_to(ROOT)), text[max(0, at - 3) : at]))
            at = text.find("-m studio_lint", at + 1)
    assert {"action/run.sh", ".pre-commit-hooks.yaml", "Dockerfile", "editors/vscode/src/find.ts"} <= {
        one for one, _ in starts
    }
    assert [start for start in starts if start[1] != "-I "] == []

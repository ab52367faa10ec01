"""What is published: the wheel holds the program alone and works without the repository, the sdist holds the rest."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from email import message_from_bytes
from importlib.util import find_spec
from pathlib import Path

import pytest

from studio_lint import __version__, registry
from tests.cases import PROJECTS, ROOT

pytestmark = pytest.mark.slow

HOME = "https://github.com/studio-lint/studio-lint/blob/main/"


def run(*command: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))}
    return subprocess.run(command, cwd=cwd, env=kept, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist."""
    for needed in ("hatchling", "hatch_fancy_pypi_readme"):
        if find_spec(needed) is None:
            pytest.skip(f"{needed} is not installed: pip install 'studio-lint[dev]'")
    folder = tmp_path_factory.mktemp("dist")
    built = run(sys.executable, "-m", "hatchling", "build", "-d", folder)
    assert built.returncode == 0, built.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    return dist / f"studio_lint-{__version__}-py3-none-any.whl"


def test_wheel_holds_the_program_alone(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    info = f"studio_lint-{__version__}.dist-info"
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "studio_lint").rglob("*.py")}
    held = {name for name in names if not name.startswith(f"{info}/")}
    assert held == modules | {"studio_lint/py.typed"}
    assert {f"{info}/licenses/LICENSE", f"{info}/entry_points.txt"} <= names


def test_what_pypi_shows(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        told = message_from_bytes(archive.read(f"studio_lint-{__version__}.dist-info/METADATA"))
    assert (told["Name"], told["Version"], told["Requires-Python"]) == ("studio-lint", __version__, ">=3.10")
    assert told["License-Expression"] == "Apache-2.0"
    assert {line.split(", ")[0] for line in told.get_all("Project-URL", [])} >= {"Homepage", "Source", "Issues"}
    page = str(told.get_payload())
    assert f"]({HOME}CONTRIBUTING.md)" in page
    assert "](docs/" not in page
    assert 'src="docs/' not in page


def test_twine_has_nothing_to_say(dist: Path) -> None:
    pytest.importorskip("twine")
    checked = run(sys.executable, "-m", "twine", "check", "--strict", *sorted(dist.iterdir()))
    assert checked.returncode == 0, checked.stdout


def test_sdist_holds_what_the_tests_read(dist: Path) -> None:
    with tarfile.open(dist / f"studio_lint-{__version__}.tar.gz") as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = ["LICENSE", "README.md", "pyproject.toml", "mkdocs.yml", "action.yml", ".pre-commit-hooks.yaml"]
    wanted += ["action/run.sh", "docs/index.md", "tests/vectors/dockerfile.json", "editors/vscode/src/extension.ts"]
    wanted += [path.relative_to(ROOT).as_posix() for path in (ROOT / "fixtures").rglob("*") if path.is_file()]
    assert [name for name in wanted if name not in names] == []
    assert [name for name in names if "node_modules" in name or "__pycache__" in name] == []


def test_wheel_works_in_a_fresh_environment(wheel: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    venv.create(fresh, with_pip=True)
    folder = fresh / ("Scripts" if sys.platform == "win32" else "bin")
    installed = run(folder / "python", "-m", "pip", "install", "--no-index", "--no-deps", wheel)
    assert installed.returncode == 0, installed.stderr
    # Its dependencies are those of the tests, behind what was just installed.
    found = run(folder / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").stdout.strip()
    (Path(found) / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")

    place = run(folder / "python", "-c", "import studio_lint; print(studio_lint.__file__)", cwd=tmp_path)
    assert Path(place.stdout.strip()).is_relative_to(Path(found).resolve())
    rules = run(folder / "studio-lint", "rule", "--output-format", "json", cwd=tmp_path)
    assert len(json.loads(rules.stdout)) == len(registry.all_rules())
    checked = run(folder / "studio-lint", "check", PROJECTS / "docs-environment", cwd=tmp_path)
    assert checked.returncode == 1
    assert "error[SL117] requirement-invalid" in checked.stdout
    passed = run(folder / "studio-lint", "check", PROJECTS / "docs-http-server", cwd=tmp_path)
    assert passed.returncode == 0

"""A whole repository: 300 folders, 40 Dockerfiles, 60 environment files, three Studios."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.repository import DOCKERFILES, ENVIRONMENTS, FOLDERS, make
from studio_lint.discovery.discovery import discover
from studio_lint.lint import engine
from studio_lint.settings.finder import SettingsFinder

if TYPE_CHECKING:
    from pathlib import Path

STUDIOS = {
    ".seqera/Dockerfile": "named by .seqera/studio-config.yaml",
    "apps/viewer/Dockerfile": "an instruction mentions connect-client",
    "studios/rnaseq/.seqera/Dockerfile": "in .seqera",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repository")
    make(folder)
    return folder


@pytest.fixture
def repository(made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """All tests look at the same one; none writes to it."""
    monkeypatch.chdir(made)
    return made


def test_it_is_as_large_as_it_says(repository: Path) -> None:
    files = [path for path in repository.rglob("*") if path.is_file()]
    assert sum(path.is_dir() and path.name != ".git" for path in repository.rglob("*")) + 1 == FOLDERS
    assert sum(path.name == "Dockerfile" for path in files) == DOCKERFILES
    assert sum(path.name in ("environment.yml", "packages.yml") for path in files) == ENVIRONMENTS


def test_all_is_found_and_explained_once(repository: Path) -> None:
    rows = discover(["."], SettingsFinder())
    assert {row.path: row.reason for row in rows if row.linted and row.kind == "dockerfile"} == STUDIOS
    assert [row.path for row in rows if row.linted and row.kind == "environment"] == ["apps/viewer/packages.yml"]
    assert [row.path for row in rows if row.linted and row.kind == "config"] == [
        ".seqera/studio-config.yaml",
        "studios/rnaseq/.seqera/studio-config.yaml",
    ]
    assert sum(row.alone and row.kind == "dockerfile" for row in rows) == DOCKERFILES - len(STUDIOS)
    assert sum(row.alone and row.kind == "environment" for row in rows) == ENVIRONMENTS - 1
    assert all(row.reason for row in rows)
    assert {row.path: row.reason for row in rows}["apps/viewer/packages.yml"] == "installed by apps/viewer/Dockerfile"


def test_each_is_linted_once(repository: Path) -> None:
    report = engine.lint([".", "apps", "apps/viewer/Dockerfile", "studios/rnaseq"])
    assert (report.files, report.studios, report.left_alone) == (3 + 2 + 1, 3, DOCKERFILES - 3)
    assert report.environments_left_alone == ENVIRONMENTS - 1
    grave = [(finding.code, finding.place.source.path) for finding in report.findings if finding.severity != "advice"]
    assert grave == [
        ("SL202", "studios/rnaseq/.seqera/Dockerfile"),
        ("SL604", "studios/rnaseq/.seqera/studio-config.yaml"),
    ]
    assert not report.failures


@pytest.mark.parametrize(
    ("changed", "linted"),
    [
        ("apps/viewer/start.sh", ["apps/viewer/Dockerfile", "apps/viewer/packages.yml"]),
        ("services/service-01/Dockerfile", []),
        ("docs/part-000/notes.md", []),
        ("modules/tool-07/environment.yml", []),
        ("apps/viewer/packages.yml", ["apps/viewer/Dockerfile", "apps/viewer/packages.yml"]),
        (
            "studios/rnaseq/.seqera/Dockerfile",
            ["studios/rnaseq/.seqera/" + name for name in ("Dockerfile", "studio-config.yaml")],
        ),
    ],
)
def test_a_changed_file_leads_to_its_studio_alone(repository: Path, changed: str, linted: list[str]) -> None:
    rows = discover([changed], SettingsFinder(), detect=True)
    assert [row.path for row in rows if row.linted] == linted

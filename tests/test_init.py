"""`studio-lint init`: what it writes lints clean, and nothing that is there is touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from studio_lint.console.cli import main
from studio_lint.files import writing
from studio_lint.init.project import name_from
from studio_lint.init.templates import TEMPLATES
from tests.cases import full, inside, lint
from tests.mending import tree

ENVIRONMENT = b"channels:\r\n  - conda-forge\r\ndependencies:\r\n  - python=3.12\r\n  - marimo=0.17"


def init(folder: Path, *arguments: str) -> int:
    with inside(folder):
        return main(["init", *arguments])


@pytest.mark.parametrize("template", TEMPLATES)
def test_init_then_check_says_nothing(template: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert init(tmp_path, "lab", "--template", template) == 0
    told = capsys.readouterr()
    assert told.out == "".join(f"Wrote lab/{path}\n" for path in sorted(tree(tmp_path / "lab")))
    assert told.err == ""
    with inside(tmp_path / "lab"):
        assert main(["check"]) == 0
    assert capsys.readouterr().out == ""
    assert lint(tmp_path).studios == 1


def test_without_a_template_it_is_a_notebook(tmp_path: Path) -> None:
    assert init(tmp_path) == 0
    assert sorted(tree(tmp_path)) == [".seqera/Dockerfile", ".seqera/environment.yml", ".seqera/studio-config.yaml"]
    assert b"exec jupyter lab" in tree(tmp_path)[".seqera/Dockerfile"]


def test_a_folder_with_the_name_of_a_template(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert init(tmp_path, "streamlit") == 0
    assert b"exec jupyter lab" in tree(tmp_path)["streamlit/.seqera/Dockerfile"]
    said = "`streamlit` is the folder here; to start from the template, use `--template streamlit`"
    assert capsys.readouterr().err == f"studio-lint: {said}\n"


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("Single cell_QC (2)", "single-cell-qc-2"),
        ("été", "t"),
        ("漢字", "studio"),
        ("-", "studio"),
        ("a" * 99, "a" * 60),
    ],
)
def test_the_name_is_made_from_the_folder(folder: str, name: str) -> None:
    assert name_from(folder) == name


@pytest.mark.parametrize(
    "there", ["Dockerfile", "environment.yml", "studio-config.yaml", "studio-config.yml", "dockerfile", "start.sh"]
)
def test_nothing_is_overwritten(there: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / ".seqera").mkdir()
    (tmp_path / ".seqera" / there).write_text("mine\n")
    assert init(tmp_path, "--template", "plain") == 2
    assert tree(tmp_path) == {f".seqera/{there}": b"mine\n"}
    assert capsys.readouterr().err == f"studio-lint: .seqera/{there} already exists; nothing was written\n"


def test_other_files_of_the_folder_stay(tmp_path: Path) -> None:
    (tmp_path / ".seqera").mkdir()
    (tmp_path / ".seqera" / "notes.md").write_text("mine\n")
    assert init(tmp_path) == 0
    assert tree(tmp_path)[".seqera/notes.md"] == b"mine\n"
    assert full(tmp_path) == ""


@pytest.mark.parametrize("there", ["lab", "lab/.seqera"])
def test_a_file_where_a_folder_must_be(there: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / there
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine\n")
    assert init(tmp_path, "lab") == 2
    assert tree(tmp_path) == {there: b"mine\n"}
    assert capsys.readouterr().err == f"studio-lint: {there} already exists and is not a folder; nothing was written\n"


@pytest.mark.parametrize("there", [True, False])
def test_what_fails_half_way_leaves_nothing(there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if there:
        (tmp_path / ".seqera").mkdir()
    create = writing.create

    def failing(path: str, data: bytes) -> None:
        if os.path.basename(path) == "Dockerfile":
            raise OSError(28, "No space left on device")
        create(path, data)

    monkeypatch.setattr(writing, "create", failing)
    assert init(tmp_path) == 2
    assert tree(tmp_path) == {}
    assert [path.name for path in tmp_path.iterdir()] == ([".seqera"] if there else [])


def test_an_environment_is_taken_over_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "env.yml").write_bytes(ENVIRONMENT)
    assert init(tmp_path, "--from", "env.yml") == 0
    assert tree(tmp_path)[".seqera/environment.yml"] == ENVIRONMENT
    dockerfile = tree(tmp_path)[".seqera/Dockerfile"].decode()
    assert "exec marimo edit" in dockerfile
    assert "--channel" not in dockerfile
    assert full(tmp_path) == ""


def test_what_the_template_needs_beyond_it_is_installed(tmp_path: Path) -> None:
    (tmp_path / "env.yml").write_bytes(ENVIRONMENT)
    assert init(tmp_path, "--from", "env.yml", "--template", "jupyter") == 0
    line = "    && micromamba install --yes --name base --channel conda-forge jupyterlab=4.4 \\\n"
    assert line in tree(tmp_path)[".seqera/Dockerfile"].decode()
    assert full(tmp_path) == ""


def test_its_mistakes_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "env.yml").write_bytes(ENVIRONMENT.replace(b"marimo=", b"marimo=>"))
    assert init(tmp_path, "--from", "env.yml") == 1
    told = capsys.readouterr()
    assert "error[SL103] spec-invalid" in told.out
    assert "--> .seqera/environment.yml:5:11" in told.out
    assert told.err == "studio-lint: the environment file has errors; fix them before you build\n"


@pytest.mark.parametrize(
    ("path", "reason"),
    [("no.yml", "the file does not exist"), (".", "this is a directory, not a file")],
)
def test_no_such_environment(path: str, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert init(tmp_path, "--from", path) == 2
    assert capsys.readouterr().err == f"studio-lint: --from {path}: {reason}\n"
    assert tree(tmp_path) == {}


def test_an_unknown_template(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert init(tmp_path, "--template", "jupiter") == 2
    assert capsys.readouterr().err == (
        "studio-lint: --template takes jupyter, streamlit, shiny, marimo, ttyd or plain, not 'jupiter'; "
        "did you mean jupyter?\n"
    )
